"""The lines of a review and how each stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

from planning.core.reporting_lines.lines import Line
from planning.core.tree import branch
from planning.findings import waivers
from planning.findings.waivers import Waivers
from planning.organisation.snapshot import Snapshot
from planning.reporting_lines import listing
from planning.reporting_lines.models import LineAnswer, LineReview
from planning.reporting_lines.reviews.mending import PlannedFix, fixes
from portal.models import User

RIGHT, FIX, ACCEPT, ASK = "right", "fix", "accept", "ask"
CHANGED, REPLIED, OPEN = "changed", "replied", "open"
# How a line can stand; the first four count as done.
STANDINGS = {
    RIGHT: "Looks right",
    FIX: "To be fixed",
    ACCEPT: "Accepted",
    ASK: "Asked",
    REPLIED: "Reply received",
    CHANGED: "Changed since the answer",
    OPEN: "Open",
}
DONE = (RIGHT, FIX, ACCEPT, ASK)


class ShownAnswer(NamedTuple):
    """An answer as it is shown; the fields are those of `LineAnswer`."""

    author: User | None
    owner: User | None
    kind: str
    text: str
    facts: str
    version: int
    made_at: datetime
    review_on: date | None
    reply: str
    replied_at: datetime | None

    @property
    def label(self) -> str:
        return str(LineAnswer.Kind(self.kind).label)


COLUMNS = ("key", "author_id", "owner_id", *ShownAnswer._fields[2:])


class Item(NamedTuple):
    """A line of the review, its answer, what the plan does to it, and how it stands."""

    line: Line
    answer: ShownAnswer | None
    planned: PlannedFix | None
    standing: str

    @property
    def key(self) -> str:
        return self.line.key

    @property
    def is_done(self) -> bool:
        return self.standing in DONE

    @property
    def label(self) -> str:
        return STANDINGS[self.standing]

    @property
    def by(self) -> str:
        """Who decided it; '' while it is open."""
        return self.planned.by if self.planned else str(self.answer.author or "") if self.answer else ""


class Items:
    """The lines of a review as they stand today, parents first. Five queries."""

    def __init__(self, review: LineReview, today: date) -> None:
        self.review = review
        self.snapshot = Snapshot(review.organisation, today)
        self.accepted = waivers.standing(review.organisation)
        answers = _answers(review)
        planned = fixes(review, self.snapshot)
        self.by_key: dict[str, Item] = {
            line.key: _item(line, answers.get(line.key), planned.get(line.key))
            for line in lines_of(review, self.snapshot, self.accepted, answers)
        }

    def __iter__(self) -> Iterator[Item]:
        return iter(self.by_key.values())

    def __len__(self) -> int:
        return len(self.by_key)

    @property
    def counts(self) -> Mapping[str, int]:
        return Counter(item.standing for item in self)

    @property
    def done(self) -> int:
        return sum(item.is_done for item in self)

    def where(self, show: str) -> list[Item]:
        """`open`: those that want an answer; a standing; anything else: all."""
        if show == OPEN:
            return [item for item in self if not item.is_done]
        return [item for item in self if show not in STANDINGS or item.standing == show]

    def around(self, key: str, show: str) -> tuple[str, str]:
        """The keys before and after a line among those that `show` asks for; '' at either end."""
        wanted = {item.key for item in self.where(show)}
        keys = list(self.by_key)
        at = keys.index(key) if key in self.by_key else -1
        before = next((k for k in reversed(keys[: max(at, 0)]) if k in wanted), "")
        return before, next((k for k in keys[at + 1 :] if k in wanted), "")

    def first_open(self, after: str = "") -> str:
        """The key of the next line that wants an answer, from the start again after the last; '' when all have one."""
        keys = [item.key for item in self.where(OPEN) if item.key != after]
        later = self.around(after, OPEN)[1] if after else ""
        return later or (keys[0] if keys else "")


def _answers(review: LineReview) -> dict[str, ShownAnswer]:
    """By line. Rows, not objects: there may be ten thousand."""
    rows = list(review.answers.values_list(*COLUMNS))
    people = {pk for row in rows for pk in row[1:3] if pk}
    users = User.objects.in_bulk(list(people))
    return {row[0]: ShownAnswer(users.get(row[1]), users.get(row[2]), *row[3:]) for row in rows}


def lines_of(review: LineReview, snapshot: Snapshot, accepted: Waivers, answered: Collection[str]) -> Iterable[Line]:
    """The lines of the scope; where only flagged ones are asked for, those with findings that nobody has accepted, and
    those that were `answered` while they were."""
    inside = scope_of(review, snapshot)
    if not review.flagged_only:
        return inside
    return [line for line in inside if line.key in answered or listing.open_findings(line, accepted, snapshot.org.on)]


def scope_of(review: LineReview, snapshot: Snapshot) -> list[Line]:
    """Every line that the review is about, flagged or not."""
    lines = listing.lines_of(snapshot)
    if review.scope == LineReview.Scope.BRANCH:
        return [lines.by_key[key] for key in branch(snapshot.org, review.of)]
    if review.scope == LineReview.Scope.FUNCTION:
        return [line for line in lines if line.function == review.of]
    return list(lines)


def _item(line: Line, answer: ShownAnswer | None, planned: PlannedFix | None) -> Item:
    return Item(line, answer, planned, _standing(line, answer, planned))


def _standing(line: Line, answer: ShownAnswer | None, planned: PlannedFix | None) -> str:
    if planned:
        return FIX
    if answer is None:
        return OPEN
    if answer.facts != line.facts:
        return CHANGED
    return REPLIED if answer.kind == ASK and answer.replied_at else answer.kind
