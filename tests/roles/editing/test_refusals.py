"""What an admin may not type or take away is refused at its field, and nothing is lost."""

from typing import Any

import pytest
from django.test import Client

from roles.documents import tables
from tests.roles.editing.typing import add, complaints, form_of, opened, url

pytestmark = [pytest.mark.django_db, pytest.mark.once]

PM, PMM = "role/product-manager", "role/product-marketing-manager"


WRONG = [
    ("titlepattern", {"text": "product manager", "confidence": 1}, "text", "already belongs to Product Manager"),
    (
        "responsibility",
        {"name": "Naming", "text": "x", "roles": [PM[5:], PMM[5:]], "order": 9},
        "either",
        "Select “Shared",
    ),
    (
        "responsibility",
        {"name": "Roadmap and strategy", "text": "x", "roles": [PMM[5:]], "order": 9},
        "name",
        "already used",
    ),
    ("nextstep", {"level": 4, "to": PMM[5:], "at": 2}, "to", "leads back to where it starts"),
    ("nextstep", {"level": 7, "to": PM[5:], "at": 2}, "level", "has no level 7"),
    ("level", {"number": 2, "track": "individual", "name": "Twice"}, "number", "already exists"),
    (
        "partner",
        {"text": "x", "name": "market", "functions": ["sales"], "order": 9},
        "name",
        "Another entry has this name",
    ),
]


def test_contradictions_are_said_at_their_fields_and_nothing_is_lost(editing: Client) -> None:
    before = tables.draft()
    for section in dict.fromkeys(part for part, *_ in WRONG):
        sent = form_of(opened(section=section))
        said = [(fields, field, words) for part, fields, field, words in WRONG if part == section]
        for fields, _, _ in said:
            prefix = add(sent, section, source="lineup", **fields)
        answer = editing.post(url(PMM, section), sent)
        found = complaints(answer)
        missed = [(field, words) for _, field, words in said if not _is_said(found, section, field, words)]
        assert (answer.status_code, missed) == (422, []), found
        assert prefix in {form.prefix for form in answer.context["editor"].forms}
        assert 'class="errorlist"' in answer.content.decode()
    assert tables.draft() == before


def _is_said(found: list[tuple[str, str, str]], part: str, field: str, words: str) -> bool:
    return any((part, field) == (where, name) and words in message for where, name, message in found)


def test_bad_values_are_refused_at_their_field(editing: Client) -> None:
    bad = {
        "need-0-stages": (["prelaunch"], "is not available"),
        "role-0-name": ("", "required"),
        "role-0-order": ("-1", "Enter 0 or more"),
        "need-0-window": ("soon", "whole number"),
        "titlepattern-0-confidence": ("nan", "number"),
        "partner-0-name": ("a b", "letters, numbers"),
    }
    for name, (value, words) in bad.items():
        section, _, field = name.split("-")
        answer = editing.post(url(PMM, section), form_of(opened(section=section)) | {name: value})
        assert answer.status_code == 422
        assert _is_said(complaints(answer), section, field, words), complaints(answer)


def test_what_the_rules_need_is_not_taken_away(editing: Client) -> None:
    def said(section: str, **changed: Any) -> Any:
        sent = form_of(opened(section=section)) | {f"{section}-0-{name}": value for name, value in changed.items()}
        return editing.post(url(PMM, section), sent)

    assert _is_said(
        complaints(said("reportingline", functions=["quality"])),
        "reportingline",
        "functions",
        "there is no one to report to",
    )
    assert _is_said(complaints(said("role", code="PM")), "role", "code", "already has this abbreviation")
    ((text, where),) = said("need", remove="on").context["elsewhere"]
    assert "say when a product needs it" in text
    assert where == url(PMM, "role")


def test_what_other_content_rests_on_cannot_be_taken_away(editing: Client) -> None:
    page = opened("role/marketing-leader", "level")
    sent = form_of(page) | {f"level-{n}-remove": "on" for n in range(3)}
    answer = editing.post(url("role/marketing-leader", "level"), sent)
    assert answer.status_code == 422
    assert any("Marketing leader has no level 6" in text for text, _ in answer.context["elsewhere"])
