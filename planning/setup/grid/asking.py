"""What a request asks of the grid of products: from the fields of its form to edits of cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.http import QueryDict

from planning.organisation.snapshot import Snapshot
from planning.setup.grid.cells import BY_NAME, read
from planning.setup.grid.pasting import Pasted, at_cell, by_names, rows_of
from planning.setup.grid.rows import assumed_products, by_name, read_seen, state_of, values_of
from planning.setup.grid.saving import Asked, Edit
from portal.optimistic_lock import carried, check

CONFIRM, CONFIRM_ALL, PASTE = "confirm", "confirm-all", "paste"
WAS = "was"
LONGEST = 1_000  # of what is written in a cell: more is a slip, and it is shown again


def asked_of(data: QueryDict, snapshot: Snapshot) -> Asked:
    """Cells that were written in, and what is to be done with all that are chosen. Raises `NotUnderstood` where that is
    to be set to what cannot be meant, `Overtaken` where products that are not shown have changed meanwhile."""
    deed, _, text = data.get("set", "").partition("=")
    asked = Asked(edits=list(_cells(data)), seen=_seen(data))
    if deed == CONFIRM_ALL:
        _see_all(asked, data, snapshot)
        asked.confirmed = _understood(data, [product.key for product in assumed_products(snapshot)])
    elif deed == CONFIRM:
        asked.confirmed = _understood(data, _chosen(asked, data, snapshot))
    elif deed == PASTE:
        _see_all(asked, data, snapshot)
        _add(asked, table_of(data, snapshot) or Pasted())
    elif text_of(data) and (block := _block_of(data, snapshot)):
        _add(asked, block)
    elif column := BY_NAME.get(deed):
        text = text or data.get("all", "")
        read(column, text)
        asked.edits += [Edit(key, column.name, text) for key in _chosen(asked, data, snapshot)]
    return asked


def text_of(data: QueryDict) -> str:
    """What was pasted; '' for nothing."""
    return next((str(text) for text in reversed(data.getlist("paste")) if str(text).strip()), "")


def is_paste(data: QueryDict) -> bool:
    """Whether something was pasted that has not been looked at yet."""
    return bool(text_of(data)) and data.get("set", "look") == "look"


def table_of(data: QueryDict, snapshot: Snapshot) -> Pasted | None:
    """What was pasted, by the names of products in it; None where it names none and was pasted at a cell. `means:`
    fields tell which product is meant by a name that none has."""
    means = {name.removeprefix("means:"): _text(data, name) for name in data if name.startswith("means:")}
    found = by_names(rows_of(text_of(data)), by_name(snapshot), snapshot.content, means)
    return Pasted() if found is None and "at" not in data else found


def _block_of(data: QueryDict, snapshot: Snapshot) -> Pasted | None:
    """What was pasted, from the cell on that it was pasted at."""
    column, _, key = _text(data, "at").partition(":")
    keys = [name.removeprefix(f"{WAS}:") for name in data if name.startswith(f"{WAS}:")]
    return at_cell(rows_of(text_of(data)), keys, key, column, snapshot.content) if column in BY_NAME else None


def _add(asked: Asked, pasted: Pasted) -> None:
    asked.edits += pasted.edits
    asked.notes += pasted.notes
    asked.month_first = pasted.month_first


def _cells(data: QueryDict) -> Iterator[Edit]:
    """The form's cells; a script sends only those that were written in."""
    by_hand = "hand" in data
    for name in data:
        column, _, key = name.partition(":")
        if column in BY_NAME and key:
            yield Edit(key, column, _text(data, name)[:LONGEST], by_hand)


def _text(data: QueryDict, name: str) -> str:
    return str(data.get(name, "")).replace("\0", "")


def _seen(data: QueryDict) -> dict[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {}
    for name in data:
        if name.startswith(f"{WAS}:") and (values := read_seen(_text(data, name))):
            found[name.removeprefix(f"{WAS}:")] = values
    return found


def _chosen(asked: Asked, data: QueryDict, snapshot: Snapshot) -> list[str]:
    if "every" not in data:
        return list(dict.fromkeys(data.getlist("chosen")))
    _see_all(asked, data, snapshot)
    return [product.key for product in by_name(snapshot)]


def _understood(data: QueryDict, keys: Sequence[str]) -> list[str]:
    """Without those in whose stage or audience something stands that was not understood: no value to confirm."""
    unread = set(data.getlist("unread"))
    return [key for key in keys if key not in unread]


def _see_all(asked: Asked, data: QueryDict, snapshot: Snapshot) -> None:
    """Products without a row were seen as they are, if they still are what the form's token says."""
    hidden = [product for product in by_name(snapshot) if product.key not in asked.seen]
    if hidden:
        check(carried(data), state_of(hidden), "some of the products")
    asked.seen = {**{product.key: values_of(product) for product in hidden}, **asked.seen}
