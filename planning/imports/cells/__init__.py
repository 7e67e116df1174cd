"""What stands in cells, and getting at them by field."""
