"""Editing a unit of the content on one page: forms from rows, rows from forms, for the site and for an organisation."""
