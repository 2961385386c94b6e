"""What was done that somebody may have to answer for: rows that are added, chained and never changed."""
