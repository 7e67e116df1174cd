"""The pages of coverage: board, product, over time, what if, losses, pairs."""
