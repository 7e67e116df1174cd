"""An answer as a page shows it: in sentences, with what each move closes and what stays open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from planning.close_gaps.address import press_of
from planning.close_gaps.headline import headline_of, whole
from planning.close_gaps.keys import told_apart
from planning.close_gaps.labels import Called
from planning.close_gaps.told import best_in
from planning.core.close_gaps.answer import Answer, Loosen, Move, OpenGap, Status, Step
from planning.core.close_gaps.contradictions import nothing_lacks
from planning.core.dates import day
from planning.core.fixes.base import FixKind
from planning.core.rules import CRITICAL, SEVERITIES, WARNING, Finding
from planning.core.words import capfirst, count, listed, of

PER_PAGE = 50
# What next steps are about, by their kind.
STEPS = {
    FixKind.LINK: "counterparts",
    FixKind.ACCOUNTABLE: "who is responsible",
    FixKind.BACKUP: "backups",
    FixKind.MOVE: "reporting lines",
    FixKind.END: "positions to close",
}
LATER = "Fix it on the plan once it is kept"
NAMED = 3  # products that a line names; of more it says how many


class Proof(NamedTuple):
    """How good the answer is: `kind` is `best`, `good` or `none`."""

    kind: str
    icon: str
    text: str


class Kpi(NamedTuple):
    label: str
    value: str
    beside: str = ""


class Closes(NamedTuple):
    """What a move closes in half a sentence, with the severity that goes away; '' where it only follows."""

    severity: str
    text: str


class MoveRow(NamedTuple):
    """`id` is the same for the same move in the next answer, so that the focus stays at it."""

    number: int
    move: Move
    closes: Closes
    instead: str
    cost: str
    is_pinned: bool
    id: str


class GapRow(NamedTuple):
    gap: OpenGap
    text: str
    says: str
    press: str
    label: str


class OpenedRow(NamedTuple):
    """A finding that the plan opens; `page` and `key` lead to its subject, where that is there already. `steps` are
    what is offered for it: one with a key becomes part of the plan."""

    finding: Finding
    page: str
    key: str
    steps: tuple[Step, ...] = ()


class Changed(NamedTuple):
    """Someone who is there already, and what changes for them."""

    key: str
    name: str
    texts: list[str]


class AnswerShown:
    """One answer, for one reader. `is_costed`: they may see cost."""

    def __init__(self, answer: Answer, called: Called, *, is_costed: bool) -> None:
        self.answer, self.called = answer, called
        self.question = answer.question
        self.is_costed = is_costed and answer.cost is not None
        self.main = [move for move in answer.moves if not move.is_next_step]
        self.next_steps = [move for move in answer.moves if move.is_next_step]

    @property
    def proof(self) -> Proof:
        if self.answer.status is Status.OPTIMAL:
            return Proof("best", "shield-check", best_in(self.answer))
        if self.answer.status is Status.INFEASIBLE:
            return Proof("none", "octagon-alert", "No plan keeps to these limits")
        return Proof("good", "triangle-alert", f"Good, not proven: {_at_most(self.answer)}")

    @property
    def is_infeasible(self) -> bool:
        return self.answer.status is Status.INFEASIBLE

    @property
    def has_nothing_to_close(self) -> bool:
        return self.answer.has_nothing_to_close

    @property
    def is_all_covered(self) -> bool:
        """Whether nothing was left out, either."""
        return self.has_nothing_to_close and self.answer.notes in ((), (nothing_lacks(self.question.by),))

    @property
    def headline(self) -> str:
        return headline_of(self.answer, is_costed=self.is_costed)

    @property
    def kpis(self) -> list[Kpi]:
        answer = self.answer
        people = sum(1 for _ in self.called.org.people)
        return [
            Kpi("Open critical days", f"{answer.after.critical:,}", f"from {answer.before.critical:,}"),
            Kpi("Open warning days", f"{answer.after.warning:,}", f"from {answer.before.warning:,}"),
            self._left,
            Kpi("People who change", f"{answer.people:,}", f"of {people:,}"),
        ]

    @property
    def _left(self) -> Kpi:
        answer, budget = self.answer, self.question.budget
        if not self.is_costed or answer.cost is None:
            most = self.question.most_hires
            return Kpi("Hires", f"{answer.hires:,}", "" if most is None else f"of {most:,} at most")
        if budget is None:
            return Kpi("Cost a year", self.total, " ".join(filter(None, (answer.currency, self.beside_total))))
        return Kpi("Left of the budget", whole(budget - answer.cost), answer.currency)

    @property
    def notes(self) -> list[str]:
        return [] if self.is_all_covered else [capfirst(note) for note in self.answer.notes]

    @property
    def plainly(self) -> str:
        """The same days without hires that are due."""
        plain_before, plain_after = self.answer.plain_before, self.answer.plain_after
        return (
            "Days are counted with hires that are due arriving. Without them: "
            f"{plain_after.critical:,} critical days, from {plain_before.critical:,}."
        )

    @cached_property
    def moves(self) -> list[MoveRow]:
        return [self._row(number, *one) for number, one in enumerate(told_apart(self.main), 1)]

    def _row(self, number: int, key: str, move: Move) -> MoveRow:
        is_pinned = move.key in self.question.pinned
        cost = self._cost(move)
        return MoveRow(
            number, move, self.closes(move), move.instead.text if move.instead else "", cost, is_pinned, id_of(key)
        )

    def _cost(self, move: Move) -> str:
        if not move.is_costed:
            return "–"
        return "unknown" if move.cost is None else whole(move.cost)

    def closes(self, move: Move) -> Closes:
        """The most severe of what it closes, by the products that it covers, and how many days that takes off."""
        mine = [closed for closed in self.answer.closed if closed.code in move.closes]
        severity = min((one.severity for one in mine), key=SEVERITIES.index, default="")
        severity = severity or (CRITICAL if move.days.critical else WARNING if move.days.warning else "")
        days = move.days.critical + move.days.warning
        what = self._gaps(move.products, move.role) if days or mine else ""
        return Closes(severity, ", ".join(filter(None, (what, count(days, "day") if days else ""))))

    def _gaps(self, products: Sequence[str], role: str) -> str:
        if not products:
            return ""
        code = self.called.code(role)
        if len(products) > NAMED:
            return f"missing {code} on {count(len(products), 'product')}"
        if len(products) == 1:
            return f"{of(self.called.product(products[0]))} missing {code}"
        return f"missing {code} on {listed([self.called.product(key) for key in products])}"

    @property
    def total(self) -> str:
        """What all moves cost a year, as far as that is known."""
        return "unknown" if self.answer.unknown and not self.answer.cost else whole(self.answer.cost)

    @property
    def beside_total(self) -> str:
        """What is not in it."""
        answer = self.answer
        return f"plus {answer.unknown:,} unknown" if answer.unknown and answer.cost else ""

    @cached_property
    def changed(self) -> list[Changed]:
        """Those who are there already, in the order of the moves."""
        found: dict[str, Changed] = {}
        for move in self.main:
            if move.position in self.called.org.positions and move.kind != FixKind.HIRE:
                one = Changed(move.position, self.called.who(move.position), [])
                found.setdefault(move.position, one).texts.append(move.title)
        return list(found.values())

    @property
    def people_told(self) -> str:
        """The people who change, as the heading of their list."""
        return f"{count(len(self.changed), 'person', 'people')} who change{'s' if len(self.changed) == 1 else ''}"

    @cached_property
    def stays(self) -> list[GapRow]:
        return [self._gap(gap) for gap in self.answer.open]

    def _gap(self, gap: OpenGap) -> GapRow:
        product, code = self.called.product(gap.product), self.called.code(gap.role)
        days = gap.days.critical + gap.days.warning
        text = f"{product} has no {code} {self._span(gap)}"
        says = f"{count(days, 'day')}. {gap.because}" if days else gap.because
        return GapRow(gap, text.strip(), says, *_press(gap.loosen))

    def _span(self, gap: OpenGap) -> str:
        """From when to when; days that reach beyond those looked at have no end."""
        starts = gap.first > self.question.on
        if gap.last is None:
            return f"from {day(gap.first)}" if starts else ""
        return f"from {day(gap.first)} to {day(gap.last)}" if starts else f"until {day(gap.last)}"

    @property
    def stays_sum(self) -> str:
        days = sum(gap.days.critical + gap.days.warning for gap in self.answer.open)
        return f"{count(len(self.answer.open), 'gap')}, {count(days, 'day')}"

    @property
    def opened_told(self) -> str:
        """How many of which severity, the most severe first."""
        counts = Counter(row.finding.severity for row in self.opened)
        words = {WARNING: count(counts[WARNING], WARNING)}
        return ", ".join(words.get(s, f"{counts[s]:,} {s}") for s in SEVERITIES if counts[s])

    @property
    def opens_critical(self) -> bool:
        return any(row.finding.severity == CRITICAL for row in self.opened)

    @cached_property
    def opened(self) -> list[OpenedRow]:
        """Findings that the plan opens, critical ones first."""
        found = sorted(self.answer.opens, key=lambda finding: SEVERITIES.index(finding.severity))
        return [OpenedRow(finding, *self._page(finding), self._steps(finding)) for finding in found]

    def _steps(self, finding: Finding) -> tuple[Step, ...]:
        """Of a critical one: what is offered, else where it can be seen to."""
        if finding.severity != CRITICAL:
            return ()
        offered = tuple(step for step in self.answer.steps if step.code == finding.code)
        is_there = self._page(finding)[0]
        return offered or (Step(finding.code, f"Open {finding.subject.name}" if is_there else LATER),)

    def _page(self, finding: Finding) -> tuple[str, str]:
        kind, key = finding.subject.kind, finding.subject.key
        pages = {"product": "product", "position": "position"}
        return (pages[kind], key) if kind in pages and self.called.org.get(kind, key) else ("", "")

    @property
    def next_steps_told(self) -> str:
        words = dict.fromkeys(STEPS[move.kind] for move in self.next_steps if move.kind in STEPS)
        what = f": {listed(list(words))}" if words else ""
        return f"{count(len(self.next_steps), 'next step')}{what}"


def id_of(key: str) -> str:
    """A move's key as the id of an element."""
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def _press(loosen: Loosen | None) -> tuple[str, str]:
    return (press_of(loosen), loosen.label) if loosen else ("", "")


def _at_most(answer: Answer) -> str:
    """How far an answer that is not proven may be from the best."""
    days = round(answer.gap)
    return f"at most {count(days, 'day')} from the best" if days else "no plan leaves fewer critical days open"
