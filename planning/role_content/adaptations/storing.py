"""Storing what an organisation has of its own."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Model

from planning.organisation import writes
from planning.organisation.models import Adaptation
from planning.organisation.overlay import wanted
from portal.models import Organisation
from portal.optimistic_lock import check
from roles.documents import unit_of
from roles.documents.cells import Cells, Ref, cells


def keep(
    organisation: Organisation,
    unit: str,
    site: Sequence[Model],
    own: Sequence[Model],
    author: Any,
    aside: Container[int] = (),
) -> int:
    """Let the organisation have these rows of a unit; how many items of the overlay changed. `aside` are items that
    are not in force: they stay. Call it in a transaction."""
    theirs = cells(row for row in site if unit_of(row) == unit)
    new = wanted(theirs, cells(own))
    old = {Ref(item.table, item.key): item for item in Adaptation.objects.filter(organisation=organisation, unit=unit)}
    past = [place for place in old if place not in new and old[place].pk not in aside and _followed(place, theirs, old)]
    for place in past:
        old[place].delete()
    count = len(past)
    for place, (values, base, gone) in new.items():
        known = old.get(place)
        if known and (known.values, known.gone) == (values, gone):
            continue  # what the site said when it was decided stays known
        Adaptation.objects.update_or_create(
            organisation=organisation,
            table=place.table,
            key=place.key,
            defaults={"unit": unit, "values": values, "base": base, "gone": gone, "author": author},
        )
        count += 1
    if count:
        writes.touch(organisation)
    return count


def _followed(place: Ref, site: Cells, old: Mapping[Ref, Adaptation]) -> bool:
    """Whether the page had the record, so that its item is really gone: not where the site has it no more."""
    return place in site or old[place].base is None or old[place].gone


def state(item: Adaptation) -> list[Any]:
    """By which it is told whether an item is still what somebody saw."""
    return [item.pk, item.values, item.gone]


def reset(organisation: Organisation, seen: Mapping[int, str]) -> int:
    """Follow the site again in these items, told by their numbers and what was seen of each; how many there were.
    Raises `Overtaken` where one of them is not what was seen."""
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        items = Adaptation.objects.filter(organisation=organisation, pk__in=list(seen))
        for item in items.select_related("author"):
            check(seen[item.pk], state(item), "your own role content", item.author)
        count, _ = items.delete()
        if count:
            writes.touch(organisation)
    return count


FIELDS = ("unit", "table", "key", "values", "base", "gone", "author_id")


def of_units(organisation: Organisation, units: Iterable[str]) -> list[list[Any]]:
    """What the organisation has of its own in some units, as plain values."""
    found = Adaptation.objects.filter(organisation=organisation, unit__in=list(units))
    return [list(row) for row in found.values_list(*FIELDS)]


def restore(organisation: Organisation, units: Sequence[str], rows: Iterable[Sequence[Any]], seen: str) -> None:
    """Have exactly these rows in these units, as `of_units` gave them. Raises as `reset` does."""
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        check(seen, of_units(organisation, units), "your own role content")
        Adaptation.objects.filter(organisation=organisation, unit__in=units).delete()
        made = (dict(zip(FIELDS, row, strict=True)) for row in rows)
        Adaptation.objects.bulk_create(Adaptation(organisation=organisation, **values) for values in made)
        writes.touch(organisation)
