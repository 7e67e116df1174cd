"""The reader of titles, measured on labelled lists and tried on the awkward ones by name."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from time import process_time

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from planning.core.content import Reading
from roles.models import Role, TitlePattern, Translation
from roles.seed import read as seed_rows
from roles.titles import TitleReader

MAIN = {
    "product-manager",
    "product-marketing-manager",
    "product-leader",
    "product-marketing-leader",
    "marketing-leader",
}
COVERING = {"product-manager", "product-marketing-manager"}
SHARED = Path(os.environ.get("LINEUP_SHARED", Path(__file__).parents[3] / "shared")) / "data"


def reader_of_the_seed() -> TitleReader:
    rows = list(seed_rows())
    roles = sorted((row for row in rows if isinstance(row, Role)), key=lambda role: role.order)
    functions = {role.slug: role.function_id for role in roles}
    patterns = [row for row in rows if isinstance(row, TitlePattern)]
    return TitleReader(patterns, functions, [row for row in rows if isinstance(row, Translation)])


READER = reader_of_the_seed()


def labelled() -> Iterator[tuple[str, str]]:
    label = ""
    for line in (Path(__file__).parent / "titles.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            label = line.strip("[]")
        elif line and not line.startswith("#"):
            yield line, label


def right(title: str, label: str) -> bool:
    reading = READER.read(title)
    if label == "ask":
        return reading.confidence < 0.7
    return reading.role == label if label in MAIN else reading.role not in MAIN


def test_the_covering_roles_and_their_leaders_are_read() -> None:
    wanted = [(title, label) for title, label in labelled() if label in MAIN]
    wrong = [title for title, label in wanted if not right(title, label)]
    assert len(wrong) / len(wanted) < 0.01, wrong


def test_other_titles_are_not_taken_for_a_covering_role() -> None:
    others = [title for title, label in labelled() if label not in MAIN and label != "ask"]
    wrong = [title for title in others if READER.read(title).role in COVERING]
    assert len(wrong) / len(others) < 0.005, wrong


def test_unclear_titles_are_asked_about() -> None:
    assert [title for title, label in labelled() if label == "ask" and not right(title, label)] == []


@pytest.mark.skipif(not SHARED.exists(), reason="the shared data is not here")
def test_published_titles_are_read_as_people_labelled_them() -> None:
    with (SHARED / "titles/titles_labelled_sourcegraph.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["title"], row["label"].replace("_", "-")) for row in csv.DictReader(file)]
    assert [row for row in rows if not right(*row)] == []


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Associate Product Manager", 1),
        ("Product Manager", 2),
        ("Product Manager II", 2),
        ("Product Manager III", 3),
        ("Sr. PM, Payments", 3),
        ("Principal Product Manager", 4),
        ("Group Product Marketing Manager", 4),
        ("Senior Director, Product", 5),
        ("Head of Product Marketing", 6),
        ("SVP Marketing", 6),
        ("Chief Product Officer", 7),
        ("Director, Payments", 5),
    ],
)
def test_the_level_is_read(title: str, level: int) -> None:
    assert READER.read(title).level == level


def test_a_title_that_says_nothing_is_unread() -> None:
    assert READER.read("Wizard of Light Bulb Moments") == Reading("Wizard of Light Bulb Moments")


def test_an_unclear_title_comes_with_the_roles_to_ask_about() -> None:
    assert READER.suggest("Product Owner").ask == ("product-owner", "product-manager")
    assert READER.suggest("Product Owner").reading.function == "product"


def test_two_titles_on_equal_terms_are_asked_about() -> None:
    assert READER.suggest("Product Manager / Product Marketing Manager").ask == (
        "product-manager",
        "product-marketing-manager",
    )


def test_a_guessed_spelling_costs_confidence() -> None:
    assert READER.read("Prodct Manager").confidence < READER.read("Product Manager").confidence


def test_a_pattern_of_another_role_is_read_without_code() -> None:
    reader = TitleReader([TitlePattern(text="wizard manager", claimed_by_id="wizard")], {"wizard": "magic"})
    assert reader.read("Senior Wizard Manager, Spells") == Reading(
        "Senior Wizard Manager, Spells", "wizard", "magic", 3, 0.95
    )


@given(st.text(max_size=400))
def test_any_text_is_read(title: str) -> None:
    reading = READER.read(title)
    assert reading.title == title
    assert 0 <= reading.confidence <= 1
    assert bool(reading.role) == (reading.confidence > 0)


@given(st.sampled_from([title for title, label in labelled() if label in MAIN]))
def test_case_does_not_matter(title: str) -> None:
    assert READER.read(title.upper()).role == READER.read(title).role


def test_a_new_title_is_read_within_a_millisecond() -> None:
    reader = reader_of_the_seed()
    titles = [title for title, _ in labelled()]
    start = process_time()  # of this process alone, however busy the machine is
    for title in titles:
        reader.read(title)
    assert (process_time() - start) / len(titles) < 0.001


@pytest.mark.django_db
def test_the_command_answers_in_the_agreed_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("Senior Product Manager, Ads\n\nProduct Owner\n"))
    out = StringIO()
    call_command("classify_titles", format="json", stdout=out)
    first, second = json.loads(out.getvalue())
    assert first == {
        "title": "Senior Product Manager, Ads",
        "role": "product-manager",
        "function": "product",
        "level": 3,
        "confidence": 0.95,
    }
    assert second["role"] is None


@pytest.mark.django_db
def test_the_command_as_text_says_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("Product Owner\n"))
    out = StringIO()
    call_command("classify_titles", stdout=out)
    assert out.getvalue().splitlines()[1].startswith("ask")
