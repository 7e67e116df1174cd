"""Signing in: how often it may be tried and from where, what a browser is known by, and how long a session lasts."""
