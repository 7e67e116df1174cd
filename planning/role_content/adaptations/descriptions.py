"""What an organisation has of its own, in words: beside what the site says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from planning.organisation.models import Adaptation
from roles.backoffice import wording
from roles.documents.cells import Cells, Ref
from roles.editing.fields import label_of
from roles.guide.reading import Guide

OWN, CHANGED, GONE = "own", "changed", "taken out"
QUIET = frozenset({"source", "order", "key", "slug", "role", "pairing", "claimed_by", "section"})


class AdaptationText(NamedTuple):
    """`fields`: (label, what the site says now, the organisation's own). `moved`: (label, what the site said when it
    was decided, what it says now). `aside`: why it waits; '' where it is in force."""

    item: Adaptation
    name: str
    what: str
    fields: list[tuple[str, str, str]]
    moved: list[tuple[str, str, str]]
    aside: str


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
        reason = "The site has this record no more."

    def shown(name: str, values: Mapping[str, Any] | None) -> str:
        return wording.value_text(place.model, name, (values or {}).get(name), guide)

    names = [name for name in item.values if name not in QUIET]
    moved = [name for name, was in (item.base or {}).items() if now and name not in QUIET and now[name] != was]
    return AdaptationText(
        item,
        wording.row_name(place, {**(now or item.base or {}), **item.values}, guide),
        what,
        [(label_of(place.model, name), shown(name, now), shown(name, item.values)) for name in names],
        [(label_of(place.model, name), shown(name, item.base), shown(name, now)) for name in moved],
        reason,
    )


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
