from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from roles.documents import BadContent, dump, from_json, from_text, load, tables, to_json, to_text
from roles.models import Point, Responsibility, Role
from roles.publishing import versions
from tests.roles import seeded

SEED = seeded.document()
TEXT = to_text(SEED)


def parts() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = yaml.safe_load(TEXT)
    return found


def refusal(document: object) -> str:
    with pytest.raises(BadContent) as caught:
        from_text(yaml.safe_dump(document))
    return str(caught.value)


def test_loading_and_dumping_gives_the_same_document() -> None:
    assert dump(load(SEED)) == SEED


def test_the_one_file_gives_the_same_document() -> None:
    assert from_text(TEXT) == SEED


def test_the_one_file_is_written_the_same_again() -> None:
    assert to_text(from_text(TEXT)) == TEXT


def test_json_gives_the_same_document_in_the_same_order() -> None:
    assert list(map(repr, from_json(to_json(SEED)).items())) == list(map(repr, SEED.items()))


@pytest.mark.django_db
def test_the_draft_gives_the_document_it_was_filled_from() -> None:
    assert tables.draft() == SEED


@pytest.mark.django_db
def test_rows_that_stay_keep_their_primary_keys() -> None:
    before = dict(Responsibility.objects.values_list("key", "pk"))
    changed = from_text(TEXT)
    changed["role/product-manager"]["name"] = "Product person"
    tables.write(changed)
    assert dict(Responsibility.objects.values_list("key", "pk")) == before
    assert Role.objects.get(slug="product-manager").name == "Product person"


@pytest.mark.django_db
@settings(max_examples=settings().max_examples // 4)  # each writes the whole content
@given(texts=st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=4))
def test_whatever_is_written_comes_back(texts: list[str]) -> None:
    points = {f"point-{at}": " ".join(text.split()) for at, text in enumerate(texts)}
    unit = {**SEED["role/legal"], "points": {**SEED["role/legal"]["points"], "focus": points}}
    document = {**SEED, "role/legal": unit}
    try:
        rows = load(document)
    except BadContent:
        return  # characters that no text field takes
    assert dump(rows) == document
    written = {"role/legal": dump(rows)["role/legal"]}  # the rest is as it was, and comes back in the tests above
    assert from_text(to_text(written)) == from_json(to_json(written)) == {"role/legal": unit}


@pytest.mark.django_db
def test_the_commands_bring_the_content_out_and_in_again(tmp_path: Path) -> None:
    call_command("dump_roles", tmp_path / "roles.yaml")
    Point.objects.filter(role_id="legal").delete()
    versions.publish(["role/legal"], note="Emptied")
    call_command("load_roles", tmp_path / "roles.yaml", stdout=StringIO())
    assert versions.published() == SEED == tables.draft()


@pytest.mark.django_db
def test_loading_into_the_draft_publishes_nothing(tmp_path: Path) -> None:
    (tmp_path / "roles.yaml").write_text(TEXT.replace("name: Legal", "name: Lawyers"))
    call_command("load_roles", tmp_path / "roles.yaml", "--draft", stdout=StringIO())
    assert Role.objects.filter(name="Lawyers").exists()
    assert versions.published() == SEED


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", "a: [", "sources: 3", "- 1", "\x00", "roles:\n- name: No slug\n"])
def test_a_file_that_holds_no_content_is_refused_and_nothing_is_changed(text: str, tmp_path: Path) -> None:
    (tmp_path / "roles.yaml").write_text(text)
    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("load_roles", tmp_path / "roles.yaml")
    assert tables.draft() == versions.published() == SEED


def test_an_unknown_field_is_named_with_its_place() -> None:
    content = parts()
    content["roles"][0]["colour"] = "blue"
    assert refusal(content) == "product-manager: “colour” is not a known field. Remove it, or check its spelling."


def test_a_missing_name_is_named_with_its_place() -> None:
    content = parts()
    del content["pairings"][0]["one"]
    assert "pairing/pm-pmm" in refusal(content)
    assert "“one” is missing" in refusal(content)


def test_a_wrong_kind_of_value_is_named_with_its_place() -> None:
    content = parts()
    content["roles"][0]["need"]["when-needed"]["window"] = "soon"
    assert "product-manager/when-needed, window" in refusal(content)


def test_a_list_that_is_none_is_named_with_its_place() -> None:
    content = parts()
    content["roles"][0]["need"]["when-needed"]["stages"] = "beta"
    assert "product-manager/when-needed, stages: this should be a list of names." in refusal(content)


def test_a_role_that_is_there_twice_is_refused() -> None:
    content = parts()
    content["roles"].append(content["roles"][0])
    assert refusal(content) == "role/product-manager appears twice. Keep one."
