"""What the rows of a products file say."""
