"""The core: an organisation as immutable values, and what can be said of it.

Plain Python: the standard library only, no Django, no I/O, and the clock is always an argument.
"""
