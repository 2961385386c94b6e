"""Finding a paragraph, in either language."""
