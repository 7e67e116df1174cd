"""Several requests ask at once about one organisation, of which they share what is remembered."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from planning.core.fixes.choosing.book import Book
from planning.core.rules import Context
from tests.core.fixes.test_people import NAMED, internal, pair
from tests.core.sample import PM, content, org


@pytest.fixture
def impatient() -> Iterator[None]:
    """Threads that take turns as often as they can."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def test_whoever_asks_at_the_same_time_is_told_the_same(impatient: None) -> None:
    people = pair(*(f"pm{n}" for n in range(30)))
    ctx = Context(org(*NAMED, *people, *(internal(f"app{n}") for n in range(20))), content())
    book = Book.of(ctx, ctx.content.roles[PM])

    def near(want: int) -> list[str]:
        return [one.key for one in book.proposals.pool(book.proposals.want(want))]

    expected = [near(want) for want in range(20)]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(near, [*range(20)] * 50)) == expected * 50
