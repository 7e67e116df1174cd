"""Filters of the chart: which positions each finds, how many there are, and how many lie under a closed card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from planning.chart.cards import is_ending
from planning.chart.model import PLAIN, TRAY, Chart
from planning.chart.sides import ChartSides
from planning.chart.state import ChartState
from planning.core.hiring import is_vacant
from planning.core.records import Position
from planning.organisation import store
from portal.cache import Few
from portal.guard import Access

Test = Callable[[Chart, Position], bool]

STATES: Mapping[str, tuple[str, Test]] = {
    "vacant": ("Open", lambda chart, p: is_vacant(chart.org, p)),
    "ending": ("Ending", lambda chart, p: is_ending(chart.org, p)),
    "findings": ("With findings", lambda chart, p: p.key in chart.findings),
    "changed": ("Changed in plan", lambda chart, p: p.key in chart.marks),
    "unplaced": ("No manager", lambda chart, p: chart.is_unplaced(p.key) or p.key in chart.in_ring),
}
FIELDS: Mapping[str, Callable[[Chart, Position, str], bool]] = {
    "team": lambda chart, p, value: p.team == value,
    "location": lambda chart, p, value: p.location == value,
    "product": lambda chart, p, value: any(duty.product == value for duty in chart.duties.get(p.key, ())),
}


@dataclass(frozen=True)
class Hits:
    """The positions that were looked for, and by manager how many of them hang below."""

    keys: frozenset[str]
    below: Mapping[str, int]


class Finder:
    """Answers filters on one chart; the counts and what search looks through are made once."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self._found: Few[Hits] = Few(8)

    @cached_property
    def codes(self) -> Mapping[str, str]:
        """Filter name to role for the roles that have a badge."""
        return {role.code.lower(): role.slug for role in self.chart.content.covering}

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many each filter on roles and states finds."""
        chart, positions = self.chart, self.chart.org.positions
        roles = Counter(position.role for position in positions.values())
        vacant, ending = chart.vacant_and_ending
        states = {
            "vacant": len(vacant),
            "ending": ending,
            "findings": sum(key in positions for key in chart.findings),
            "changed": sum(key in positions for key in chart.marks),
            "unplaced": len(chart.in_ring.union(chart.shape.unplaced)),
        }
        return {**{name: roles[slug] for name, slug in self.codes.items()}, **states}

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """What search looks through, by key, in small letters."""
        org = self.chart.org
        return {key: _text(self.chart, position) for key, position in org.positions.items()}

    def with_words(self, words: Iterable[str]) -> list[str]:
        """The positions whose text holds every word."""
        keys, texts = list(self.chart.org.positions), self.texts
        for word in words:
            keys = [key for key in keys if word in texts[key]]
        return keys

    @cached_property
    def options(self) -> Mapping[str, SafeString]:
        """What each kind of field can be filtered by, as options of a select, in the order of their names."""
        org = self.chart.org
        places = {p.location: p.location for p in org.positions.values() if p.location}
        teams = {key: team.name or key for key, team in org.teams.items()}
        products = {key: product.name or key for key, product in org.products.items()}
        named = {"team": teams, "product": products, "location": places}
        return {kind: _options(kind, names) for kind, names in named.items()}

    def knows(self, name: str) -> bool:
        kind, _, value = name.partition(":")
        return name in STATES or name in self.codes or (kind in FIELDS and bool(value))

    def find(self, filters: Iterable[str], q: str) -> Hits:
        """What passes all kinds of filters; two of one kind (PM, PMM; two teams) pass either."""
        return self._found.get((tuple(filters), q), lambda: self._find(filters, q))

    def _find(self, filters: Iterable[str], q: str) -> Hits:
        kinds: dict[str, list[str]] = {}
        for name in filter(self.knows, filters):
            kinds.setdefault(self._kind(name), []).append(name)
        positions = self.chart.org.positions
        keys = frozenset(
            key
            for key in self.with_words(q.lower().split())
            if all(any(self._passes(name, positions[key]) for name in names) for names in kinds.values())
        )
        return Hits(keys, self._below(keys))

    def _kind(self, name: str) -> str:
        return "role" if name in self.codes else name if name in STATES else name.partition(":")[0]

    def _passes(self, name: str, position: Position) -> bool:
        if name in self.codes:
            return position.role == self.codes[name]
        if name in STATES:
            return STATES[name][1](self.chart, position)
        kind, _, value = name.partition(":")
        return FIELDS[kind](self.chart, position, value)

    def _below(self, keys: frozenset[str]) -> Mapping[str, int]:
        counts: dict[str, int] = {}
        shape, positions = self.chart.shape, self.chart.org.positions
        for key in reversed(shape.order):
            found = counts.get(key, 0) + (key in keys)
            if found and shape.depth[key]:
                manager = positions[key].manager
                counts[manager] = counts.get(manager, 0) + found
            elif found and self.chart.is_unplaced(key):
                counts[TRAY] = counts.get(TRAY, 0) + found
        return counts


def _options(kind: str, names: Mapping[str, str]) -> SafeString:
    rows = sorted(names.items(), key=lambda pair: pair[1].lower())
    return format_html_join("", '<option value="{}:{}">{}</option>', ((kind, key, name) for key, name in rows))


def _text(chart: Chart, position: Position) -> str:
    org = chart.org
    person, team = org.people.get(position.holder), org.teams.get(position.team)
    name = org.holder_names(position) if position.sharers else person.name if person else ""
    parts = (position.title, name, team.name if team else "", position.location, position.key)
    return " ".join((*parts, *chart.product_names(position.key))).lower()


def finder_of(access: Access, chart: Chart, sides: ChartSides = PLAIN) -> Finder:
    """The finder of a chart that `chart_of` gave for the same request and sides."""
    place = ("chart-finder", chart.content.version, *sides.place)
    return store.derived(access.organisation, access.on, place, lambda: Finder(chart), access.plan)


def hits_for(finder: Finder, state: ChartState) -> Hits | None:
    """What the state's filters find; None where it looks for nothing."""
    return finder.find(state.filter, state.q) if state.seeks else None
