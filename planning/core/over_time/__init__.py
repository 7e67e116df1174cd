"""Coverage from day to day, its coming losses, what if, and why it changes."""
