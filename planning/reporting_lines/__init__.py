"""Reporting lines: the list of all lines, and reviews of them with a sign-off."""
