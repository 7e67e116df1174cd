"""The frame of the chart page: its views, filters, breadcrumb, notes and controls, as links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from planning.chart.filters import STATES, Finder, Hits
from planning.chart.model import PLAIN, Chart
from planning.chart.payload import crumbs
from planning.chart.rows import NUMBERS, SORTS
from planning.chart.sides import ChartSides
from planning.chart.state import AFTER, ALL_LEVELS, BEFORE, CHANGES, CHART, LIST, TABLE, ChartState
from planning.chart.steps import ChangeStep
from planning.core.differences import MARKS
from planning.core.layout import COMPACT, LAYOUTS, STACKED, TREE

LISTED = 100  # changes in the list beside the chart; all are on the page of the plan


@dataclass(frozen=True)
class Choice:
    """A link that sets one thing: `name` for the script, `query` for everybody."""

    name: str
    label: str
    query: str
    chosen: bool
    count: int | None = None


@dataclass(frozen=True)
class ChartPage:
    """What the templates under planning/chart read."""

    chart: Chart
    finder: Finder
    state: ChartState
    hits: Hits | None
    asked_date: str
    sides: ChartSides = PLAIN
    steps: Sequence[ChangeStep] = ()
    has_form: ClassVar[bool] = True  # that filters by words: it leads to the chart of what is there

    @property
    def listed(self) -> Sequence[ChangeStep]:
        """The first of what a plan does, for the list beside the chart."""
        return self.steps[:LISTED]

    @property
    def unlisted(self) -> int:
        return len(self.steps) - len(self.listed)

    @property
    def shows(self) -> list[Choice]:
        """Both sides of a plan, and what has become of each position between them; none where there is no other."""
        state = self.state
        if not state.plan and not state.against:
            return []
        names = ((BEFORE, "Before"), (AFTER, "After"), (CHANGES, "Changes"))
        return [Choice(n, label, state.query(show=n, page=1), n == self.sides.show) for n, label in names]

    @property
    def views(self) -> list[Choice]:
        names = ((CHART, "Chart"), (LIST, "List"), (TABLE, "Table"))
        state = self.state
        return [Choice(n, label, state.query(view=n, page=1), n == state.view) for n, label in names]

    marks = MARKS

    @property
    def layouts(self) -> list[Choice]:
        """How all branches are laid out."""
        names, state = ((TREE, "Tree"), (STACKED, "Stacked"), (COMPACT, "Compact")), self.state
        return [Choice(n, label, state.query(layout=n), n == (state.layout or TREE)) for n, label in names]

    @property
    def filters(self) -> list[Choice]:
        """The roles and states that there is anything of, and those that are set."""
        roles = {role.code.lower(): role.code for role in self.chart.content.covering}
        labels = roles | {name: label for name, (label, _) in STATES.items()}
        counts, state = self.finder.counts, self.state
        return [
            Choice(name, label, state.query(**state.with_filter(name)), name in state.filter, counts[name])
            for name, label in labels.items()
            if counts[name] or name in state.filter
        ]

    @property
    def field_filters(self) -> list[Choice]:
        """The teams, products and locations that are set; a click takes one away."""
        state = self.state
        names = [name for name in state.filter if ":" in name and self.finder.knows(name)]
        return [Choice(n, self._field_label(n), state.query(**state.with_filter(n)), True) for n in names]

    def _field_label(self, name: str) -> str:
        kind, _, value = name.partition(":")
        record = self.chart.org.get(kind, value) if kind in ("team", "product") else None
        return (record.name if record else "") or value

    @property
    def fields(self) -> list[tuple[str, str, SafeString]]:
        """Kind, label and options of the filters by team, product and location."""
        chosen = {
            kind: name for name in self.state.filter for kind in self.finder.options if name.startswith(f"{kind}:")
        }
        kinds = (("team", "Team"), ("product", "Product"), ("location", "Location"))
        return [(k, label, self._options(k, chosen.get(k, ""))) for k, label in kinds if self.finder.options[k]]

    def _options(self, kind: str, chosen: str) -> SafeString:
        options = self.finder.options[kind]
        value = f'value="{escape(chosen)}"'
        return mark_safe(options.replace(value, f"{value} selected")) if chosen else options  # noqa: S308 (escaped)

    @property
    def depths(self) -> list[Choice]:
        labels = [("", "As many as fit"), *((str(n), str(n)) for n in range(1, 5)), ("all", "All")]
        chosen = "all" if self.state.depth >= ALL_LEVELS else str(self.state.depth or "")
        if chosen not in dict(labels):
            labels.insert(-1, (chosen, chosen))
        return [Choice(value, label, "", value == chosen) for value, label in labels]

    @property
    def sorts(self) -> list[Choice]:
        """The table's columns; numbers begin with the highest, and a second click turns the order round."""
        return [self._sort(name, label) for name, (label, _) in SORTS.items()]

    def _sort(self, name: str, label: str) -> Choice:
        now, down = self.state.sort, f"-{name}"
        first, second = (down, name) if name in NUMBERS else (name, down)
        query = self.state.query(sort=second if now == first else first, page=1)
        return Choice(name, label, query, now in (name, down))

    @property
    def dotted(self) -> Choice | None:
        """The switch of dotted lines; None where there are none to show."""
        count, state = self.chart.dotted_count, self.state
        if not count and not state.dotted:
            return None
        return Choice("dotted", "Dotted lines", state.query(dotted=not state.dotted), state.dotted, count)

    @property
    def crumbs(self) -> list[tuple[str, str, str]]:
        """From the whole organisation down to the branch in focus: key, title, query."""
        state = self.state
        return [(key, title, state.query(focus=key, page=1)) for key, title in crumbs(self.chart, state)]

    @property
    def here(self) -> str:
        return self.state.query()

    @property
    def whole(self) -> str:
        """The query without a focus."""
        return self.state.query(focus="", page=1)

    @property
    def today(self) -> str:
        """The query for today; '' where that is what is looked at."""
        return self.state.query(on="") if self.state.on else ""

    @property
    def planned(self) -> str:
        """The query of the plan itself, where it can be edited."""
        return self.state.query(show=AFTER, against="", page=1)

    @property
    def cleared(self) -> str:
        return self.state.query(filter=(), q="", reveal=False, page=1)

    @property
    def revealed(self) -> str:
        return self.state.query(reveal=True)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What a form has to carry along, but for `on`, `q` and what it sets itself."""
        state = self.state
        single = [("view", state.view if state.view != CHART else ""), ("plan", state.plan), ("focus", state.focus)]
        single += [("against", state.against), ("show", state.show), ("layout", state.layout)]
        single.append(("dotted", "1" if state.dotted else ""))
        names = ("open", "shut", "whole", *LAYOUTS)
        return [pair for pair in single if pair[1]] + [(name, k) for name in names for k in getattr(state, name)]

    @property
    def notes(self) -> Iterator[str]:
        """What the address asks for and cannot have, each with a remedy."""
        org, state, on = self.chart.org, self.state, self.chart.org.on
        if self.asked_date and self.asked_date != on.isoformat():
            yield f"“{self.asked_date[:40]}” is not a date, so today is shown. Write dates as 2026-09-01."
        for key in dict.fromkeys((state.focus, state.card)):
            if key and key not in org.positions:
                yield f"Position {key[:60]} does not exist on this date. Search for it, or choose another date."
        for name in state.filter:
            if not self.finder.knows(name):
                yield f"“{name[:60]}” is not a filter. Choose one of those above."

    @property
    def unplaced(self) -> int:
        """How many positions have no manager; whoever reports to them has one."""
        return len(self.chart.shape.unplaced)

    @property
    def vacant(self) -> int:
        return self.finder.counts["vacant"]
