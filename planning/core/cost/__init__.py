"""What a position costs a year and what all cost by function and quarter, in exact sums."""
