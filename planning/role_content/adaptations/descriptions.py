"""What an organisation has of its own, in words: beside what the site says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from planning.organisation.models import Adaptation
from planning.role_content.adaptations.storing import state
from portal.optimistic_lock import token
from roles.documents.cells import Cells, Ref, row
from roles.editing import wording
from roles.editing.fields import label_of
from roles.editing.parts import PARTS
from roles.guide.reading import Guide

OWN, CHANGED, MOVED, GONE = "own", "changed", "moved", "removed"
QUIET = frozenset({"source", "order", "key", "slug", "role", "pairing", "claimed_by", "section"})


class AdaptationText(NamedTuple):
    """`fields`: (label, what the site says now, the organisation's own). `moved`: (label, what the site said when it
    was decided, what it says now). `aside`: why it waits; '' where it is in force. `place`: its section."""

    item: Adaptation
    place: str
    name: str
    what: str
    fields: list[tuple[str, str, str]]
    moved: list[tuple[str, str, str]]
    aside: str

    @property
    def handle(self) -> str:
        """By which a button names the item, and what was seen of it."""
        return f"{self.item.pk}:{token(state(self.item))}"


def descriptions(
    items: Iterable[Adaptation], site: Cells, guide: Guide, aside: Mapping[int, str]
) -> list[AdaptationText]:
    """Each item, against the site's rows as they are now."""
    return [_description(item, site, guide, aside) for item in items if item.table in wording.TABLES]


def _description(item: Adaptation, site: Cells, guide: Guide, aside: Mapping[int, str]) -> AdaptationText:
    place = Ref(item.table, item.key)
    now = site.get(place)
    what = GONE if item.gone else OWN if item.base is None else CHANGED
    reason = aside.get(item.pk, "")
    if what == CHANGED and now is None:
        reason = "The standard content no longer has this record."

    def shown(name: str, values: Mapping[str, Any] | None) -> str:
        return wording.value_text(place.model, name, (values or {}).get(name), guide)

    quiet = QUIET - {"order"} if item.table in ("role", "function") else QUIET
    names = [name for name in item.values if name not in quiet]
    if what == CHANGED and set(item.values) == {"order"} and not names:
        what = MOVED
    moved = [name for name, was in (item.base or {}).items() if now and name not in quiet and now[name] != was]
    return AdaptationText(
        item,
        _place(item, place, {**(item.base or {}), **(now or {}), **item.values}),
        wording.row_name(place, {**(now or item.base or {}), **item.values}, guide),
        what,
        [(label_of(place.model, name), shown(name, now), shown(name, item.values)) for name in names],
        [(label_of(place.model, name), shown(name, item.base), shown(name, now)) for name in moved],
        reason,
    )


def _place(item: Adaptation, of: Ref, given: Mapping[str, Any]) -> str:
    """The section that a record stands in; '' where that cannot be told any more."""
    made = row(of, given)
    parts = PARTS[item.unit.partition("/")[0]]
    return next((part.place for part in parts if part.holds(made)), "")


def unit_title(unit: str, guide: Guide) -> str:
    """What a unit is called on screen."""
    kind, _, key = unit.partition("/")
    if kind == "pairing" and key in guide.pairings:
        pair = guide.pairings[key]
        return f"{pair.one} and {pair.other}"
    known: dict[str, Mapping[str, Any]] = {
        "role": guide.roles,
        "function": guide.functions,
        "source": guide.sources,
        "language": guide.languages,
    }
    return str(known.get(kind, {}).get(key) or key)
