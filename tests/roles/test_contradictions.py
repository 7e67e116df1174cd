"""Content that contradicts itself is refused, each contradiction by name."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from roles.contradictions import contradictions
from roles.models import Need, Partner, ReportingLine, Responsibility, Role, TitlePattern
from roles.seed import FOLDER, BadSeed, load, read

RINGED = Role(slug="ringed", name="Ringed", function_id="product", leads=["ringed"])
CASES = [
    (TitlePattern(text="product manager", role="sales"), "the title pattern “product manager” is there 2 times"),
    (TitlePattern(text="wizard", role="wizard"), "wizard: there is no role “wizard”"),
    (Role(slug="wizard", name="Wizard", function_id="magic"), "Wizard: there is no function “magic”"),
    (Role(slug="other", name="Other", code="PM", function_id="product"), "the code PM is there 2 times"),
    (RINGED, "ringed leads, through others, itself"),
    (Need(key="legal/need", role_id="legal", stages=["prelaunch"], source_id="lineup"), "no stage “prelaunch”"),
    (Partner(key="legal/with", role_id="legal", functions=["magic"], source_id="lineup"), "no function “magic”"),
    (Responsibility(key="legal/law", roles=["nobody"], source_id="lineup"), "no role “nobody”"),
    (Responsibility(key="legal/law", roles=["legal"], source_id="rumour"), "no source “rumour”"),
    (Responsibility(key="product-manager/roadmap", roles=["legal"], source_id="lineup"), "is there 2 times"),
    (ReportingLine(key="legal/line", role_id="legal", functions=["magic"], source_id="lineup"), "no role fills"),
]


@pytest.mark.parametrize(("row", "words"), CASES, ids=[words for _, words in CASES])
def test_a_contradiction_is_named(row: object, words: str) -> None:
    found = contradictions([*read(), row])  # type: ignore[list-item]
    assert any(words in sentence for sentence in found), found


@pytest.mark.django_db
def test_contradicting_files_change_nothing(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "content"))
    titles = folder / "titles.yaml"
    titles.write_text(titles.read_text().replace("roles:\n", "roles:\n  wizard: [wizard]\n", 1))
    before = TitlePattern.objects.count()
    with pytest.raises(BadSeed, match="wizard"):
        load(folder)
    assert TitlePattern.objects.count() == before


@pytest.mark.django_db
def test_a_file_that_is_no_yaml_is_named(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "content"))
    (folder / "titles.yaml").write_text("roles: [")
    with pytest.raises(BadSeed, match=r"titles\.yaml"):
        load(folder)
