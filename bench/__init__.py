"""Ratios measured side by side in one run: machines differ and drift, ratios hold."""
