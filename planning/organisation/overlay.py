"""Laying what an organisation has of its own over the site's rows, and finding what that is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import Model

from planning.organisation.models import Adaptation
from portal.models import Organisation
from roles.contradictions import contradictions
from roles.documents.cells import TABLES, Cells, Ref, Values, cells, ref, row
from roles.models import Pairing, Role, Source

OWN = "own"  # the source of what an organisation says itself
LAST = 900  # the place of what an organisation adds, behind all that the site has or may add


class Laid(NamedTuple):
    """The rows in force. `aside` are items that would contradict what the site says now, each with the reason; they
    wait until the contradiction is gone."""

    rows: list[Model]
    aside: dict[int, str]


def items_of(organisation: Organisation) -> list[Adaptation]:
    """Everything that the organisation has adapted: one query."""
    return list(Adaptation.objects.filter(organisation=organisation).select_related("author"))


def own_source(name: str) -> Source:
    return Source(slug=OWN, title=f"{name}'s own", note=f"Decided by an admin of {name}.")


def refs(items: Iterable[Adaptation]) -> dict[Ref, Adaptation]:
    """The items by the record that they are about; those of tables that there are no more are left out."""
    return {Ref(item.table, item.key): item for item in items if item.table in TABLES}


def lay(site: Sequence[Model], items: Sequence[Adaptation], name: str) -> Laid:
    """The site's rows with the items over them; `name` is the organisation's."""
    aside: dict[int, str] = {}
    if not items:
        return Laid(list(site), aside)
    site = [*site, own_source(name)]
    kept = list(items)
    while True:
        rows = _laid(site, kept)
        blamed = _orphans(rows, kept) or _blamed(rows, kept)
        if not blamed:
            return Laid(rows, aside)
        aside |= blamed
        kept = [item for item in kept if item.pk not in blamed]


def _laid(site: Sequence[Model], items: Sequence[Adaptation]) -> list[Model]:
    table, known = cells(site), refs(items)
    for place, item in known.items():
        if item.gone:
            table.pop(place, None)
        elif place in table or item.base is None:
            table[place] = {**table.get(place, {}), **item.values}
    originals = {ref(row): row for row in site}
    return [originals[of] if of not in known else _marked(row(of, given)) for of, given in table.items()]


def _marked(row: Any) -> Model:
    """A row that the guide marks as the organisation's own."""
    row.adapted = True
    return row  # type: ignore[no-any-return]


def _orphans(rows: Sequence[Model], items: Sequence[Adaptation]) -> dict[int, str]:
    """The items of a role or comparison that there is no more."""
    heads = {f"{ref(row).table}/{ref(row).key}" for row in rows if isinstance(row, Role | Pairing)}
    lost = (item for item in items if item.unit.startswith(("role/", "pairing/")) and item.unit not in heads)
    return {item.pk: "Its page is no longer part of the standard content." for item in lost if not item.gone}


def _blamed(rows: Sequence[Model], items: Sequence[Adaptation]) -> dict[int, str]:
    """The items that contradict: the one that a contradiction is about, else all of its unit, else all."""
    wrong = contradictions(rows)
    known = refs(items)
    blamed = {known[ref(found.row)].pk: found.message for found in wrong if ref(found.row) in known}
    if wrong and not blamed:
        page = getattr(wrong[0].row, "page", "") or getattr(wrong[0].row, "role_id", "")
        near = [item for item in items if page and page in (item.key, item.key.partition("/")[0], *item.key.split(" "))]
        blamed = {item.pk: str(wrong[0]) for item in near or items}
    return blamed


def wanted(site: Cells, own: Cells) -> dict[Ref, tuple[Values, Values | None, bool]]:
    """What differs: for each record the values, what the site says of them, and whether it is taken out."""
    found: dict[Ref, tuple[Values, Values | None, bool]] = {}
    own = _placed(site, own)
    for place in dict.fromkeys([*site, *own]):
        theirs, mine = site.get(place), own.get(place)
        if mine is None:
            found[place] = ({}, theirs, True)
        elif theirs is None:
            found[place] = (_signed(mine), None, False)
        elif changed := {name: value for name, value in mine.items() if value != theirs[name]}:
            changed = _signed(changed)
            found[place] = (changed, {name: theirs[name] for name in changed}, False)
    return found


def _placed(site: Cells, own: Cells) -> Cells:
    """The organisation's rows with their places: the site's, and what is new behind it, unless somebody has put them
    otherwise; then all of that section stand as they were put."""
    places: dict[Ref, int] = {}
    for mine in _sections(own).values():
        theirs = sorted((of for of in mine if of in site), key=lambda of: (site[of]["order"], of.key))
        new = [of for of in mine if of not in site]
        if mine == [*theirs, *new]:
            places |= {of: site[of]["order"] for of in theirs} | {of: LAST + at for at, of in enumerate(new)}
    return {of: {**given, "order": places[of]} if of in places else given for of, given in own.items()}


def _sections(table: Cells) -> dict[tuple[str, Any], list[Ref]]:
    """The records that stand in an order among each other, in it."""
    found: dict[tuple[str, Any], list[Ref]] = defaultdict(list)
    for of, given in sorted(table.items(), key=lambda pair: (pair[1].get("order", 0), pair[0].key)):
        if "order" in given and of.table not in ("role", "function"):
            found[of.table, given.get("section")].append(of)
    return found


def _signed(given: Mapping[str, Any]) -> Values:
    """Own words have the organisation for their source, unless another was chosen."""
    return {**given, "source": OWN} if "text" in given and "source" not in given else dict(given)
