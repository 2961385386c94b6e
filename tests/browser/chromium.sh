#!/usr/bin/env bash
# Find Chromium; where it is missing and we may install packages, install Debian's.
set -uo pipefail
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null && exit 0
command -v apt-get >/dev/null || exit 1
as_root=""
if [ "$(id -u)" != 0 ]; then
  sudo -n true 2>/dev/null || exit 1
  as_root="sudo -n"
fi
echo "Installing Debian's chromium for the browser tests (once)"
$as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends chromium fonts-noto-core >/dev/null
