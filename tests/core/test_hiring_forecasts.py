"""Forecasts of filling a position, held against what came, where the law of waiting is known."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from random import Random

import pytest

from planning.core.hiring_times import ENOUGH, Wait, curve, forecast

TODAY = date(2027, 3, 1)
Law = Callable[[Random], float]
LAWS: dict[str, Law] = {
    "exponential": lambda random: random.expovariate(1 / 60),
    "lognormal": lambda random: random.lognormvariate(4, 0.6),
    "fast and slow": lambda random: random.gauss(25, 6) if random.random() < 0.5 else random.gauss(110, 25),
    "narrow": lambda random: random.gauss(60, 8),
}


def taken(law: Law, random: Random) -> int:
    return max(round(law(random)), 0)


def history(law: Law, random: Random, cases: int) -> list[Wait]:
    """Some are given up or still open after a time that has nothing to do with how long they take."""
    found = []
    for _ in range(cases):
        days, seen = taken(law, random), round(random.expovariate(1 / 250))
        found.append(Wait(min(days, seen), days <= seen))
    return found


def one_open(law: Law, random: Random) -> tuple[int, int]:
    """A position that is open for so long by now, and how long it takes in the end."""
    while True:
        open_for, days = random.choice((0, round(random.uniform(0, 120)))), taken(law, random)
        if days >= open_for:
            return open_for, days


def outcomes(law: Law, seed: int, cases: tuple[int, int], rounds: int = 1200) -> Counter[str]:
    """How often what came lay where the forecast said. `early`: below the early end; `late`: above the late one."""
    random, found = Random(seed), Counter[str]()
    for _ in range(rounds):
        known = curve(history(law, random, random.randint(*cases)))
        open_for, days = one_open(law, random)
        said = forecast(known, open_for, TODAY)
        if said is None:
            found["unknown"] += 1
            continue
        kind = "open end" if said.late is None else "both ends"
        left = days - open_for
        late = said.late is not None and left > (said.late - TODAY).days
        found[kind] += 1
        found[f"{kind}: early"] += left < (said.early - TODAY).days
        found[f"{kind}: late"] += late
        found["by the likely day"] += left <= (said.likely - TODAY).days
    return found


@pytest.fixture(scope="module", params=LAWS)
def found(request: pytest.FixtureRequest) -> Counter[str]:
    return outcomes(LAWS[request.param], 7, (12, 60))


def test_eight_in_ten_come_within_the_range(found: Counter[str]) -> None:
    missed = found["both ends: early"] + found["both ends: late"]
    assert 0.15 <= missed / found["both ends"] <= 0.25


def test_as_many_come_before_it_as_after_it(found: Counter[str]) -> None:
    assert all(0.05 <= found[f"both ends: {side}"] / found["both ends"] <= 0.13 for side in ("early", "late"))


def test_one_in_ten_comes_before_a_range_without_an_end(found: Counter[str]) -> None:
    assert 0.05 <= found["open end: early"] / found["open end"] <= 0.13


def test_half_come_by_the_likely_day(found: Counter[str]) -> None:
    assert 0.45 <= found["by the likely day"] / (found["both ends"] + found["open end"]) <= 0.57


def test_few_hires_say_nothing() -> None:
    found = outcomes(LAWS["lognormal"], 7, (0, ENOUGH - 1), rounds=300)
    assert found == {"unknown": 300}


def test_of_what_took_longer_than_nearly_all_nothing_is_said() -> None:
    random = Random(7)
    known = [curve(history(LAWS["narrow"], random, 30)) for _ in range(300)]
    assert {forecast(each, each.days[-1] + 1, TODAY) for each in known} == {None}


def test_hires_of_another_law_would_spoil_it() -> None:
    """Why roles are not thrown together: quick hires of one say nothing of another, which is slow."""
    random, later = Random(7), 0
    for _ in range(300):
        quick = history(lambda random: random.gauss(10, 3), random, 30)
        slow = history(LAWS["narrow"], random, 20)
        said, days = forecast(curve([*quick, *slow]), 0, TODAY), taken(LAWS["narrow"], random)
        assert said
        later += days > (said.likely - TODAY).days
    assert later / 300 > 0.9
