"""Import: people and products from a CSV or Excel file, as a list of changes to preview and apply."""
