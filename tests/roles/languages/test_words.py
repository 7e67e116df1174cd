"""The languages that Lineup comes with, and what becomes of words that somebody edits."""

import pytest
from django.db.models import Model

from roles.content_values import build, site_content
from roles.contradictions import contradictions
from roles.models import Language, Translation
from roles.publishing import versions
from roles.seed import read as seed_rows

NINE = ("german", "french", "spanish", "portuguese", "italian", "dutch", "japanese", "chinese", "korean")
NEEDED = {"person_id", "name", "first_name", "last_name", "email", "title", "manager", "department", "team", "status"}
DATED = {"starts", "leaves", "target_start", "launch"}


def translation(kind: str, means: str, *words: str) -> Translation:
    return Translation(language_id="german", kind=kind, means=means, words=list(words))


@pytest.mark.django_db
@pytest.mark.parametrize("slug", NINE)
def test_each_language_knows_the_columns_of_people_and_products(slug: str) -> None:
    language = next(one for one in site_content().languages if one.slug == slug)
    assert NEEDED | DATED | {"product", "stage", "dotted", "division"} <= set(language.headers)


@pytest.mark.django_db
@pytest.mark.parametrize("slug", NINE)
def test_each_language_knows_every_meaning_of_a_status(slug: str) -> None:
    language = next(one for one in site_content().languages if one.slug == slug)
    assert set(language.statuses) == set(Translation.STATUSES)


def test_a_status_says_one_of_the_known_things() -> None:
    found = contradictions([*seed_rows(), translation("status", "asleep", "schläft")])
    assert [wrong.field for wrong in found] == ["means"]
    assert "on-leave" in found[0].message


@pytest.mark.parametrize(("kind", "count"), [("title", 1), ("status", 1), ("header", 0)])
def test_a_word_means_one_thing_but_files_of_other_kinds_share_headers(kind: str, count: int) -> None:
    means = ("active", "vacant") if kind == "status" else ("launch", "status")
    rows: list[Model] = [Language(slug="klingon", name="Klingon")]
    for meaning in means:
        rows.append(Translation(language_id="klingon", kind=kind, means=meaning, words=["Qap"]))
    assert len([w for w in contradictions([*seed_rows(), *rows]) if w.field == "words"]) == count


def test_an_added_word_is_in_force() -> None:
    word = Translation(language_id="klingon", kind="header", means="name", words=["pong"])
    (language,) = build([Language(slug="klingon", name="Klingon"), word]).content.languages
    assert language.headers == {"name": ("pong",)}


@pytest.mark.django_db
def test_an_edit_is_published_with_the_other_content() -> None:
    row = Translation.objects.get(language__slug="german", kind="status", means="future")
    Translation.objects.filter(pk=row.pk).update(words=["Demnächst"])
    assert versions.unpublished() == ["language/german"]
    versions.publish(["language/german"], note="Another word")
    (german,) = (one for one in site_content().languages if one.slug == "german")
    assert german.statuses["future"] == ("Demnächst",)
