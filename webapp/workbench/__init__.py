"""The workbench of those who write cases: drafts, what is wrong with them, and their way into force."""
