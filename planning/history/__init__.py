"""History: every batch of changes that was made, with its undo."""
