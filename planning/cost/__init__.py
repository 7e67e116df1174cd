"""Hiring → Cost and Bands: pay bands, rates, budgets, and the cost of the organisation and its plans."""
