"""One person playing one scenario: choices kept, replayed, scored, debriefed."""
