"""A title word by word: what each is, and where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.product_finding.companies import content

pytestmark = pytest.mark.pure


def kinds(title: str) -> list[tuple[str, str]]:
    return [(title[word.start : word.end], word.kind) for word in content().words_of(title)]


def test_tells_what_somebody_is_from_what_for() -> None:
    assert kinds("Senior Backend Engineer, Photos") == [
        ("Senior", "grade"),
        ("Backend", "work"),
        ("Engineer", "somebody"),
        (",", "mark"),
        ("Photos", "name"),
    ]


@pytest.mark.parametrize(
    ("title", "last"),
    [
        ("Produktmanagerin (m/w/d) Zahlungen", ("Zahlungen", "name")),
        ("Chef de produit à Paiements", ("Paiements", "name")),
        ("Chef de produit Paiements", ("Paiements", "name")),
        ("プロダクトマネージャー 決済", ("決済", "name")),
        ("Engineer, Self-serve", ("Self-serve", "name")),
        ("Engineer, CI/CD", ("CI/CD", "name")),
        ("Engineer II-Baggage", ("Baggage", "name")),
        ("Backend Dev", ("Dev", "somebody")),
        ("Enterprise Account Exective", ("Exective", "somebody")),
    ],
)
def test_the_last_word_of_a_title(title: str, last: tuple[str, str]) -> None:
    assert kinds(title)[-1] == last


def test_gives_the_english_of_other_languages() -> None:
    assert [word.means for word in content().words_of("Produktmanager für Vertrieb")] == [
        "product manager",
        "of",
        "sales",
    ]


@given(st.text(max_size=80))
def test_words_stand_in_order_inside_of_the_title(title: str) -> None:
    words = content().words_of(title)
    places = [place for word in words for place in (word.start, word.end)]
    assert places == sorted(places)
    assert all(0 <= word.start < word.end <= len(title) for word in words)
