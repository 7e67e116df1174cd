"""The pages of reporting lines and of their reviews."""
