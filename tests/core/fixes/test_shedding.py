"""Which products go where somebody has too much: what the definition says, in time by their number."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.fixes.choosing.book import Book
from planning.core.fixes.choosing.capacity import Counted
from planning.core.fixes.choosing.shedding import shed
from planning.core.rules import Context, run
from tests.core.sample import PM, PMM, content, covers, held, org, product

NAMES = "abcdefg"


def defined(mosts: Sequence[int], counted: Mapping[str, Counted], near: Mapping[str, int]) -> Iterator[str]:
    """Round by round: of all that are left, that without which there is the most room."""
    left = dict(counted)
    while len(left) > 1 and room(mosts, left.values()) < 0:
        rooms = {one: room(mosts, [left[other] for other in left if other != one]) for one in left}
        best = max(left, key=lambda one: (rooms[one], near[one], one))
        del left[best]
        yield best


def room(mosts: Sequence[int], parts: Any) -> int:
    by_norm = zip(mosts, zip(*parts, strict=True), strict=True)
    return min((most - len(frozenset[str]().union(*some)) for most, some in by_norm), default=0)


@st.composite
def loads(draw: st.DrawFn) -> tuple[list[int], dict[str, Counted], dict[str, int]]:
    mosts = draw(st.lists(st.integers(0, 4), min_size=1, max_size=3))
    products = draw(st.lists(st.text("xyz", min_size=1, max_size=2), unique=True, max_size=8))
    what = st.tuples(*(st.frozensets(st.sampled_from(NAMES), max_size=4) for _ in mosts))
    return mosts, {one: draw(what) for one in products}, {one: draw(st.integers(0, 2)) for one in products}


@given(loads())
def test_those_go_that_the_definition_names(load: tuple[list[int], dict[str, Counted], dict[str, int]]) -> None:
    assert list(shed(*load)) == list(defined(*load))


def test_who_counts_for_several_products_eases_nothing_until_the_last_of_them_goes() -> None:
    counted = {"a": (frozenset("x"),), "b": (frozenset("x"),), "c": (frozenset("y"),), "d": (frozenset("z"),)}
    assert list(shed([1], counted, dict.fromkeys(counted, 0))) == ["d", "c"]


def steps(work: Callable[[], Any]) -> int:
    """How many functions are called."""
    before, calls = sys.getprofile(), 0

    def profiler(frame: Any, event: str, arg: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(profiler)
    try:
        work()
    finally:
        sys.setprofile(before)
    return calls


def alike(number: int) -> dict[str, Counted]:
    """Products that one person alone counts for, beside one of their own for each."""
    return {f"p{n}": (frozenset([f"p{n}"]), frozenset(["all", f"own{n}"])) for n in range(number)}


def test_ten_times_as_many_products_take_about_ten_times_as_long() -> None:
    few, many = (steps(partial(_all, alike(size))) for size in (200, 2_000))
    assert 0 < many <= 12 * few


def _all(counted: Mapping[str, Counted]) -> list[str]:
    return list(shed([3, 4], counted, dict.fromkeys(counted, 0)))


def all_of_one(number: int) -> Context:
    """Products that one position owns, another in the other role, and somebody who owns nothing."""
    keys = [f"p{n}" for n in range(number)]
    records = [*(product(key) for key in keys), *held("ann", PM), *held("max", PMM), *held("bob", PM)]
    duties = [covers(key, "ann") for key in keys] + [covers(key, "max", PMM) for key in keys]
    return Context(org(*records, *duties), content())


@pytest.mark.parametrize("slug", [PM, PMM])
def test_what_is_proposed_for_one_with_all_products_takes_time_by_their_number(slug: str) -> None:
    def work(size: int) -> int:
        ctx = all_of_one(size)
        run(ctx)
        return steps(lambda: Book.of(ctx, ctx.content.roles[slug]))

    assert 0 < work(320) <= 5 * work(80)
