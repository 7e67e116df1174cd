"""Commands on role content."""
