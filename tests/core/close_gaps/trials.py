"""Plans tried by the rules themselves, thousands of them: the organisation of each day is built once, and a plan only
lays its assignments on top."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from planning.core.changes.record_history import DatedOrg
from planning.core.close_gaps.answer import Days
from planning.core.close_gaps.question import Question
from planning.core.content import Content
from planning.core.over_time.what_if import arriving
from planning.core.records import Org
from planning.core.rules import Context
from planning.core.rules.load import LIVE, PRODUCTS, live_duties, rule_id
from planning.core.rules.run import found, in_force
from tests.core.close_gaps.choices import Choice, Lane
from tests.core.close_gaps.engine import OpenOn, Span, counted, open_on, spans

UNBOUND = 1000
Chosen = tuple[Choice, ...]


def bounded(content: Content, question: Question) -> Content:
    """The content with the limits of the question in place of the norms: the load rules then say what breaks them."""
    settings = dict(content.settings)
    for role in content.covering:
        if (most := question.most.get(role.slug)) is not None:
            own = settings.get(rule_id(role), {})
            free = {n.of: UNBOUND for n in role.norms if n.of} if not own.get("on", True) else {}
            settings[rule_id(role)] = {**own, "on": True, "numbers": {**own.get("numbers", {}), **free, PRODUCTS: most}}
    return replace(content, settings=settings)


class Trials:
    """An organisation in which hires arrive, and what the rules say of it with assignments on top. `days` are further
    days on which an assignment may begin or be over. `before`, without a plan, is what norms are held against."""

    def __init__(
        self, dated: DatedOrg, content: Content, question: Question, days: Iterable[date] = (), *, before: DatedOrg
    ) -> None:
        self.question, self.content = question, content
        there = arriving(dated, question.on)
        cuts = {span.first for span in spans(there, content, question.on, question.ahead)} | set(days)
        firsts = sorted(day for day in cuts if question.on <= day <= question.ahead)
        lasts = [day.fromordinal(day.toordinal() - 1) for day in firsts[1:]] + [question.ahead]
        self.days = [(Span(*span), there.at(span[0])) for span in zip(firsts, lasts, strict=True)]
        norms = bounded(content, question)
        self._cover = {rule.role: rule for rule in in_force(content) if rule.family == "coverage"}
        self._load = [rule for rule in in_force(norms) if rule.family == "load"]
        self._norms = norms
        self._kept: dict[tuple[str, frozenset[Choice]], bool] = {}
        self._products = self._duties()
        without = arriving(before, question.on)
        self._own = [self._overloads(without.at(span.first)) for span, _ in self.days]

    def _duties(self) -> dict[str, set[str]]:
        """By position the products that it is on at any time."""
        products = defaultdict[str, set[str]](set)
        for _, org in self.days:
            for duty in org.tables["assignment"].values():
                products[duty.position].add(duty.product)
        return products

    def open_days(self, lane: Lane, chosen: Chosen) -> Days:
        """Of a lane, with these assignments to it, as the aims count them."""
        return counted(self.gaps(lane, chosen))

    def gaps(self, lane: Lane, chosen: Chosen) -> Iterator[OpenOn]:
        """The same span by span."""
        rule, last = self._cover[lane.role], lane.counts_until(self.question)
        for span, org in self.days:
            if lane.first <= span.first <= last and lane.product in org.products:
                within = Span(span.first, min(span.last, self.question.by))
                for finding in found(Context(_given(org, chosen), self.content), rule, [lane.product]):
                    yield open_on(org, self.content, self.question, finding, within)

    def keeps_norms(self, chosen: Chosen, latest: Chosen) -> bool:
        """Whether nobody who takes something has more than the norms allow while they have it, or is farther over them
        than without; where that is so without the latest. Nobody is kept from a product because somebody else who has
        it already gets a counterpart by it."""
        return all(self._keeps(key, self._felt_by(key, chosen)) for key in sorted(self._concerned(chosen, latest)))

    def _concerned(self, chosen: Chosen, latest: Chosen) -> set[str]:
        """Of those who take something the ones whose load the latest change."""
        products = {choice.lane.product for choice in latest}
        return {c.position for c in chosen if self._on(c.position, chosen) & products}

    def _on(self, key: str, chosen: Chosen) -> set[str]:
        """The products that a position has or takes."""
        return {c.lane.product for c in chosen if c.position == key} | self._products.get(key, set())

    def _felt_by(self, key: str, chosen: Chosen) -> frozenset[Choice]:
        """Those of the choices that a position's load rests on: its own, and who else comes to its products."""
        products = self._on(key, chosen)
        return frozenset(c for c in chosen if c.lane.product in products)

    def _keeps(self, key: str, chosen: frozenset[Choice]) -> bool:
        place = key, chosen
        if place not in self._kept:
            self._kept[place] = all(self._is_no_worse(at, key, chosen) for at in range(len(self.days)))
        return self._kept[place]

    def _is_no_worse(self, at: int, key: str, chosen: frozenset[Choice]) -> bool:
        """On one span, where the position has something of it then."""
        span, org = self.days[at]
        active = [choice for choice in chosen if choice.duty.active(span.first)]
        if not any(choice.position == key for choice in active):
            return True
        return all(self._own[at].get(w) == said for w, said in self._overloads(_given(org, active), [key]).items())

    @cached_property
    def easing(self) -> set[date]:
        """The days on which anybody comes to have less than on the day before, or less of what counts."""
        loads = [self._load_of(org) for _, org in self.days]
        return {
            span.first
            for (span, _), before, now in zip(self.days[1:], loads, loads[1:], strict=False)
            if not before <= now
        }

    def _load_of(self, org: Org) -> frozenset[tuple[str, str, str]]:
        """Who owns which live product, and who covers which product, by name."""
        ctx, roles = Context(org, self.content), self.content.covering
        owned = {
            ("own", p.key, d.product) for p in org.positions.values() for r in roles for d in live_duties(ctx, r, p.key)
        }
        cells = [ctx.cell(key, role.slug) for key in org.products for role in roles]
        covering = {(cell.role, cell.product, who) for cell in cells if cell.is_covered for who in ctx.holders(cell.by)}
        live = {("live", key, "") for key, product in org.products.items() if product.stage in LIVE}
        return frozenset(owned | covering | live)

    def _overloads(self, org: Org, keys: Sequence[str] | None = None) -> dict[tuple[str, str], str]:
        ctx = Context(org, self._norms)
        every = (finding for rule in self._load for finding in found(ctx, rule, keys))
        return {(finding.rule, finding.subject.key): finding.headline for finding in every}


def _given(org: Org, chosen: Iterable[Choice]) -> Org:
    duties = {choice.duty.key: choice.duty for choice in chosen}
    return Org(org.on, {**org.tables, "assignment": {**org.tables["assignment"], **duties}}, org.since)
