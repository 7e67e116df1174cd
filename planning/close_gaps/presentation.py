"""An answer as a page shows it: in sentences, with what each move closes and what stays open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from planning.close_gaps.address import press_of
from planning.close_gaps.labels import Called
from planning.close_gaps.told import NO_GAP
from planning.core.close_gaps.answer import Answer, Loosen, Move, OpenGap, Status
from planning.core.close_gaps.contradictions import nothing_lacks
from planning.core.dates import day
from planning.core.fixes.base import FixKind
from planning.core.money import plain
from planning.core.rules import CRITICAL, SEVERITIES, WARNING, Finding
from planning.core.words import capfirst, count, listed, of

PER_PAGE = 50
# What next steps are about, by their kind.
STEPS = {
    FixKind.LINK: "counterparts",
    FixKind.ACCOUNTABLE: "who is responsible",
    FixKind.BACKUP: "backups",
    FixKind.MOVE: "reporting lines",
}
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
    """A finding that the plan opens; `page` and `key` lead to its subject, where that is there already."""

    finding: Finding
    page: str
    key: str


class Changed(NamedTuple):
    """Someone who is there already, and what changes for them."""

    key: str
    name: str
    texts: list[str]


class _Sides(NamedTuple):
    """Codes of the gaps of a severity: those that the plan closes, of all."""

    closed: set[str]
    every: set[str]


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
            return Proof("best", "shield-check", "Best possible under these limits")
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
        if self.is_infeasible:
            return "These limits cannot all be kept"
        if self.has_nothing_to_close:
            return NO_GAP
        return f"{self._closes} {self._for}" if self.main else self._closes

    @property
    def _closes(self) -> str:
        """Of critical gaps how many are closed; warnings are said as well where they are all that is closed."""
        critical, warnings = self._sides(CRITICAL), self._sides(WARNING)
        if not any((*critical, *warnings)):
            return "Closes nothing more"
        if not critical.every:
            return f"Closes {self._counted(WARNING, 'gap')}"
        if warnings.closed and not critical.closed:
            return f"Closes {self._counted(WARNING, 'warning')} and {self._counted(CRITICAL, 'critical gap')}"
        return f"Closes {self._counted(CRITICAL, 'critical gap')}"

    def _sides(self, severity: str) -> _Sides:
        ended = {one.code for one in self.answer.closed if one.severity == severity}
        every = ended | {gap.code for gap in self.answer.open if gap.severity == severity}
        return _Sides(ended & self._by_moves, every)

    def _counted(self, severity: str, word: str) -> str:
        """“all 4 gaps by 2 Mar 2027”, “none of 2 gaps”, “the only gap”."""
        closed, every = self._sides(severity)
        is_all = len(closed) == len(every)
        by = self._closed_by(severity) if is_all else ""
        if is_all and len(every) == 1:
            return f"the only {word}{by}"
        if not closed and len(every) == 1:
            return f"no {word}"
        whole = "all" if is_all else f"{len(closed) or 'none'} of"
        return f"{whole} {count(len(every), word)}{by}"

    def _closed_by(self, severity: str) -> str:
        """From when none of a severity is open any more, where some stay open until then."""
        days = [gap.last for gap in self.answer.open if gap.severity == severity and gap.last]
        return f" by {day(max(days) + timedelta(days=1))}" if days else ""

    @property
    def _by_moves(self) -> set[str]:
        """What the plan closes: some gaps end by themselves."""
        return {code for move in self.answer.moves for code in move.closes}

    @property
    def _for(self) -> str:
        """What it takes: cost for who may see it, hires for everyone else."""
        answer = self.answer
        if not self.is_costed:
            return f"with {count(answer.hires, 'hire')}" if answer.hires else "without hiring"
        unknown = f"{count(answer.unknown, 'hire')} of unknown cost" if answer.unknown else ""
        if not answer.cost:
            return f"with {unknown}" if unknown else "at no cost"
        amount = _money(abs(answer.cost), answer.currency)
        known = f"for {amount} more a year" if answer.cost > 0 else f"and saves {amount} a year"
        return f"{known}, plus {unknown}" if unknown else known

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
        return Kpi("Left of the budget", _whole(budget - answer.cost), answer.currency)

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
        return [self._row(number, move) for number, move in enumerate(self.main, 1)]

    def _row(self, number: int, move: Move) -> MoveRow:
        is_pinned = move.key in self.question.pinned
        cost = self._cost(move)
        return MoveRow(
            number, move, self.closes(move), move.instead.text if move.instead else "", cost, is_pinned, id_of(move.key)
        )

    def _cost(self, move: Move) -> str:
        if not move.is_costed:
            return "–"
        return "unknown" if move.cost is None else _whole(move.cost)

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
        return "unknown" if self.answer.unknown and not self.answer.cost else _whole(self.answer.cost)

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
        return [OpenedRow(finding, *self._page(finding)) for finding in found]

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


def _money(amount: Decimal | None, currency: str) -> str:
    # The two never part at the end of a line.
    return f"{currency}\u00a0{_whole(amount)}".strip("\u00a0") if amount is not None else "unknown"


def _whole(amount: Decimal | None) -> str:
    return "unknown" if amount is None else plain(amount.quantize(Decimal(1)))
