"""The pages of coverage over time."""
