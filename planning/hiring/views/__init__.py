"""The pages of the hiring plan, one file a page."""
