"""Managers by department, as the preview proposes them and as they are refused."""

from __future__ import annotations

import pytest
from django.test import Client

from planning.imports import drafts, previewing
from planning.imports.models import ImportDraft
from planning.models import Position
from portal.models import Organisation
from tests.imports.pages import page, upload

PEOPLE = """ID,Name,Job Title,Department,Is Department Head
1,Odette Lind,Chief Executive Officer,Management,Yes
2,Bero Vask,VP Product,Product,Yes
3,Ida Berg,Product Manager,Product,No
"""


@pytest.fixture
def draft(planner: Client, organisation: Organisation) -> ImportDraft:
    upload(planner, organisation, PEOPLE)
    return organisation.import_drafts.get()


def preview(client: Client, draft: ImportDraft, **posted: str) -> str:
    return client.post(page(draft.organisation, "import-preview", draft.pk), posted, follow=True).content.decode()


def test_the_preview_names_the_heads_that_it_proposes_as_managers(planner: Client, draft: ImportDraft) -> None:
    shown = planner.get(page(draft.organisation, "import-preview", draft.pk)).content.decode()
    assert "No column says who reports to whom" in shown
    assert "Product under Bero Vask, VP Product" in shown


def test_refused_managers_are_not_given_and_can_be_taken_again(planner: Client, draft: ImportDraft) -> None:
    shown = preview(planner, draft, lines="none")
    assert "reporting to" not in shown
    assert "reporting to VP Product (Bero Vask)" in preview(planner, draft, lines="heads")


def test_refused_managers_are_not_applied(planner: Client, draft: ImportDraft) -> None:
    preview(planner, draft, lines="none")
    draft.refresh_from_db()
    seen = drafts.preview(draft, cost=False)
    drafts.apply(draft, seen, today=draft.on, author=draft.author)
    assert set(Position.objects.values_list("manager", flat=True)) == {""}


def test_the_proposal_survives_being_kept_with_the_draft(draft: ImportDraft) -> None:
    outcome = drafts.preview(draft, cost=False).outcome
    assert outcome.doubts.lines.positions == 2
    assert previewing.unpack(previewing.pack(outcome), outcome.before).doubts == outcome.doubts
