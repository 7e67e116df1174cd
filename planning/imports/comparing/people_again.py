"""People whom a file gives another id, or none: they stay the people that they are in the organisation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from planning.core.records import Org, Person
from planning.imports.people.position_rows import MAX_KEY
from planning.imports.placing.draft import Draft, Fields
from planning.imports.placing.names import folded

# How the ids of people are told from those of positions among the ids that an organisation remembers.
PERSON = "person:"


def to_remember(people: Mapping[str, str]) -> dict[str, str]:
    """Keys of people by ids of a file, as they are remembered beside those of positions."""
    return {ident: key for new, key in people.items() if len(ident := f"{PERSON}{new}") <= MAX_KEY}


def remembered_people(remembered: Mapping[str, str]) -> dict[str, str]:
    """Keys of people by the ids that earlier files gave them."""
    return {ident.removeprefix(PERSON): key for ident, key in remembered.items() if ident.startswith(PERSON)}


def known_again(
    draft: Draft, current: Org, ids: Mapping[str, str], remembered: Mapping[str, str] = {}
) -> dict[str, str]:
    """Keys of people in the organisation by their keys in the draft, where they differ: by an id that an earlier file
    gave them (`remembered`), else by the e-mail address that only one has, else by the name in the same position. Keys
    that then stand for two people are made new. `ids` are keys of positions by ids of the file, where these differ."""
    new = {key for key in draft.people if key not in current.people}
    strangers = _strangers(draft, current)
    if not current.people or not (new or strangers):
        return {}
    open_ = new | strangers
    free = {key: person for key, person in current.people.items() if key not in draft.people or key in strangers}
    before = {key: other for key in sorted(new) if (other := remembered.get(key, "")) in free}
    found = {key: other for other, key in _single((other, key) for key, other in before.items()).items()}
    open_ -= found.keys()
    known = set(found.values())
    free = {key: person for key, person in free.items() if key not in known} if known else free
    theirs = _single((person.email.casefold(), key) for key, person in free.items())
    mine = _single((draft.people[key].get("email") or "", key) for key in draft.people if key in open_)
    found |= {key: theirs[email] for email, key in mine.items() if email in theirs}
    found |= _by_place(draft, current, open_ - found.keys(), free.keys() - set(found.values()), ids)
    taken = set(found.values())
    for stranger in sorted(strangers - found.keys()):
        if stranger in taken:
            used = current.people.keys() | draft.people.keys()
            found[stranger] = next(k for n in range(2, len(used) + 3) if (k := f"{stranger}-{n}") not in used)
    return {key: other for key, other in found.items() if other != key}


def rename(draft: Draft, people: Mapping[str, str]) -> None:
    """Give people of the draft other keys."""
    if not people:
        return
    draft.people = {people.get(key, key): fields for key, fields in draft.people.items()}
    for given in draft.positions.values():
        if (holder := str(given.get("holder") or "")) in people:
            given["holder"] = people[holder]
        if given.get("sharers"):
            given["sharers"] = tuple(people.get(key, key) for key in given["sharers"])


def _strangers(draft: Draft, current: Org) -> set[str]:
    """Keys that stand for somebody else now: whose they were is in the file under another, by the e-mail address or by
    the name in the same position."""
    found = [
        (key, person.email.casefold())
        for key, fields in draft.people.items()
        if (person := current.people.get(key)) is not None and _is_other(fields, person)
    ]
    if not found:
        return set()
    where = _single((fields.get("email") or "", key) for key, fields in draft.people.items())
    left = {key for key, _ in found} & _left_their_place(draft, current)
    return left | {key for key, email in found if where.get(email, key) != key}


def _is_other(fields: Fields, person: Person) -> bool:
    email, name = fields.get("email") or "", fields.get("name") or ""
    if email and email == person.email.casefold():
        return False
    if name and person.name:
        return bool(name != person.name and folded(name) != folded(person.name))
    return bool(email and person.email)


def _left_their_place(draft: Draft, current: Org) -> set[str]:
    """People in whose position somebody of their name sits, under another key."""
    found = set()
    for key, given in draft.positions.items():
        holder, position = str(given.get("holder") or ""), current.get("position", key)
        if holder and position is not None and position.holder not in ("", holder):
            person = current.people.get(position.holder)
            name = draft.people.get(holder, {}).get("name") or ""
            if person is not None and name and folded(name) == folded(person.name):
                found.add(person.key)
    return found


def _by_place(draft: Draft, current: Org, open_: set[str], free: set[str], ids: Mapping[str, str]) -> dict[str, str]:
    """Who sits where somebody of that name sat; who goes by the new id of the position, where the file has no names."""
    found: dict[str, str] = {}
    for key, given in draft.positions.items() if open_ and free else ():
        holder, position = str(given.get("holder") or ""), current.get("position", key)
        if holder not in open_ or position is None or position.holder not in free or holder in found:
            continue
        fields, person = draft.people.get(holder, {}), current.people[position.holder]
        name = fields.get("name") or ""
        same_id = not name and "email" not in fields and ids.get(holder) == key
        if same_id or (name and folded(name) == folded(person.name)):
            found[holder] = position.holder
            free.discard(position.holder)
    return found


def _single(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """By what only one has; what is blank nobody has."""
    found: dict[str, str] = {}
    for mark, key in pairs:
        found[mark] = key if found.get(mark, key) == key else ""
    return {mark: key for mark, key in found.items() if mark and key}
