"""Who leads a group by title (“Chef de groupe”), and by their reports what the group does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from planning.core.content import Content
from planning.core.records import Position
from planning.core.words import squeezed

# What the words for “group” are in a title, by themselves and in one with what somebody is.
_GRADES = ("grade", "somebody")


def group_leads(
    positions: Iterable[Position], keys: Iterable[str], content: Content, chosen: Mapping[str, str]
) -> dict[str, str]:
    """By key, of these keys, the covering role of those who lead a group by title where nothing else says their role:
    the one that all who report there are in, as far as theirs is known."""
    every = {position.key: position for position in positions}
    unread = [every[key] for key in keys if key in every and not every[key].role]
    groups = {p.key for p in unread if squeezed(p.title) not in chosen and _leads_a_group(content, p.title)}
    found: dict[str, set[str]] = defaultdict(set)
    for position in every.values() if groups else ():
        if position.manager in groups and position.role:
            found[position.manager].add(position.role)
    covering = {role.slug for role in content.covering}
    return {key: next(iter(roles)) for key, roles in found.items() if len(roles) == 1 and roles <= covering}


def _leads_a_group(content: Content, title: str) -> bool:
    """Whether a title says so, and nothing of what the group does."""
    if content.read_title(title).function:
        return False
    return any(word.means.split()[:1] == ["group"] and word.kind in _GRADES for word in content.words_of(title))
