"""The page of the setup, and what its sections send."""
