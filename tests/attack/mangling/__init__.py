"""Files that somebody might hand over, spoilt in every way that we can think of; `make fuzz` tries thousands."""
