"""Coverage: which role covers which product, today and over time, what if, and upcoming gaps."""
