"""What people call records and roles, and what is said of a record that nobody knows any more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from planning.core.changes.change import Change, apply
from planning.core.content import Content
from planning.core.records import Org
from planning.core.words import spoken

NOBODY = "no one"
NO_CONTENT: Final = Content()

# What is said of a record that nobody knows any more, or that has no name.
UNKNOWN: Final = {"position": "an unknown position", "person": "an unknown person", "team": "an unknown team"}
NAMELESS: Final = {"position": "Untitled position", "person": "name not given", "team": "a team without a name"}


class Names(NamedTuple):
    """What gives keys their names: the organisation's records, and the roles of its content."""

    org: Org
    content: Content

    def of(self, kind: str, key: str) -> str:
        return name_of(self.org, kind, key)

    def role(self, slug: str) -> str:
        role = self.content.roles.get(slug)
        return role.name if role else spoken(slug)

    def function(self, slug: str) -> str:
        return self.content.function_name(slug)

    def responsibility(self, key: str) -> str:
        known = next((one.name for one in self.content.responsibilities if one.id == key), "")
        return known or spoken(key.split("/")[-1])


def name_of(org: Org, kind: str, key: str) -> str:
    """What people call a record: a position by its title and holder, a person by name."""
    record = org.get(kind, key)
    if not key:
        return NOBODY
    if record is None:
        return UNKNOWN.get(kind, f"an unknown {kind}")
    if kind != "position":
        return record.name or nameless(kind)
    person = org.people.get(record.holder)
    title = record.title or NAMELESS["position"]
    name = org.holder_names(record) if record.sharers else person.name if person else ""
    return f"{title} ({name})" if name else title


def nameless(kind: str) -> str:
    """What a record without a name is called."""
    return NAMELESS.get(kind, f"a {kind} without a name")


def knowing(org: Org, changes: Iterable[Change]) -> Org:
    """The organisation with what the changes bring or take away and it does not have, to name that by."""
    lacking = (c for c in changes if None in (c.before, c.after) and org.get(c.kind, c.key) is None)
    named = {(c.kind, c.key): c._replace(before=None, after=c.after or c.before) for c in lacking}
    return apply(org, list(named.values())) if named else org
