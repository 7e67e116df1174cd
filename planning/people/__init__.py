"""People: the lists of people and of teams."""
