"""The hiring plan: which positions to fill, in which order, how far each is. The stages are the core's."""
