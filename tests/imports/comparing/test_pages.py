"""What the preview asks before an import is applied: endings, some rows only, new ids, titles."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from planning.imports import applying, drafts, previewing
from planning.imports.titles import TitleRow
from planning.models import ImportDraft, Position, PositionId
from planning.organisation import store
from portal.models import Organisation, Right
from tests.imports.comparing.test_renumbering import PRODUCTS, new, roster
from tests.imports.helpers import people
from tests.portal.jobs.worker import IN_TABLES, work_off
from tests.shapes import Answer

pytestmark = pytest.mark.django_db
ON = "2026-01-01"


class Importing:
    """A planner who imports files one after the other."""

    def __init__(self, client: Client, organisation: Organisation) -> None:
        self.client = client
        self.organisation = organisation
        self.draft = 0

    def address(self, name: str) -> str:
        return reverse(name, args=[self.organisation.slug, self.draft])

    def upload(self, text: str, products: str | None = None) -> Importing:
        given: dict[str, Any] = {"people": SimpleUploadedFile("people.csv", text.encode()), "on": ON}
        if products:
            given["products"] = SimpleUploadedFile("products.csv", products.encode())
        self.client.post(reverse("import", args=[self.organisation.slug]), given)
        self.draft = ImportDraft.objects.latest("id").pk
        return self

    def preview(self, **given: str) -> Answer:
        return self.client.get(self.address("import-preview"), given)

    def choose(self, **given: str) -> Answer:
        return self.client.post(self.address("import-preview"), given, follow=True)

    def apply(self, **given: str) -> Answer:
        seen = {"seen": str(self.preview().context["seen_token"])}
        return self.client.post(self.address("import-apply"), {**seen, **given}, follow=True)


def text_of(answer: Answer) -> str:
    return unescape(answer.content.decode())


@pytest.fixture
def importing(client_as: Callable[[Right], Client], organisation: Organisation) -> Importing:
    drafts.forget()
    found = Importing(client_as(Right.PLANNER), organisation)
    found.upload(roster(), PRODUCTS).apply()
    return found


def standing(importing: Importing) -> set[str]:
    return set(Position.objects.filter(organisation=importing.organisation, ends=None).values_list("key", flat=True))


def test_who_would_end_is_named_with_what_they_cover(importing: Importing) -> None:
    page = text_of(importing.upload(people("1,odette@tarn.example,Odette Lind,CEO,", header=HEADER)).preview())
    assert "Irena Nadal, Product Manager" in page
    assert "Maps loses its PM" in page
    assert "Only 1 of the current positions would stay" in page


HEADER = "Employee ID,Email,Name,Job Title,Manager ID"
ONE = people("1,odette@tarn.example,Odette Lind,CEO,", header=HEADER)


def test_endings_are_applied_only_when_confirmed(importing: Importing) -> None:
    answer = importing.upload(ONE).apply()
    assert ("Confirm the positions that would end" in text_of(answer), len(standing(importing))) == (True, 6)
    importing.apply(endings="1")
    assert standing(importing) == {"1"}


def test_a_worker_applies_endings_that_were_confirmed(
    importing: Importing, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.TASKS = IN_TABLES
    monkeypatch.setattr(applying, "IN_ONE_REQUEST", 1)
    importing.upload(ONE).apply(endings="1")
    work_off()
    assert standing(importing) == {"1"}


def test_importing_only_these_rows_ends_nobody(importing: Importing) -> None:
    importing.upload(ONE.replace("CEO", "Chair"))
    page = text_of(importing.choose(rows="only"))
    assert "Only these rows" in page
    importing.apply()
    assert (len(standing(importing)), Position.objects.get(key="1").title) == (6, "Chair")


def test_it_can_be_the_whole_organisation_after_all(importing: Importing) -> None:
    importing.upload(ONE)
    importing.choose(rows="only")
    assert "would close" in text_of(importing.choose(rows="whole"))


def test_a_file_without_titles_changes_only_its_rows(importing: Importing) -> None:
    importing.upload("Email,Reports to\nlena@tarn.example,odette@tarn.example\n")
    columns = importing.client.post(importing.address("import-columns"), {})
    assert columns["Location"] == importing.address("import-preview")
    assert "the file has no job titles" in text_of(importing.preview())
    importing.apply()
    assert (len(standing(importing)), Position.objects.get(key="6").manager) == (6, "1")


def test_new_ids_are_remembered_though_nothing_changes(importing: Importing) -> None:
    importing.upload(roster(new()), PRODUCTS.replace("3,4", "9003,9004"))
    assert "Only IDs are new" in text_of(importing.preview())
    assert "The new IDs are saved" in text_of(importing.apply())
    assert dict(PositionId.objects.values_list("ident", "position"))["9003"] == "3"
    assert not ImportDraft.objects.filter(pk=importing.draft).exists()


def test_remembered_ids_change_nothing_and_are_not_asked_again(importing: Importing) -> None:
    importing.upload(roster(new())).apply()
    page = text_of(importing.upload(roster(new())).preview())
    assert "There is nothing to apply." in page


def test_matches_by_name_and_title_are_proposed_and_can_be_accepted(importing: Importing) -> None:
    importing.upload(roster(new(2, 3), email=False))
    page = " ".join(text_of(importing.preview()).split())
    assert "These 2 positions seem to exist already" in page
    page = text_of(importing.choose(matched="same"))
    assert "2 positions matched by name and title, as you accepted" in page
    importing.apply()
    assert standing(importing) == {str(n) for n in range(1, 7)}
    assert PositionId.objects.get(ident="9002").position == "2"


def test_accepted_matches_can_be_taken_apart_again(importing: Importing) -> None:
    importing.upload(roster(new(2, 3), email=False))
    importing.choose(matched="same")
    assert "seem to exist already" in text_of(importing.choose(matched="others"))


def test_an_answer_counts_only_for_what_is_shown_after_it(importing: Importing) -> None:
    importing.upload(ONE)
    seen = str(importing.preview().context["seen_token"])
    importing.choose(rows="only")
    importing.client.post(importing.address("import-apply"), {"seen": seen, "endings": "1"})
    assert len(standing(importing)) == 6


def test_an_outcome_kept_by_a_worker_asks_the_same(importing: Importing) -> None:
    importing.upload(roster(new(2, 3), email=False))
    seen = drafts.preview(ImportDraft.objects.get(pk=importing.draft), cost=False).outcome
    before = store.org_at(importing.organisation, ImportDraft.objects.get(pk=importing.draft).on)
    kept = previewing.unpack(previewing.pack(seen), before)
    assert (kept.endings, kept.doubts) == (seen.endings, seen.doubts)


def test_titles_that_likely_name_a_role_are_asked_first(
    importing: Importing, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    importing.upload(roster().replace("Odette Lind,CEO", "Odette Lind,Product Lead"))
    seen = drafts.preview(ImportDraft.objects.get(pk=importing.draft), cost=False)
    sure = seen.content.read_title("Product Lead")
    likely = sure._replace(role="product-manager", confidence=0.5)
    row = TitleRow("Product Lead", 1, likely, "", chosen=False)
    other = TitleRow("Cook", 9, likely._replace(role="", confidence=0.0), "", chosen=False)
    assert (row.is_question, other.is_question) == (True, False)
    assert sorted([other, row], key=lambda found: found.order) == [row, other]
