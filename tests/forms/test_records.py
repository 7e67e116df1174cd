"""A field that names a position: what it shows, and what is posted for it, with the script and without."""

from datetime import date

import pytest
from django import forms

from planning.core.records import Org, Person, Position
from planning.forms.records import RecordField, Unclear, resolve, shown

pytestmark = pytest.mark.pure
ORG = Org.of(
    date(2026, 9, 1),
    Person("p1", name="Ruth Abrams"),
    Person("p2", name="Ruta Berg"),
    Position("1001", title="VP Engineering", holder="p1"),
    Position("1002", title="Lead", holder="p2"),
    Position("1003", title="Lead"),
    Position("1004", title="Lead"),
)


class MoveForm(forms.Form):
    manager = RecordField("position", required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["manager"]
        assert isinstance(field, RecordField)
        field.org = ORG


def posted(**data: str) -> MoveForm:
    return MoveForm({name.replace("_", "-"): value for name, value in data.items()})


def test_a_record_is_shown_by_name_and_title_and_its_key_travels_unseen() -> None:
    page = str(MoveForm(initial={"manager": "1001"})["manager"])
    assert 'value="Ruth Abrams, VP Engineering"' in page
    assert '<input type="hidden" name="manager-key" value="1001"' in page


@pytest.mark.parametrize(
    ("data", "key"),
    [
        ({"manager": "1001"}, "1001"),
        ({"manager": "ruth"}, "1001"),
        ({"manager": ""}, ""),
        ({}, ""),
        ({"manager": "Ruth Abrams, VP Engineering", "manager_key": "1001"}, "1001"),
        ({"manager": "ruta", "manager_key": "1001"}, "1002"),
        ({"manager": "", "manager_key": "1001"}, ""),
        ({"manager": "lead", "manager_pick": "1003"}, "1003"),
    ],
)
def test_what_is_posted_means_its_record(data: dict[str, str], key: str) -> None:
    form = posted(**data)
    assert form.is_valid()
    assert form.cleaned_data["manager"] == key


def test_what_may_be_several_comes_back_as_typed_with_each_of_them() -> None:
    form = posted(manager="rut")
    assert form.errors["manager"] == ["2 positions match “rut”. Choose one, or type more."]
    page = str(form["manager"])
    assert 'value="rut"' in page
    assert [key for key in ORG.positions if f'name="manager-pick" value="{key}"' in page] == ["1001", "1002"]


def test_a_key_that_nobody_knows_is_not_shown_as_a_record_s_own_value() -> None:
    assert 'value=""' in str(MoveForm(initial={"manager": "9999"})["manager"])
    assert "9999" not in str(MoveForm(initial={"manager": "9999"})["manager"])


@pytest.mark.parametrize(
    ("text", "says"),
    [("zzz", "No position matches “zzz”"), ("x" * 300, "x…”"), ("lead", "3 positions match “lead”")],
)
def test_what_means_nobody_says_so_in_short(text: str, says: str) -> None:
    with pytest.raises(Unclear, match=says):
        resolve(ORG, "position", text)


def test_what_was_posted_is_shown_again_without_its_key() -> None:
    assert shown(ORG, "position", "1001") == "Ruth Abrams, VP Engineering"
    assert shown(ORG, "position", "ruth") == "ruth"
