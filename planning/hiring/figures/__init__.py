"""What an organisation's own hiring says: how long it takes by role, how many pass each step, when a position may be
filled."""
