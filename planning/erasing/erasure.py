"""One erasure: of whom, what comes in place, and what it has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from planning.erasing.words import Wording
from portal.models import Organisation

# Of positions: the amounts that were somebody's own pay.
Pay = Mapping[str, frozenset[Decimal]]


@dataclass(frozen=True)
class Erasure:
    """`person` is the key of the record of somebody who is erased, `in_place` the one it has then; both '' where
    there is no record of theirs, as of a candidate. Without `writes` nothing is written, and only `counts` is filled:
    by table (`_meta.label`), how many rows are changed; with “gone” behind it, how many are removed."""

    organisation: Organisation
    wording: Wording
    today: date
    person: str = ""
    in_place: str = ""
    pay: Pay = field(default_factory=dict)
    writes: bool = True
    counts: Counter[str] = field(default_factory=Counter)

    def key(self, kind: str, key: str) -> str:
        """The key that a record of a kind has afterwards."""
        if kind == "person":
            return self.in_place if key and key == self.person else key
        return self.wording.keys.get(key, key)
