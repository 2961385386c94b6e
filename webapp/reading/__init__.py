"""Pages that compose what lies below: home, sections, citations, editions."""
