"""Editions of the manual: imported, reviewed, published, read back."""
