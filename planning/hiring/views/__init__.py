"""The pages of hiring, one file per page."""
