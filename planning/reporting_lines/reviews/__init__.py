"""Reviews of reporting lines: their lines, the answers to them, the sign-off."""
