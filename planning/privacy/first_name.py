"""Texts in which somebody's first name stands alone: an erasure leaves them, unless it is given as another name."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, NamedTuple

from planning.core.names import name_of
from planning.core.records import Org, Person
from planning.core.words import count
from planning.erasing import tables
from planning.erasing.subject import wording_of
from planning.erasing.words import Wording, piece
from planning.organisation import store
from planning.organisation.plan_access import visible
from planning.privacy.counting import Counted, told
from portal.addresses import org_url
from portal.guard import Access

# What people write at length.
FREE: dict[str, tuple[str, ...]] = {
    "planning.Assignment": ("note",),
    "planning.Requisition": ("justification", "consequence", "why"),
    "planning.Plan": ("name", "purpose"),
    "planning.Comment": ("text",),
    "planning.PlanEvent": ("text",),
    "planning.Waiver": ("reason",),
    "planning.FindingNote": ("text",),
    "planning.LineAnswer": ("text", "reply"),
    "planning.Scorecard": ("marks", "summary"),
    "planning.Candidate": ("reason",),
    "planning.JobBrief": ("texts",),
}
# Whose page shows it: the kind of record, with the field of its key. Others stand on that of a plan, or on none.
SHOWN = {
    "planning.Assignment": ("product", "product"),
    "planning.Requisition": ("position", "key"),
    "planning.JobBrief": ("position", "position"),
}
SHORTEST, MOST_LINKS, MOST_ROWS = 3, 5, 1_000
# First names that begin sentences as words of the language.
WORDS = re.compile(
    "April|Art|August|Autumn|Bill|Chance|Chase|Dawn|Dean|Drew|Earl|Faith|Frank|Gene|Grace|Grant|Guy|Hope|Hunter|Joy|June|"
    "King|Major|Mark|Mason|Max|May|Miles|Nick|Page|Pat|Patience|Penny|Price|Ray|Reed|Rich|Rob|Rose|Skip|Sky|Stone|Sue|"
    "Summer|Victor|Ward|Will|Winter"
)


class Alone(NamedTuple):
    """What a page says of the first name: `why_not` where it is not looked for; else the kinds of texts, and pages
    that show some of them, by name and address."""

    name: str
    why_not: str = ""
    counted: tuple[Counted, ...] = ()
    pages: tuple[tuple[str, str], ...] = ()

    @property
    def number(self) -> int:
        return sum(one.number for one in self.counted)


def alone(access: Access, person: Person, also: Iterable[str]) -> Alone | None:
    """None where they have no first name, or where it is among the names that are erased anyway. It reads at most
    `MOST_ROWS` rows of each table in `FREE`, and nothing of the history."""
    first = first_of(person.name)
    if not first or first in also:
        return None
    org = store.org_at(access.organisation, access.today)
    if why := _why_not(org, person, first):
        return Alone(first, why)
    wording = wording_of(access.organisation, person.key, also) or Wording("")
    rows = list(_rows(access, first, wording))
    counts = Counter(row._meta.label for row in rows)
    return Alone(first, "", tuple(told(counts)), tuple(_pages(access, org, rows)))


def first_of(name: str) -> str:
    """As it stands in “Ines Moreau”, “Moreau, Ines” and “Dr. Ines Moreau”; '' where there is one word alone."""
    last, comma, rest = name.partition(",")
    parts = [part for part in (f"{rest} {last}" if comma else name).split() if not part.endswith(".")]
    return parts[0] if len(parts) > 1 else ""


def _why_not(org: Org, person: Person, first: str) -> str:
    if len(first) < SHORTEST:
        return "it is too short"
    if WORDS.fullmatch(first):
        return "it is also a word"
    same = sum(first_of(one.name) == first for one in org.people.values() if one.key != person.key)
    if same:
        return f"{count(same, 'other person here has', 'other people here have')} it too"
    is_word = re.compile(rf"\b{re.escape(first)}\b", re.IGNORECASE).search
    called = chain((one.name for one in org.products.values()), (one.name for one in org.teams.values()))
    if any(map(is_word, chain(called, (one.title for one in org.positions.values())))):
        return "something else here has that name"
    return ""


def _rows(access: Access, first: str, wording: Wording) -> Iterator[Any]:
    is_there = re.compile(rf"(?<!\w){re.escape(first)}(?!\w)").search
    for model in tables.paths():
        if names := FREE.get(model._meta.label):
            fields = [model._meta.get_field(name) for name in names]
            rows = tables.holding(tables.rows_of(model, access.organisation), fields, [piece(first)])
            for row in rows.order_by("-pk")[:MOST_ROWS]:
                if any(is_there(wording.clean(_text(getattr(row, name)))) for name in names):
                    yield row


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _pages(access: Access, org: Org, rows: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """The first few, each once."""
    plans = {plan.pk: plan for plan in visible(access)}
    pages = dict.fromkeys(page for row in rows if (page := _page(access, org, plans, row)))
    yield from list(pages)[:MOST_LINKS]


def _page(access: Access, org: Org, plans: dict[Any, Any], row: Any) -> tuple[str, str] | None:
    if shown := SHOWN.get(row._meta.label):
        kind, field = shown
        key = getattr(row, field)
        return (name_of(org, kind, key), org_url(access, kind, key)) if org.get(kind, key) else None
    plan = plans.get(row.pk if row._meta.label == "planning.Plan" else getattr(row, "plan_id", None))
    return (plan.name, org_url(access, "plan", plan.slug)) if plan else None
