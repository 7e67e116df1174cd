"""Pages of the reporting lines."""
