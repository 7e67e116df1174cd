"""The text of a record and the fields that the rules go by cannot part."""

from typing import Any

import pytest

from roles.content_values import build
from roles.models import Citable, Need, Norm, Partner, ReportingLine
from roles.wording import Wording, leaders_in, refused
from tests.roles import seeded

PM, PMM = "product-manager", "product-marketing-manager"

# A record of the content that Lineup comes with, what somebody changes of it, and words of the refusal.
CASES = [
    (f"{PM}/reporting", {"text": "Reports to the VP of Engineering."}, "“VP of Engineering” (engineering)"),
    (f"{PM}/reporting", {"text": "Usually reports to the chief technology officer"}, "(engineering)"),
    (f"{PM}/reporting", {"functions": ["engineering"]}, "“Director of Product” (product)"),
    (f"{PMM}/reporting", {"functions": ["sales"], "lighter": []}, "fields say leaders of sales"),
    (f"{PM}/build-partners", {"functions": ["engineering", "design"]}, "The text names quality"),
    (f"{PM}/products-norm", {"high": 5}, "says 2010 and 3"),
    (f"{PM}/engineers-norm", {"low": 3}, "the fields say 3"),
    (f"{PMM}/when-needed", {"window": 45, "text": "From 60 days before a launch."}, "the fields say 45"),
]


def changed(key: str, **fields: Any) -> list[Any]:
    rows = seeded.rows()
    row = next(row for row in rows if isinstance(row, Citable) and row.key == key)
    for name, value in fields.items():
        setattr(row, name, value)
    return rows


def test_what_lineup_comes_with_agrees() -> None:
    assert list(Wording(seeded.rows()).partings()) == []


@pytest.mark.parametrize(("key", "fields", "words"), CASES, ids=[f"{key} {words}" for key, _, words in CASES])
def test_what_parts_is_refused_at_its_text(key: str, fields: dict[str, Any], words: str) -> None:
    (found,) = [one for one in refused(changed(key, **fields)) if one.field == "text"]
    assert (found.row.key, words in found.message) == (key, True), found.message


def test_text_and_fields_may_change_together() -> None:
    fields = {"text": "Reports to the VP of Engineering.", "functions": ["engineering"]}
    assert refused(changed(f"{PM}/reporting", **fields)) == []


def test_a_text_that_names_nobody_is_free() -> None:
    assert refused(changed(f"{PM}/reporting", text="Ask your own leader.")) == []


@pytest.mark.parametrize(
    ("key", "fields", "quoted"),
    [
        (f"{PM}/reporting", {"functions": ["engineering"]}, "Reports to a leader of engineering at level 5 or above."),
        (f"{PM}/build-partners", {"functions": ["design"]}, "Works with design."),
        (f"{PM}/products-norm", {"high": 5}, "Live products per holder: at most 5."),
    ],
)
def test_a_stored_text_that_parts_is_quoted_from_its_fields(key: str, fields: dict[str, Any], quoted: str) -> None:
    assert build(changed(key, **fields)).content.quotes[key] == quoted


def test_every_kind_of_record_with_fields_is_looked_at() -> None:
    assert {type(row) for row in seeded.rows() if isinstance(row, Need | Norm | Partner | ReportingLine)} == {
        *(Need, Norm, Partner, ReportingLine)
    }


def test_titles_are_told_from_the_sentence() -> None:
    text = "Typically reports to the Director of Product or to the Chief Product Officer."
    assert leaders_in(text) == ["Director of Product", "Chief Product Officer"]
