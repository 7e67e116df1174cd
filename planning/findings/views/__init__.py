"""The pages of findings: the list, one finding, the trend, the rules."""
