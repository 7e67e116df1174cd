"""The pages of the chart: the chart itself with the data its script asks for, and one position."""
