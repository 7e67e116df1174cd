"""Findings: their list, what is remembered of them (seen, accepted, assigned), the trend, the rules."""
