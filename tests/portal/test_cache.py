"""What a process remembers: one budget of bytes, the least recently used goes first."""

from collections.abc import Callable
from sys import getsizeof
from threading import Barrier, Event, Thread
from time import sleep

import pytest
from pytest_django import Settings

from portal import cache
from portal.cache import Cache, Place
from portal.cache_budget import Budget
from portal.weighing import weigh

MEGABYTE = 1 << 20


@pytest.fixture(autouse=True)
def _room(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """For ten megabytes, all of it empty."""
    monkeypatch.setattr(cache, "_budget", Budget())
    settings.CACHE_MEGABYTES = 10


one: Cache[bytes] = Cache("one")
other: Cache[bytes] = Cache("other")


def megabytes(number: int) -> Callable[[], bytes]:
    return lambda: bytes(number * MEGABYTE)


def unmade() -> bytes:
    raise LookupError


def is_kept(of: Cache[bytes], place: Place) -> bool:
    try:
        return bool(of.at(place, unmade))
    except LookupError:
        return False


def test_over_the_budget_the_least_recently_used_goes_first_of_whichever_cache() -> None:
    places = [Place(group, "x") for group in "abc"]
    one.at(places[0], megabytes(4))
    other.at(places[1], megabytes(4))
    one.at(places[0], unmade)
    other.at(places[2], megabytes(4))
    assert [is_kept(of, place) for of, place in zip((one, other, other), places, strict=True)] == [True, False, True]


def test_a_group_goes_view_by_view_and_what_they_rest_on_last() -> None:
    for view, size in ((None, 3), ("old", 3), ("new", 3)):
        one.at(Place("a", "x", view), megabytes(size))
    other.at(Place("b", "x"), megabytes(3))
    assert [is_kept(one, Place("a", "x", view)) for view in (None, "old", "new")] == [True, False, True]


def test_what_is_larger_than_the_budget_is_kept_alone() -> None:
    one.at(Place("small", "x"), megabytes(1))
    one.at(Place("large", "x"), megabytes(30))
    assert is_kept(one, Place("large", "x"))
    assert not is_kept(one, Place("small", "x"))


def test_a_newer_version_takes_the_place_of_an_older_one() -> None:
    for version in (1, 2):
        one.at(Place("a", "x", None, (version,)), megabytes(1))
    assert not is_kept(one, Place("a", "x", None, (1,)))


def test_what_is_two_versions_behind_goes_with_all_that_was_made_of_it() -> None:
    one.at(Place("a", "seldom", "view", (1,)), megabytes(1))
    for version in (2, 3):
        one.at(Place("a", "often", None, (version,)), megabytes(1))
    assert not is_kept(one, Place("a", "seldom", "view", (1,)))


def test_the_version_before_is_there_until_the_next_is_made() -> None:
    one.at(Place("a", "x", None, (1,)), lambda: b"first")
    place = Place("a", "x", None, (2,))
    assert one.at(place, lambda: (one.before(place) or ((), b""))[1] + b" and second") == b"first and second"


def test_of_a_group_whose_past_is_over_only_what_is_now_stays() -> None:
    for name, version in (("x", 1), ("y", 2)):
        one.at(Place("a", name, None, (version,)), megabytes(1))
    cache.drop_before("a", 2)
    assert [is_kept(one, Place("a", name, None, (version,))) for name, version in (("x", 1), ("y", 2))] == [False, True]
    assert cache.bytes_held() == pytest.approx(MEGABYTE, rel=0.01)


def test_what_nobody_asks_for_is_forgotten_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    one.at(Place("old", "x"), megabytes(1))
    cache.forget_unused()
    assert is_kept(one, Place("old", "x"))
    monkeypatch.setattr(cache, "UNUSED", 0.0)
    cache.forget_unused()
    assert not is_kept(one, Place("old", "x"))


def test_bytes_are_those_of_what_is_there() -> None:
    before = cache.bytes_held()
    one.get("a", megabytes(3))
    assert cache.bytes_held() - before == pytest.approx(3 * MEGABYTE, rel=0.01)
    one.clear()
    assert cache.bytes_held() == before


def test_hits_and_misses_are_counted_by_cache() -> None:
    hits, misses = (cache.uses()["one"][name] for name in ("hits", "misses"))
    for _ in range(3):
        one.get("counted", lambda: b"x")
    assert (cache.uses()["one"]["hits"] - hits, cache.uses()["one"]["misses"] - misses) == (2, 1)


def test_one_makes_what_several_ask_for_at_once() -> None:
    made, together = [], Barrier(4)

    def make() -> bytes:
        sleep(0.05)
        made.append(1)
        return b"x"

    def ask() -> None:
        together.wait()
        one.get("at once", make)

    _all_at_once(ask, 4)
    assert len(made) == 1


def test_where_making_fails_the_next_one_makes_it() -> None:
    begun, answers = Event(), []

    def fail() -> bytes:
        begun.wait(5)
        sleep(0.02)
        raise ValueError("broken")

    def ask_first() -> None:
        with pytest.raises(ValueError, match="broken"):
            one.get("fails", fail)

    def ask_then() -> None:
        begun.set()
        answers.append(one.get("fails", lambda: b"made"))

    first = Thread(target=ask_first)
    first.start()
    _all_at_once(ask_then, 1)
    first.join(5)
    assert answers == [b"made"]


def _all_at_once(ask: Callable[[], None], number: int) -> None:
    threads = [Thread(target=ask) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5)


@pytest.mark.parametrize("value", [{n: str(n) * 20 for n in range(5_000)}, [(n, {n: "x" * n}) for n in range(700)]])
def test_a_sample_tells_what_a_collection_weighs(value: object) -> None:
    assert weigh(value) == pytest.approx(_walked(value), rel=0.15)


def _walked(value: object) -> int:
    if isinstance(value, dict):
        return getsizeof(value) + sum(_walked(part) for pair in value.items() for part in pair)
    if isinstance(value, (list, tuple)):
        return getsizeof(value) + sum(map(_walked, value))
    return getsizeof(value)
