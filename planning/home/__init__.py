"""Home: coverage at a glance, the top issues, headcount, what has changed lately."""
