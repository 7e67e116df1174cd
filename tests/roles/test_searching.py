"""Search across the guide, and the glossary."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

from planning.core.coverage.coverage import STATES
from planning.core.records import BACKUP, OWNER, STAND_IN
from planning.core.rules import SEVERITIES
from portal import glossary
from roles.content_values import QUOTED
from roles.guide.reading import Guide
from roles.guide.searching import MOST, search
from roles.models import Question
from roles.models.citable import Citable
from tests.roles import seeded

pytestmark = pytest.mark.pure

GUIDE_FILE = Path(__file__).resolve().parent.parent.parent / "docs" / "guide.md"


@pytest.fixture(scope="module")
def guide() -> Guide:
    return Guide(seeded.rows())


def places(guide: Guide, q: str) -> list[str]:
    return [f"{hit.entry.page}/{hit.entry.anchor}" for hit in search(guide, q).hits]


def test_what_is_found_alike_stands_in_the_order_in_which_it_is_defined() -> None:
    defined = Citable.__subclasses__()
    assert [defined.index(model) for model in QUOTED] == sorted(defined.index(model) for model in QUOTED)


def test_every_record_is_found_by_its_own_words(guide: Guide) -> None:
    rows = [row for model in QUOTED for row in guide.of(model)]
    assert [row.key for row in rows if row.key not in places(guide, row.text)] == []


def test_what_candidates_are_asked_is_not_found(guide: Guide) -> None:
    keys = {question.key for question in guide.of(Question)}
    assert keys
    assert not keys & {place for question in guide.of(Question) for place in places(guide, question.text)}


def test_a_role_by_its_name_comes_first(guide: Guide) -> None:
    assert places(guide, "product manager")[0] == "product-manager/"
    assert places(guide, "pmm")[0] == "product-marketing-manager/"


def test_all_words_must_be_there_in_any_order_and_case(guide: Guide) -> None:
    assert places(guide, "SCRUM certified") == ["product-manager/cspo"]
    assert search(guide, "scrum wizard").total == 0


def test_a_statement_is_not_found_by_the_name_of_its_page_alone(guide: Guide) -> None:
    assert "product-manager/agile" not in places(guide, "product manager")


def test_words_of_the_glossary_are_found(guide: Guide) -> None:
    assert places(guide, "backfill") == ["/backfill"]


def test_what_was_looked_for_is_marked_and_everything_is_escaped(guide: Guide) -> None:
    hit = search(guide, "cspo").hits[0]
    assert "(<mark>CSPO</mark>)" in hit.text
    assert search(guide, "<b> & (").total == 0
    assert search(guide, "pm (").total >= 0


def test_without_words_nothing_is_found_and_with_few_not_everything_is_shown(guide: Guide) -> None:
    assert search(guide, "  ").total == 0
    found = search(guide, "e")
    assert len(found.hits) == MOST < found.total


def test_every_word_stands_once_and_leads_where_there_is_something() -> None:
    words = [word for group in glossary.groups() for word in group.words]
    assert len(words) == len(glossary.words())
    for word in words:
        assert word.others is not None
        assert not word.page or reverse(word.page, args=["acme"])


def test_the_words_of_states_severities_and_assignments_are_explained() -> None:
    assert {*STATES, *SEVERITIES, OWNER, BACKUP, STAND_IN} <= set(glossary.words())


def test_the_handbook_explains_the_essentials_in_the_same_words() -> None:
    table = re.findall(r"^\| \*\*(.+?)\*\* \| (.+?) \|$", GUIDE_FILE.read_text(encoding="utf-8"), re.MULTILINE)
    assert table == [(word.word, word.means) for word in glossary.groups()[0].words]
