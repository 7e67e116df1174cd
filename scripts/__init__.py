"""What the make targets run: helpers for development, no part of the portal."""
