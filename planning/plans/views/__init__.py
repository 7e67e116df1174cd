"""The pages of plans: the list, a new one, one plan, its changes, its review, comparing, applying."""
