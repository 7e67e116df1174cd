"""The steps of the setup: what is open in each, and which are done."""

from __future__ import annotations

from typing import NamedTuple

from planning.core.words import count
from planning.organisation.live import rule_of
from planning.organisation.snapshot import Snapshot
from planning.setup import managers, marks, titles
from planning.setup.models import SetupMark
from planning.setup.products.deciding import listing_of
from planning.setup.resting import resting

PRODUCTS, STAGES, TITLES, MANAGERS, LIVE = "products", "stages", "titles", "managers", "live"


class Step(NamedTuple):
    """`open` things are to be looked at, `says` in few words. `mark`: somebody is content with what is open."""

    name: str
    label: str
    open: int
    says: str
    done: bool
    mark: SetupMark | None = None


class Progress(NamedTuple):
    steps: tuple[Step, ...]
    strip: SetupMark | None

    @property
    def done(self) -> int:
        return sum(step.done for step in self.steps)

    @property
    def is_done(self) -> bool:
        return self.done == len(self.steps)

    @property
    def current(self) -> Step | None:
        """The first that is not done."""
        return next((step for step in self.steps if not step.done), None)

    @property
    def open(self) -> int:
        """How much there is to look at, those steps left out that are done."""
        return sum(max(step.open, 1) for step in self.steps if not step.done)

    @property
    def is_dismissed(self) -> bool:
        return marks.holds(self.strip, self.open)

    def step(self, name: str) -> Step:
        return next(step for step in self.steps if step.name == name)


def progress(snapshot: Snapshot, found: int | None = None) -> Progress:
    """One query, beside what is remembered of the organisation's version. `found` products wait for a look; None has
    them looked for, which takes as long as all findings."""
    made = marks.marks_of(snapshot.organisation)
    steps = (_products(snapshot, found), _stages(snapshot), _titles(snapshot), _managers(snapshot), _live(snapshot))
    return Progress(tuple(_marked(step, made.get(step.name)) for step in steps), made.get(marks.STRIP))


def _marked(step: Step, mark: SetupMark | None) -> Step:
    if step.done or not marks.holds(mark, step.open):
        return step
    return step._replace(done=True, mark=mark)


def undecided(snapshot: Snapshot) -> int:
    """Products that titles and teams name, not yet decided on. Where there are products, the doubtful can wait."""
    listed = listing_of(snapshot)
    return len(listed.kept if snapshot.org.products else listed.rows)


def glance(snapshot: Snapshot) -> Progress:
    """As `progress`; but who has products already is not asked about more."""
    return progress(snapshot, 0 if snapshot.org.products else None)


def _products(snapshot: Snapshot, found: int | None) -> Step:
    kept = len(snapshot.org.products)
    found = undecided(snapshot) if found is None else found
    says = f"{found} found" if found else f"{kept} kept" if kept else "none yet"
    return Step(PRODUCTS, "Products", found, says, bool(kept) and not found)


def _stages(snapshot: Snapshot) -> Step:
    assumed, products = resting(snapshot).assumed, len(snapshot.org.products)
    says = f"{assumed} assumed" if assumed else "all confirmed" if products else "no products yet"
    return Step(STAGES, "Stage, audience, launch", assumed, says, bool(products) and not assumed)


def _titles(snapshot: Snapshot) -> Step:
    asked = len(titles.questions(snapshot))
    return Step(TITLES, "Titles", asked, f"{asked} not recognised" if asked else "all recognised", not asked)


def _managers(snapshot: Snapshot) -> Step:
    number = managers.people(snapshot)
    says = count(number, "person", "people") if number else "everyone has one"
    return Step(MANAGERS, "Without a manager", number, says, not number)


def _live(snapshot: Snapshot) -> Step:
    rule = rule_of(snapshot.organisation)
    says = rule.who if rule.is_said else "not set yet"
    return Step(LIVE, "Who edits live", int(not rule.is_said), says, rule.is_said)
