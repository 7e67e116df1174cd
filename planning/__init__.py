"""The organisation: who sits where, who covers what, what is odd, what is planned. One folder per feature."""
