"""An answer to what was typed: groups of what fits, the best first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from planning.core.dates import day
from planning.findings import triage
from planning.organisation.models import Plan
from planning.organisation.plan_access import visible
from planning.organisation.snapshot import Snapshot
from planning.search import deeds
from planning.search.deeds import Offer
from planning.search.hits import Here, Hit, shown
from planning.search.index import COVER, FINDING, PERSON, POSITION, PRODUCT, ROLE, TEAM, index_of
from planning.search.matching import BEGINS, BESIDE, PARTS, Fit, Spelling, Typed
from planning.search.pages import pages
from portal.guard import Access
from portal.models import Right

ONLY_DEEDS = ">"
# Of each group where they are suggested, and on the page of all results.
SUGGESTED, LISTED = 5, 50
# Of so many positions at most what can be done to them is offered.
FEW = 3


class Group(NamedTuple):
    """The best of `total` hits of one kind; `rank` is how well the best of them fits."""

    label: str
    hits: list[Hit]
    total: int
    rank: int = PARTS

    @property
    def more(self) -> int:
        return self.total - len(self.hits)


class Answer(NamedTuple):
    """`marks` are the words to be marked in what is found."""

    groups: list[Group]
    marks: str

    @property
    def total(self) -> int:
        return sum(group.total for group in self.groups)


def answer(access: Access, text: str, most: int) -> Answer:
    """Of each group the `most` best: groups with the best fits first, else in the order of `Search.groups`."""
    search = Search(access, text.replace("\0", "").strip(), most)
    found = [group for group in search.groups() if group.hits]
    if search.typed.words:
        found.sort(key=lambda group: max(group.rank, BEGINS))
    return Answer(found, search.typed.marks)


class Search:
    """One search in what a member looks at. `>` before it asks for actions only."""

    def __init__(self, access: Access, text: str, most: int) -> None:
        self.here = Here(access, Snapshot.of(access))
        self.index = index_of(self.here.snapshot)
        self.only_deeds = text.startswith(ONLY_DEEDS)
        self.most = LISTED if self.only_deeds else most
        self.text = text.removeprefix(ONLY_DEEDS)

    @cached_property
    def typed(self) -> Typed:
        own = [one.beside for rows in (self.deeds, self.closed, self.pages, self.plans) for one, _ in rows]
        return Typed(self.text, Spelling(own, self.index.spelling))

    def groups(self) -> Iterator[Group]:
        if not self.only_deeds:
            yield from self._records() if self.typed.words else ()
            yield self._listed("Pages", self.pages)
        yield self._actions()

    def _records(self) -> Iterator[Group]:
        yield self._group("Products", PRODUCT)
        yield self._group("Positions and people", POSITION, PERSON)
        yield self._findings()
        yield self._listed("Plans", self.plans)
        yield self._group("Teams", TEAM)
        yield self._group("Roles", ROLE)

    @cached_property
    def deeds(self) -> list[Offer]:
        return list(deeds.deeds(self.here))

    @cached_property
    def closed(self) -> list[Offer]:
        """What the member may not do: shown to whoever asks for it."""
        return list(deeds.closed(self.here)) if self.text.strip() else []

    @cached_property
    def pages(self) -> list[Offer]:
        return [deeds.offer(page.words, hit) for page, hit in pages(self.here)]

    @cached_property
    def plans(self) -> list[Offer]:
        """The plans that the member may see."""
        if self.only_deeds or not self.text:
            return []
        return [deeds.offer("plan", self._plan(plan)) for plan in visible(self.here.access)]

    def _plan(self, plan: Plan) -> Hit:
        said = f"{plan.get_state_display()} · {plan.owner or 'no one'} · for {day(plan.target)}"
        here = self.here.in_plan(plan)
        return Hit(plan.name, said, "git-branch", here.url("plan", plan.slug), here.url("chart"))

    def _group(self, label: str, *kinds: str) -> Group:
        found = [(kind, self.typed.among(self.index.entries[kind], self.most)) for kind in kinds]
        fits = sorted(((fit, kind) for kind, fits in found for fit in fits.best), key=lambda pair: pair[0].rank)
        here = self.here._replace(words=tuple(self.typed.marks.split()))
        hits = [shown(here, kind, fit.entry.key) for fit, kind in fits[: self.most]]
        return Group(label, hits, sum(fits.total for _, fits in found), _rank([fit for fit, _ in fits]))

    def _findings(self) -> Group:
        """Those that nobody has accepted."""
        entries = self.index.entries[FINDING]
        fits = self.typed.among(entries, len(entries)).best
        if fits:
            is_open = {one.code for one in triage.open_findings(self.here.access.organisation, self.here.snapshot)}
            fits = [fit for fit in fits if fit.entry.key in is_open]
        hits = [shown(self.here, FINDING, fit.entry.key) for fit in fits[: self.most]]
        return Group("Findings", hits, len(fits), _rank(fits))

    def _actions(self) -> Group:
        found, closed = self._listed("Actions", self.deeds), self._listed("", self.closed)
        of_records = self._of_records() if self.typed.words else []
        hits = [*found.hits, *of_records, *closed.hits][: self.most]
        rank = min(found.rank, BESIDE) if of_records else found.rank if found.hits else closed.rank
        return Group("Actions", hits, max(found.total + closed.total, len(hits)), rank)

    def _of_records(self) -> list[Hit]:
        """What can be done to the products and to the few positions that are found."""
        if not self.here.access.may(Right.PLANNER):
            return [deeds.as_closed(hit, deeds.needs_planner(self.here)) for hit in self._after_verb()]
        covers = self.typed.among(self.index.entries[COVER], FEW).best
        hits = [deeds.of_product(self.here, fit.entry.key) for fit in covers]
        hits += [hit for _, hit in self._of_positions(self.typed)]
        return hits or self._after_verb()

    def _after_verb(self) -> list[Hit]:
        """What is done to a position, of “change manager of ines”: by the words before the name."""
        words = self.typed.text.split()
        for i in range(1, len(words)):
            if not deeds.is_verb(words[i - 1]):
                break
            said = [word for word in words[:i] if word not in deeds.JOINING]
            name = [*words[i:], *deeds.narrowed(said)]
            found = self._of_positions(Typed(" ".join(name), self.index.spelling))
            if hits := [hit for one, hit in found if all(f" {word}" in one.beside for word in said)]:
                return hits
        return []

    def _of_positions(self, typed: Typed) -> Iterator[Offer]:
        found = typed.among(self.index.entries[POSITION], FEW)
        for fit in found.best if found.total <= FEW else ():
            if fit.rank < PARTS:
                yield from deeds.of_position(self.here, fit.entry.key)

    def _listed(self, label: str, offers: Sequence[Offer]) -> Group:
        """Those of a few that fit."""
        hits = {one: hit for one, hit in offers}
        fits = self.typed.among(hits, self.most)
        return Group(label, [hits[fit.entry] for fit in fits.best], fits.total, _rank(fits.best))


def _rank(fits: Sequence[Fit]) -> int:
    return fits[0].rank if fits else PARTS
