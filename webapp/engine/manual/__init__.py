"""The manual: from its source text to blocks, findings and safe HTML."""
