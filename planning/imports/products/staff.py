"""Whom a products file can name: the people of the people file, or else of the organisation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from planning.imports.placing import names
from planning.imports.placing.directory import Directory, How

# What is said of somebody who was found, where it was not by an id, an e-mail address or a whole name.
_SAID = {
    How.SPELLING: "the name is spelt differently",
    How.TITLE: "no one else has this title",
    How.INITIALS: "no one else’s name matches",
    How.FIRST_NAME: "no one else has this first name",
}
_LAST_NAME = "no one else has this last name"
_IN_ROLE = "no one else with this name is in the role"


class Found(NamedTuple):
    """Positions that a text may mean: one where it is clear, none where it is unknown. `why` says how it came to be
    taken for them, '' where the text names somebody outright."""

    keys: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class Staff:
    """`role` tells the role of a position by its key, '' where its title was not understood; `interim` are positions
    that are for the time being. `teams` and `functions` are names of those (see `bare`), which are no persons.
    `refused` tells whether somebody said of a position's title that it stands for no role."""

    directory: Directory
    role: Callable[[str], str] = field(default=lambda key: "")
    interim: Set[str] = frozenset()
    teams: Set[str] = frozenset()
    functions: Set[str] = frozenset()
    refused: Callable[[str], bool] = field(default=lambda key: False)

    def find(self, text: str, person_first: bool = False) -> Found:
        """By id, e-mail address or name, in whatever way it is written."""
        answer = self.directory.search(text, person_first)
        return Found(answer.keys, _SAID.get(answer.how, "")) if answer.keys else self._by_last_name(text)

    def in_role(self, found: Found, role: str) -> Found:
        """Of several people of one name the one who is in a role; else all of them."""
        settled = tuple(key for key in found.keys if self.role(key) == role)
        return Found(settled, _IN_ROLE) if len(found.keys) > 1 and len(settled) == 1 else found

    def is_team(self, text: str) -> bool:
        name = bare(text)
        shorter = {name, name.removesuffix(" team"), name.removeprefix("team "), f"{name} team"}
        return not (shorter.isdisjoint(self.teams) and shorter.isdisjoint(self.functions))

    def _by_last_name(self, text: str) -> Found:
        words = names.words(text)
        keys = self._last_names.get(names.bare(words[0]), ()) if len(words) == 1 else ()
        return Found(tuple(dict.fromkeys(keys)), _LAST_NAME)

    @cached_property
    def _last_names(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        people = set()
        for key, entry in self.directory.entries.items():
            words = names.words(entry.names[0]) if entry.names and not entry.gone else []
            if len(words) > 1 and (entry.person or key) not in people:
                people.add(entry.person or key)
                found[names.bare(words[-1])].append(key)
        return found


def bare(text: str) -> str:
    """As names are compared: without case and accents, one blank between words."""
    return names.bare(" ".join(text.split()).casefold())
