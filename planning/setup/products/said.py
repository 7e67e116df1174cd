"""What somebody said of a name that was found, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from planning.core.words import listed


class Said(NamedTuple):
    """Each field is at its default where nobody said anything of it, and then the proposal stands.

    `keep`: it is a product, or none. `name`: what it is to be called. `market`: market-facing, else internal. `into`:
    the row that it is a part of, by its id, or `PRODUCT` and the key of a product that is there already. `names`: what
    it is called, too. `covers`: by role, the position that covers it and as what (owner, stand-in); '' for nobody.
    `team`: a team's key, '' for none. `of` and `texts`: it was split from that row, and these texts went with it.
    """

    keep: bool | None = None
    name: str = ""
    market: bool | None = None
    into: str = ""
    names: tuple[str, ...] = ()
    covers: Mapping[str, tuple[str, str]] = {}
    team: str | None = None
    of: str = ""
    texts: tuple[str, ...] = ()

    @classmethod
    def of_json(cls, values: Mapping[str, Any]) -> Said:
        """Back from what `as_json` made."""
        lists = {name: tuple(values[name]) for name in ("names", "texts") if name in values}
        covers = {role: (str(one[0]), str(one[1])) for role, one in values.get("covers", {}).items()}
        return cls(**{**values, **lists, "covers": covers})

    def as_json(self) -> dict[str, Any]:
        """What was said, by field; nothing of what was not."""
        told = {name: value for name, value in self._asdict().items() if value != self._field_defaults[name]}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in told.items()}

    @property
    def words(self) -> str:
        """Half a sentence on what was said, for somebody who said something else."""
        told = [
            "" if self.keep is None else "kept" if self.keep else "left out",
            f"called {self.name}" if self.name else "",
            "" if self.market is None else "market-facing" if self.market else "internal",
            "merged into another" if self.into else "",
            f"also called {listed(self.names)}" if self.names else "",
            "with different people" if self.covers else "",
            "in another team" if self.team is not None else "",
        ]
        return listed([word for word in told if word]) or "as found"

    def with_cover(self, role: str, position: str, kind: str) -> Said:
        return self._replace(covers={**self.covers, role: (position, kind)})


# Before a product's key, where something is merged into a product that is there already. No row has such an id.
PRODUCT = "product:"
