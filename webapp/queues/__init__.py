"""What readers leave for the editors: comments on paragraphs."""
