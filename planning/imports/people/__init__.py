"""What the rows of a people file say of positions and of who sits there."""
