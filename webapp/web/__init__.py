"""What every page shares: language, rendering, safety, errors."""
