#!/bin/sh
# Make the four fonts of the site from IBM Plex (see README.md). Needs fonttools and brotli.
# usage: subset.sh <folder with the complete fonts> <folder for the results>
set -eu
from=$1
to=$2
arabic="U+060C,U+061B,U+061F,U+0621-063A,U+0640-0652,U+0660-066C,U+0670,U+067E,U+0686,U+06A4,U+06AF,U+06D4,U+FDFA,U+200C-200E"
latin="U+0020-007E,U+00A0,U+00A7,U+00A9,U+00AB,U+00B0,U+00B1,U+00B7,U+00BB,U+00BD,U+00D7,U+00E9,U+00EF,U+2010-2014,U+2018-201A,U+201C-201E,U+2022,U+2026,U+2039,U+203A,U+2212"
cut() {
  pyftsubset "$from/$1.woff2" --output-file="$to/$1.woff2" --flavor=woff2 --unicodes="$2" \
    --layout-features=init,medi,fina,rlig,liga,calt,ccmp,locl,mark,mkmk,kern \
    --no-hinting --desubroutinize --name-IDs=0,1,2,3,4,5,6,13,14 --drop-tables+=STAT
}
for weight in 400 600; do
  cut "plex-ar-$weight" "$arabic"
  cut "plex-la-$weight" "$latin"
done
