"""What a Word file holds, taken apart: items, their languages, their twins, and the files that come of it."""
