"""Search of everything in an organisation, and what can be done there: one field on every page."""
