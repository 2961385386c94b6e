"""Paper: sections, chapters, quick cards and whole editions as PDF."""
