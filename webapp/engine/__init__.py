"""The pure core: what the manual and a scenario mean, with nothing else in sight."""
