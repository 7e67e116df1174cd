"""The reminder on Home: what is still assumed or not known, and what rests on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from planning.core.words import count
from planning.organisation.live import may_edit_live
from planning.organisation.snapshot import Snapshot
from planning.setup import titles
from planning.setup.resting import resting
from planning.setup.steps import LIVE, MANAGERS, PRODUCTS, STAGES, TITLES, Progress, Step, glance
from portal.guard import Access


def unfinished(access: Access, snapshot: Snapshot) -> Progress | None:
    """The setup of an organisation that somebody may finish; None where that is done, put away or not asked here: in a
    plan, on another day."""
    is_live = access.plan is None and access.on == access.today
    if not is_live or not may_edit_live(access) or not snapshot.org.positions:
        return None
    made = glance(snapshot)
    return None if made.is_done or made.is_dismissed else made


def sentence(snapshot: Snapshot, step: Step) -> str:
    """What is open in a step, and what rests on it."""
    return _SENTENCES[step.name](snapshot, step)


def _products(_: Snapshot, step: Step) -> str:
    if step.open:
        return f"{count(step.open, 'product')} found in titles and teams {_wait(step.open)} for your review."
    return "There are no products yet, so no gaps can be shown."


def _wait(number: int) -> str:
    return "is waiting" if number == 1 else "are waiting"


def _stages(snapshot: Snapshot, step: Step) -> str:
    if not step.open:
        return "No product has a stage and an audience yet."
    gaps = resting(snapshot).sentence
    return f"Stage and audience of {count(step.open, 'product')} are assumed{f'; {gaps}' if gaps else ''}."


def _titles(snapshot: Snapshot, step: Step) -> str:
    people = sum(asked.people for asked in titles.questions(snapshot))
    are, have = "is" if step.open == 1 else "are", "has" if people == 1 else "have"
    return f"{count(step.open, 'title')} {are} not recognised, so {count(people, 'person', 'people')} {have} no role."


def _managers(_: Snapshot, step: Step) -> str:
    has = "has" if step.open == 1 else "have"
    return f"{count(step.open, 'person', 'people')} {has} no manager, so their reporting lines are not checked."


def _live(*_: object) -> str:
    return "Who edits the live organisation has not been set, so every planner can."


_SENTENCES: Mapping[str, Callable[[Snapshot, Step], str]] = {
    PRODUCTS: _products,
    STAGES: _stages,
    TITLES: _titles,
    MANAGERS: _managers,
    LIVE: _live,
}
