"""Content that contradicts itself is refused, each contradiction by name, at the field it is about."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from roles import seed
from roles.contradictions import Contradiction, contradictions
from roles.documents import BadContent
from roles.models import (
    Level,
    Need,
    NextStep,
    Norm,
    Pairing,
    Partner,
    Point,
    ReportingLine,
    Responsibility,
    Role,
    TitlePattern,
)
from roles.rings import ring
from tests.roles import seeded

# A row to add to the content, the field that is wrong then, and words of the message.
CASES = [
    (TitlePattern(text="Product Manager", claimed_by_id="sales"), "text", "already belongs to Product Manager"),
    (TitlePattern(text="product owner", claimed_by_id="sales"), "text", "already belongs to another title"),
    (TitlePattern(text="wizard", claimed_by_id="wizard"), "claimed_by", "Role “wizard” not found"),
    (TitlePattern(text="wizard", ask=["wizard"]), "ask", "Role “wizard” not found"),
    (Role(slug="wizard", name="Wizard", function_id="magic"), "function", "Function “magic” not found"),
    (Role(slug="legal", name="Again", function_id="legal"), "slug", "A role “legal” already exists"),
    (
        Role(slug="other", name="Other", code="pm", function_id="product"),
        "code",
        "Product Manager already has this abbreviation",
    ),
    (Role(slug="other", name="Other", code="P-M", function_id="product"), "code", "letters and digits only"),
    (Role(slug="other", name="Other", function_id="product", leads=["wizard"]), "leads", "Role “wizard” not found"),
    (
        Role(slug="other", name="Other", function_id="product", leads=["other"]),
        "leads",
        "in a circle: Other leads Other",
    ),
    (Role(slug="other", name="Other", function_id="product", covers=True), "code", "needs an abbreviation"),
    (Role(slug="other", name="Other", code="O", function_id="product", covers=True), "covers", "when a product needs"),
    (Role(slug="other", name="Other", code="O", function_id="product", covers=True), "covers", "its overview must say"),
    (Level(role_id="legal", track="individual", number=2, name="Two"), "number", "already exists"),
    (Pairing(slug="odd", one_id="wizard", other_id="legal"), "one", "Role “wizard” not found"),
    (
        Point(key="legal/x", role_id="legal", section="focus", text="X", source_id="rumour"),
        "source",
        "Source “rumour” not found",
    ),
    (
        Need(key="legal/n", role_id="legal", stages=["prelaunch"], source_id="lineup"),
        "stages",
        "Stage “prelaunch” not found",
    ),
    (Partner(key="legal/p", role_id="legal", functions=["magic"], source_id="lineup"), "functions", "“magic”"),
    (
        Partner(key="product-manager/p", role_id="product-manager", name="build", source_id="lineup"),
        "name",
        "Another entry has this name",
    ),
    (
        Norm(key="legal/o", role_id="legal", counts="counterparts", of="sales-team", high=2, source_id="lineup"),
        "of",
        "Role “sales-team” not found",
    ),
    (
        Norm(key="legal/o", role_id="legal", counts="people", of="magic", high=2, name="x", source_id="lineup"),
        "of",
        "Function or role “magic” not found",
    ),
    (Norm(key="legal/o", role_id="legal", counts="people", of="sales", high=2, source_id="lineup"), "name", "a name"),
    (Norm(key="legal/o", role_id="legal", counts="products", source_id="lineup"), "high", "a lower or an upper limit"),
    (
        Norm(key="legal/o", role_id="legal", counts="products", low=3, high=2, source_id="lineup"),
        "low",
        "above the upper one (2)",
    ),
    (
        Norm(key="legal/o", role_id="legal", counts="people", of="sales", high=2, name="eng", source_id="lineup"),
        "name",
        "Another ratio has this name",
    ),
    (
        ReportingLine(key="legal/l", role_id="legal", functions=["magic"], source_id="lineup"),
        "functions",
        "Function “magic” not found",
    ),
    (
        ReportingLine(key="legal/l", role_id="legal", functions=["quality"], source_id="lineup"),
        "functions",
        "No role in the function “quality” has level 5 or above",
    ),
    (
        Responsibility(key="legal/r", role_id="legal", name="Law", source_id="lineup"),
        "roles",
        "Choose the responsible role",
    ),
    (
        Responsibility(key="legal/r", role_id="legal", name="Law", roles=["nobody"], source_id="lineup"),
        "roles",
        "Role “nobody” not found",
    ),
    (
        Responsibility(key="legal/r", role_id="legal", name="Law", roles=["legal", "sales"], source_id="lineup"),
        "either",
        "Legal and Sales cannot both be responsible",
    ),
    (
        Responsibility(key="legal/r", role_id="legal", name="prioritisation", roles=["legal"], source_id="lineup"),
        "name",
        "This name is already used by Product Manager",
    ),
    (Responsibility(key="product-manager/roadmap", role_id="legal", roles=["legal"]), "key", "taken"),
    (NextStep(role_id="legal", level=2, to="wizard", at=2), "to", "Role “wizard” not found"),
    (NextStep(role_id="legal", level=1, to="sales", at=1), "level", "Legal has no level 1"),
    (NextStep(role_id="legal", level=2, to="sales", at=7), "at", "Sales has no level 7"),
    (NextStep(role_id="legal", level=3, to="legal", at=2), "to", "Legal 3 → Legal 2 → Legal 3"),
]


def found_in(*rows: Any) -> list[Contradiction]:
    return contradictions([*seeded.rows(), *rows])


@pytest.mark.parametrize(("row", "field", "words"), CASES, ids=[words for *_, words in CASES])
def test_a_contradiction_is_named_at_its_field(row: Any, field: str, words: str) -> None:
    messages = [found.message for found in found_in(row) if found.row is row and found.field == field]
    assert any(words in message for message in messages), found_in(row)


def test_either_role_may_have_what_is_shared() -> None:
    shared = Responsibility(
        key="legal/r", role_id="legal", name="Law", roles=["legal", "sales"], either=True, source_id="lineup"
    )
    assert found_in(shared) == []


def test_a_ladder_that_comes_back_through_another_role_is_named() -> None:
    steps = [NextStep(role_id="legal", level=3, to="sales", at=2), NextStep(role_id="sales", level=4, to="legal", at=2)]
    assert [found.row for found in found_in(*steps)] == steps


def test_two_ladders_that_meet_are_no_ring() -> None:
    steps = [NextStep(role_id=role, level=3, to="executive", at=5) for role in ("legal", "finance")]
    assert found_in(*steps) == []


@pytest.mark.parametrize(
    ("ways", "wanted"),
    [
        ({"a": ["a"]}, ["a", "a"]),
        ({"a": ["b"], "b": ["a"]}, ["a", "b", "a"]),
        ({"a": ["b"], "b": ["c"], "c": ["b"]}, []),
        ({n: [n + 1] for n in range(100)} | {100: ["a"], "a": [0]}, ["a", *range(101), "a"]),
    ],
    ids=["itself", "a pair", "below the start", "a long one"],
)
def test_ring(ways: dict[Any, Any], wanted: list[Any]) -> None:
    assert ring("a", ways) == wanted


@pytest.fixture
def folder(tmp_path: Path) -> Callable[[str], Path]:
    """The files, with another text of the titles."""

    def changed(text: str) -> Path:
        copy = Path(shutil.copytree(seed.FOLDER, tmp_path / "content"))
        (copy / "titles.yaml").write_text(text)
        return copy

    return changed


@pytest.mark.django_db
def test_contradicting_files_change_nothing(folder: Callable[[str], Path]) -> None:
    text = (seed.FOLDER / "titles.yaml").read_text().replace("\nask:", "\nask:\n  - product manager", 1)
    before = TitlePattern.objects.count()
    with pytest.raises(BadContent, match="product manager"):
        seed.take_over(folder(text), note="Odd")
    assert TitlePattern.objects.count() == before


def test_titles_of_a_role_that_is_not_there_are_refused(folder: Callable[[str], Path]) -> None:
    text = (seed.FOLDER / "titles.yaml").read_text().replace("roles:\n", "roles:\n  wizard: [wizard]\n", 1)
    with pytest.raises(BadContent, match="role not found: wizard"):
        seed.document(folder(text))


def test_a_file_that_is_no_yaml_is_named(folder: Callable[[str], Path]) -> None:
    with pytest.raises(BadContent, match=r"titles\.yaml"):
        seed.document(folder("roles: ["))
