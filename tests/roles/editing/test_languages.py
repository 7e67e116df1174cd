"""Languages on the pages of content admins."""

from __future__ import annotations

import pytest
from django.test import Client

from roles.content_values import site
from roles.models import Translation
from roles.publishing import versions
from tests.roles.editing.typing import add, form_of, opened, url

pytestmark = [pytest.mark.django_db, pytest.mark.once]
GERMAN = "language/german"


def test_an_added_word_is_read_once_it_is_published(editing: Client) -> None:
    sent = form_of(opened(GERMAN, "translation-title"))
    add(sent, "translation-title", means="product  marketing manager", words="Zauberer\nHexe")
    assert editing.post(url(GERMAN, "translation-title"), sent).status_code == 302
    row = Translation.objects.get(means="product marketing manager", language__slug="german")
    assert row.words == ["Zauberer", "Hexe"]
    versions.publish([GERMAN], note="Wizards")
    assert site().reader.read("Hexe").role == "product-marketing-manager"


def test_a_word_of_two_meanings_is_refused_at_its_field(editing: Client) -> None:
    sent = form_of(opened(GERMAN, "translation-status"))
    prefix = add(sent, "translation-status", means="active", words="Vakant")
    answer = editing.post(url(GERMAN, "translation-status"), sent)
    assert answer.status_code == 422
    assert prefix.startswith("translation-status")


def test_a_new_language_is_saved(editing: Client) -> None:
    sent = form_of(editing.get("/admin/role-content/new/language/"))
    sent |= {"language-0-slug": "klingon", "language-0-name": "Klingon"}
    assert editing.post("/admin/role-content/new/language/", sent).status_code == 302
    sent = form_of(opened("language/klingon", "translation-header"))
    add(sent, "translation-header", means="manager", words="loD")
    assert editing.post(url("language/klingon", "translation-header"), sent).status_code == 302
    assert Translation.objects.get(language__slug="klingon").words == ["loD"]
    assert "language/klingon" in versions.unpublished()


def test_the_list_shows_every_language(editing: Client) -> None:
    text = editing.get("/admin/role-content/").content.decode()
    assert 'id="kind-language">Languages' in text
    assert "Portuguese" in text


def test_the_comparison_of_versions_names_the_word_that_changed(editing: Client) -> None:
    row = Translation.objects.get(language__slug="german", kind="status", means="vacant")
    Translation.objects.filter(pk=row.pk).update(words=["Leer"])
    versions.publish([GERMAN], note="One word")
    text = editing.get("/admin/role-content/versions/compare/").content.decode()
    assert "Leer" in text
    assert "vacant" in text


def test_titles_in_use_are_tried_before_a_language_is_saved(editing: Client) -> None:
    answer = editing.post(
        url(GERMAN, "translation-title"), {**form_of(opened(GERMAN, "translation-title")), "try": "1"}
    )
    assert answer.status_code == 200
    assert "tried" in answer.context
