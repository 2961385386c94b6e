"""Looking after a deployment: people, settings, audit, health, backups."""
