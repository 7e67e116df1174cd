"""Lineup's own export, read back: known headers and keys, so nothing is guessed."""
