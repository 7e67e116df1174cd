"""Stages by the words that companies use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.records import STAGES
from planning.imports.products.stages import parse_stage
from tests.imports.products.sample import read, said

pytestmark = pytest.mark.pure
WORDS = {
    "idea": ["idea", "Planned", "Discovery", "Concept", "Research", "Not started", "geplant", "规划中"],
    "build": ["In development", "R&D", "Alpha", "Prototype", "MVP", "WIP", "in Entwicklung", "en développement"],
    "beta": ["Beta", "Preview", "Early access", "EA", "LA", "Limited Availability", "Private beta", "Pilot", "ベータ"],
    "launch": ["Launch", "Launching", "Rolling out", "Release candidate", "go-live"],
    "growth": ["GA", "General availability", "Live", "Shipped", "Released", "In production", "verfügbar", "已上线"],
    "mature": ["Mature", "Maintenance", "Sustaining", "Legacy", "Wartung"],
    "sunset": ["EOL", "End of life", "End-of-Life", "Deprecated", "Retired", "Phasing out", "eingestellt", "終了"],
}
CASES = [(word, stage) for stage, words in WORDS.items() for word in words]


@given(
    st.sampled_from(CASES), st.sampled_from([str, str.upper, str.lower, str.title]), st.sampled_from(["", " ", "\t"])
)
def test_a_stage_in_any_case_with_blanks_around(case: tuple[str, str], spelled: object, blank: str) -> None:
    assert callable(spelled)
    assert parse_stage(f"{blank}{spelled(case[0])}{blank}") == case[1]


@pytest.mark.parametrize(
    ("cell", "stage"),
    [
        ("GA (since 2021)", "growth"), ("2 - Beta", "beta"), ("Stage: Alpha", "build"), ("Pre-GA", "beta"),
        ("Beta (GA in May)", "beta"), ("post-launch", "growth"), ("(planned)", "idea"), ("Active development", "build"),
        ("EOL 2027", "sunset"), ("end_of_life", "sunset"), ("GA/Live", "growth"),
        ("reif", "mature"), ("Sättigung", "mature"), ("Auslauf", "sunset"), ("Einführung", "launch"), ("NPI", "launch"),
        ("Mûr", "mature"), ("Déclin", "sunset"), ("En croissance", "growth"), ("Étude", "idea"), ("Bestand", "mature"),
    ],
)  # fmt: skip
def test_a_stage_with_something_beside(cell: str, stage: str) -> None:
    assert parse_stage(cell) == stage


@pytest.mark.parametrize("stage", STAGES)
def test_the_own_words_stay(stage: str) -> None:
    assert parse_stage(stage) == stage


@pytest.mark.parametrize("cell", ["", "??", "Gala", "Betamax", "Alive", "Lagoon", "42", "en la", "mur porteur"])
def test_what_is_no_stage_is_none(cell: str) -> None:
    assert parse_stage(cell) == ""


def test_an_unknown_stage_is_said_once_with_its_rows() -> None:
    rows = (("maps", "Purple"), ("docs", "Purple"), ("logs", "Beta"))
    assert said(read(("Product", "Stage"), *rows), "unknown-stage") == [(2, "Stage", "Purple")]
