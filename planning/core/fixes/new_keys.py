"""Keys for the records that fixes bring into being."""

from __future__ import annotations

from collections.abc import Container
from itertools import count


def free_key(taken: Container[str], *parts: str) -> str:
    """The parts joined, with a number where that key is taken. At most 120 characters."""
    base = "-".join(parts)[:110]
    numbered = (f"{base}-{n}" for n in count(2))
    return base if base not in taken else next(key for key in numbered if key not in taken)
