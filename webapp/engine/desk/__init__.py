"""Editing the manual's text: rows of both languages, what is done to them, merging what two people wrote."""
