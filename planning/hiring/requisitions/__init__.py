"""The hiring plan: which seats are to be filled, in which order, how far each is. The stages are the core's."""
