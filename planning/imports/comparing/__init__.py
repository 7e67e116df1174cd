"""What a file changes in the organisation as it is."""
