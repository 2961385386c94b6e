"""What is kept of a person: said plainly, handed over, taken along, forgotten."""
