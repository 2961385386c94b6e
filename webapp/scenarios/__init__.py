"""Registered scenarios, by digest."""
