"""Products found in titles, teams and lines."""
