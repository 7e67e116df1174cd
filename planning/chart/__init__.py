"""Chart: the organisation as a drawing, a list and a table, for any date and plan, with a panel per position."""
