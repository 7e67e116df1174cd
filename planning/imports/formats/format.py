"""How the export of one system is told, and what its headers mean where they mean something else than elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Format(NamedTuple):
    """`signs` are headers that stand together in the exports of this system and hardly in another's: each is one
    header or several with bars between them, and all of them must be there. `headers` gives headers, with bars
    between them, by the field that they hold in this system."""

    name: str
    signs: tuple[str, ...]
    headers: Mapping[str, str] = {}
