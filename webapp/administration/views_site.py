"""The whole site: its settings, its audit, its health."""
