"""Commands on organisations, and the arguments that they share."""
