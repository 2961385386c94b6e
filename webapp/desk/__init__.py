"""The editor's desk: amendments to the manual, written in both languages, reviewed, published."""
