"""The simulation: what a scenario is, how a play is replayed and scored."""
