"""Setting up: products found, what was assumed, asked once."""
