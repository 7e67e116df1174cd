"""`make attack`: kills, cuts, floods and races against a whole portal of its own, and counts what was lost."""
