"""The shared cases, each by its topic."""
