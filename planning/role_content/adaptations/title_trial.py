"""Trying content before it is kept: what becomes of an organisation's real titles."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from planning.core.content import Content
from planning.core.records import Org


class TitleChange(NamedTuple):
    """A title of so many `positions` that is read as another role; '' for no role."""

    title: str
    positions: int
    before: str
    after: str


def title_changes(org: Org, old: Content, new: Content) -> list[TitleChange]:
    """The titles in use that would be read otherwise, the commonest first."""
    counted = Counter(position.title for position in org.positions.values() if position.title)
    found = []
    for title, count in counted.most_common():
        before, after = old.read_title(title).role, new.read_title(title).role
        if before != after:
            found.append(TitleChange(title, count, _name(old, before), _name(new, after)))
    return found


def _name(content: Content, slug: str) -> str:
    role = content.roles.get(slug)
    return role.name if role else slug
