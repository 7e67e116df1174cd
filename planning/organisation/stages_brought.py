"""What an import may not bring about in hiring: stages that its author could not bring a position to by moves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from planning.core import hiring
from planning.core.records import Org, Position
from planning.core.words import count
from planning.organisation.hiring_rights import Mover
from planning.organisation.stage_moves import Start, Ways, start_of
from portal.guard import Access

STAYS = "hiring stage stays unchanged", "hiring stages stay unchanged"


class Allowed(NamedTuple):
    """The organisation as far as the import may bring it, and by key of position what to say of one that is held."""

    org: Org
    said: Mapping[str, str]


class _Held(NamedTuple):
    """The stage that a position keeps, whether it is new, and what more would need."""

    stage: str
    is_new: bool
    lacks: str


def allowed(access: Access, before: Org, after: Org) -> Allowed:
    """`after` with those stages alone that the member could bring about; a new position comes as far as they could
    bring it. What is said of a position is said of open ones alone: where somebody sits, a stage means nothing."""
    old, new = before.tables["position"], after.tables["position"]
    moved = [
        key for key, position in new.items() if old.get(key) is not position and _said(old.get(key)) != position.stage
    ]
    if not moved:
        return Allowed(after, {})
    mover = Mover.of(access, [key for key in moved if key in old])
    held = _held(Ways(mover, alone=True), before, after, moved)
    if not held:
        return Allowed(after, {})
    kept = {key: new[key]._replace(stage=one.stage) for key, one in held.items()}
    org = Org(after.on, {**after.tables, "position": {**new, **kept}}, after.since)
    return Allowed(org, _texts({key: one for key, one in held.items() if hiring.is_vacant(org, kept[key])}))


def _said(position: Position | None) -> str:
    return position.stage if position else ""


def _held(ways: Ways, before: Org, after: Org, keys: list[str]) -> dict[str, _Held]:
    found, lacks = dict[str, _Held](), dict[tuple[Start, str], str]()
    for key in keys:
        old, to = before.tables["position"].get(key), hiring.stage_said(after.tables["position"][key])
        start = start_of(before, old, ways.mover)
        if to == start.stage or ways.leads(start, to):
            continue
        if (start, to) not in lacks:
            lacks[start, to] = ways.lacks(start, to)
        found[key] = _Held(_stays(ways, old, to), old is None, lacks[start, to])
    return found


def _stays(ways: Ways, old: Position | None, to: str) -> str:
    return ways.furthest(to) if old is None else old.stage


def _texts(held: Mapping[str, _Held]) -> dict[str, str]:
    alike: dict[_Held, list[str]] = {}
    for key, one in held.items():
        alike.setdefault(one if one.is_new else one._replace(stage=""), []).append(key)
    return {key: _text(one, len(keys)) for one, keys in alike.items() for key in keys}


def _text(held: _Held, number: int) -> str:
    """“2 hiring stages stay unchanged: the stage in the file needs an approval. Ask Ana Reis.”"""
    comes = f"new position comes in as {held.stage}", f"new positions come in as {held.stage}"
    return f"{count(number, *(comes if held.is_new else STAYS))}: the stage in the file needs {held.lacks}"
