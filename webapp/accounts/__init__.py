"""People who sign what they do: authors, reviewers, publishers."""
