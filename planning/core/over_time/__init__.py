"""Coverage from day to day, its upcoming gaps, what if, and why it changes."""
