"""The edits of positions, people, teams and products, and the fixes of findings."""
