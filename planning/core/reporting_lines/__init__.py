"""Each position's reporting line, and what has happened to lines since a given state."""
