"""The list of findings as one request asks for it: filtered, sorted, one page of it, and what stands around it."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.text import capfirst
from django_htmx.http import replace_url

from planning.core.headings import grouped
from planning.core.rules.base import POSITION
from planning.core.rules.order import ORDER
from planning.findings import sightings, triage
from planning.findings.headings import GROUPS, Headings
from planning.findings.presentation import ShownFinding, product_name, rule_titles, rules_of, show_rows
from planning.findings.sorting import CHOICES, Order, Words, by_age, heads
from planning.findings.triage import STATES, Triaged, is_in, matches, products_of
from planning.findings.whom import place_name, place_of
from planning.organisation.snapshot import Snapshot
from portal.guard import Access
from portal.request_values import is_htmx

PER_PAGE = 50
# What stands behind "Filters", beside the state, the severity and the words.
BEHIND = ("rule", "product", "role", "line", "sort")


class Group(NamedTuple):
    """Rows under a heading; `severity` where that is what they have in common."""

    heading: str
    severity: str
    number: int
    rows: list[ShownFinding]


class Listing:
    """`found` are the rows that the address asks for, in order; `inside` all of the state that it asks for."""

    def __init__(self, access: Access, asked: QueryDict) -> None:
        self.access, self.asked = access, asked
        self.snapshot = Snapshot.of(access)
        self.rules = rules_of(self.snapshot)
        self.state = _one_of(asked.get("state"), STATES, triage.OPEN)
        self.group = _one_of(asked.get("group"), GROUPS, "severity")
        self.order = Order.of(asked.get("sort", ""))

    @cached_property
    def every(self) -> list[Triaged]:
        organisation = self.access.organisation
        rows = triage.triaged(organisation, self.snapshot, opened=sightings.opened(organisation))
        return by_age(self.snapshot, rows)

    @cached_property
    def inside(self) -> list[Triaged]:
        return [row for row in self.every if is_in(row, self.state, self.access)]

    @cached_property
    def found(self) -> list[Triaged]:
        found = [row for row in self.inside if matches(row, self.asked, self.rules.get(row.finding.rule))]
        found = self.order.sort(found, Words(self.rules, lambda finding: place_of(self.snapshot, finding).text))
        headings = self._headings(found)
        backwards = (self.order.column, self.group) == ("severity", "severity") and self.order.is_down
        return sorted(found, key=lambda row: headings.of(row).place, reverse=backwards)

    @cached_property
    def page(self) -> Page[Triaged]:
        return Paginator(self.found, PER_PAGE).get_page(self.asked.get("page"))

    def context(self) -> dict[str, Any]:
        return {
            "access": self.access,
            "asked": self.asked,
            "opened": self.asked.getlist("open"),
            "page": self.page,
            "groups": self._groups(),
            "heads": heads(self.order),
            "sort_choices": [(name, capfirst(Order.of(name).says)) for name in CHOICES],
            "says": self._says(),
            "counts": triage.severities(self.inside),
            "states": [(name, label, self._number(name)) for name, label in STATES.items()],
            "state": self.state,
            "group_choices": GROUPS,
            "group": self.group,
            "every": len(self.every),
            "is_empty": not self.snapshot.org.positions and not self.snapshot.org.products,
            "inside": len(self.inside),
            "behind": sum(bool(self.asked.get(name)) for name in BEHIND) + (self.group != "severity"),
            **self._choices(),
        }

    def _choices(self) -> dict[str, Any]:
        """What the filters offer: rules, products and roles that are there, with how many findings each has."""
        titles, org = rule_titles(self.snapshot), self.snapshot.org
        rules = Counter(row.finding.rule for row in self.inside)
        products = {key for row in self.inside for key in products_of(row.finding) if key in org.products}
        named = ((key, product_name(org.products[key])) for key in products)
        return {
            "rules": [(id, titles.get(id, id), number) for id, number in rules.most_common()],
            "products": sorted(named, key=lambda one: one[1].casefold()),
            "line": self._line(),
            "roles": [(role.slug, role.name) for role in self.snapshot.content.covering],
        }

    def _line(self) -> str:
        """Whose reporting line is asked for; '' where none is."""
        position = self.snapshot.org.positions.get(self.asked.get("line", ""))
        return place_name(self.snapshot, self.snapshot.context.subject(POSITION, position.key)) if position else ""

    def _headings(self, rows: list[Triaged]) -> Headings:
        return Headings(self.snapshot, rows, self.group, rule_titles(self.snapshot))

    def _groups(self) -> list[Group]:
        """The rows of the page, under headings that count all that stand there, on other pages, too."""
        headings = self._headings(self.found)
        numbers = Counter(headings.of(row).place for row in self.found)
        groups = []
        for text, rows in grouped(self.page, headings.of):
            severity = rows[0].finding.severity if self.group == "severity" else ""
            number = numbers[headings.of(rows[0]).place]
            groups.append(Group(text, severity, number, show_rows(self.snapshot, rows)))
        return groups

    def _says(self) -> str:
        """How many there are and how they are sorted, in a sentence."""
        word = {triage.OPEN: "open", triage.ACCEPTED: "accepted"}.get(self.state, STATES[self.state].lower())
        number, of = len(self.found), len(self.inside)
        many = f"{number:,} {word}" if number == of else f"{number:,} of {of:,} {word}"
        if not number:
            return f"{many}."
        if not self.order.says:
            return f"{many}. {ORDER}"
        return f"{many}. {capfirst(self.order.says)}{'' if self.group == 'none' else ', within each group'}."

    def _number(self, state: str) -> int:
        return sum(is_in(row, state, self.access) for row in self.every)


def _one_of(asked: str | None, choices: Any, default: str) -> str:
    return asked if asked in choices else default  # type: ignore[return-value]


def row_asked(request: HttpRequest) -> str:
    """The code of the row that a script asks for, to be opened or closed; else ''."""
    target = (is_htmx(request) and request.htmx.target) or ""  # type: ignore[attr-defined]
    return str(target).removeprefix("row-") if str(target).startswith("row-") else ""


def row_answer(request: HttpRequest, access: Access, code: str) -> HttpResponse:
    """One row, opened or closed: the address follows, so that the page comes back as it was left."""
    snapshot = Snapshot.of(access)
    finding = snapshot.find(code)
    opened = sightings.opened(access.organisation)
    rows = triage.triaged(access.organisation, snapshot, [finding] if finding else [], opened)
    shown = show_rows(snapshot, rows)
    context = {
        "access": access,
        "code": code,
        "shown": shown[0] if shown else None,
        "opened": request.GET.getlist("open"),
    }
    answer = render(request, "planning/findings/_row.html", context)
    return replace_url(answer, f"{request.path}{_without_row(request.GET)}")


def _without_row(asked: QueryDict) -> str:
    kept = asked.copy()
    kept.pop("row", None)
    return f"?{kept.urlencode()}" if kept else "?"
