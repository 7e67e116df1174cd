"""Who comes to lead new teams where somebody has very many reports: as one would choose by looking through all for each
new lead, without doing so."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.core.content import Content, TitleWord
from planning.core.fixes.base import Case
from planning.core.fixes.choosing.splits import PAIR, TEAM, Share, Split, can_go
from planning.core.records import Person, Position
from planning.core.rules import Context, run
from planning.core.rules.run import rules_of
from tests.core.sample import PM, content, held, org

ENGINEER, DESIGNER, LEADER = "software-engineer", "product-designer", "product-leader"
TOP = [*held("top", level=7), *held("boss", level=5, manager="top")]


def words_of(title: str) -> tuple[TitleWord, ...]:
    return tuple(TitleWord(0, len(title), "somebody", word.lower()) for word in title.split())


def within(most: int) -> Content:
    return replace(content(settings={"span-high": {"numbers": {"reports": most}}}), words_of=words_of)


def drawn(seed: int) -> Context:
    """Somebody with many reports, alike and of several crafts, some of whom lead or hold several positions."""
    random = Random(seed)
    roles, people = random.choice(((ENGINEER,), (ENGINEER, DESIGNER, LEADER, PM))), random.choice((1, 2, 5, 99))
    records: list[Any] = [*TOP, *(Person(f"h{n}", f"Person {n}") for n in range(99))]
    for n in range(random.choice((9, 16, 25, 40))):
        records.append(_report(random, n, random.choice(roles), f"h{n if people == 99 else random.randrange(people)}"))
        if random.random() < 0.2:
            records += (r for m in range(random.randint(1, 3)) for r in held(f"s{n}-{m}", ENGINEER, manager=f"r{n}"))
    return Context(org(*records), within(random.choice((2, 3, 4, 7, 12))))


def _report(random: Random, number: int, role: str, holder: str) -> Position:
    return Position(
        f"r{number}",
        random.choice(("Engineer", "Engineer", "Engineer", "Assistant")),
        role,
        random.choice((None, 0, 1, 2, 4)),
        manager="boss",
        holder=holder,
        team=random.choice(("", "a", "b")),
        location=random.choice(("", "Bath", "York")),
    )


def case_of(ctx: Context, key: str = "boss") -> Case | None:
    rule = rules_of(ctx)["span-high"]
    found = (f for f in run(ctx) if f.rule == rule.id and not f.about and f.subject.key == key)
    return next((Case(ctx, rule, finding) for finding in found), None)


class Plain(Split):
    """Each lead looks through all who are left."""

    def under_new_leads(self) -> Iterator[list[Share]]:
        shares: list[Share] = []
        for group in self._groups():
            rest = list(group)
            while rest and self._missing(shares) > 0:
                lead, rest = rest[0], rest[1:]
                team = self._of(lead, rest)[: min(max(self._missing(shares), TEAM), self._most)]
                if len(team) >= (PAIR if shares else TEAM):
                    shares.append(Share(lead, tuple(team)))
                    rest = [p for p in rest if p.key not in team]
        if self._missing(shares) <= 0:
            yield shares

    def _several(self, leads: Any) -> list[Share]:
        shares: list[Share] = []
        for lead in sorted(leads, key=lambda p: (self._most - self._room(p), p.key)):
            taken = [key for share in shares for key in share.moved]
            free = self._of(lead, [p for p in self._reports if p.key not in taken])
            if team := free[: max(min(self._missing(shares), self._room(lead)), 0)]:
                shares.append(Share(lead, tuple(team)))
        return shares if self._missing(shares) <= 0 else []

    def _of(self, lead: Position, others: Sequence[Position]) -> list[str]:
        return self._nearest(lead, [p for p in others if can_go(self._ctx, p, lead)])

    def _missing(self, shares: Sequence[Share]) -> int:
        return self._excess - sum(len(share.moved) for share in shares)


@given(st.integers(0, 2**32))
@settings(max_examples=150, deadline=None)
def test_new_teams_are_those_of_looking_through_all_for_each_lead(seed: int) -> None:
    if case := case_of(drawn(seed)):
        assert list(Split(case).under_new_leads()) == list(Plain(case).under_new_leads())


@given(st.integers(0, 2**32))
@settings(max_examples=150, deadline=None)
def test_those_who_lead_already_take_whom_they_take_by_looking_through_all(seed: int) -> None:
    if case := case_of(drawn(seed)):
        assert list(Split(case).under_leads()) == list(Plain(case).under_leads())


def test_what_is_drawn_has_new_teams_and_several_who_take_some() -> None:
    cases = [case for seed in range(200) if (case := case_of(drawn(seed)))]
    assert any(len(shares) > 2 for case in cases for shares in Split(case).under_new_leads())
    assert any(len(shares) > 2 for case in cases for shares in Split(case).under_leads())


class Counted(Context):
    """Counts how often somebody's level is asked for, as every look at somebody does."""

    def __init__(self, *records: Any) -> None:
        super().__init__(org(*TOP, *records), within(30))  # fewer, and no split of 600 would be enough
        self.looks: Counter[str] = Counter()

    def level(self, position: Position) -> int:
        self.looks[position.key] += 1
        return super().level(position)


def plain(number: int) -> list[Any]:
    return [record for n in range(number) for record in held(f"r{n}", ENGINEER, manager="boss")]


def with_leads(number: int) -> list[Any]:
    return [*plain(number), *(r for n in range(0, number, 4) for r in held(f"s{n}", ENGINEER, manager=f"r{n}"))]


def half_of_one_person(number: int) -> list[Any]:
    several = (Position(f"a{n}", "", ENGINEER, manager="boss", holder="h") for n in range(number // 2))
    return [Person("h", "Ann"), *several, *plain(number // 2)]


@pytest.mark.parametrize("records", [plain, with_leads, half_of_one_person])
def test_nobody_is_looked_at_for_each_of_very_many_reports(records: Any) -> None:
    ctx = Counted(*records(600))
    case = case_of(ctx)
    assert case
    ctx.looks.clear()
    split = Split(case)
    assert [*split.under_leads(), *split.under_new_leads()] != []
    assert max(ctx.looks.values()) <= 12
