"""Keys, managers and teams: from rows to the organisation that a file describes."""
