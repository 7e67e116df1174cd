"""Where no one else has access, the author reviews, and the brief says so."""

from io import BytesIO

import pytest
from docx import Document as Word

from planning.hiring.briefs.document import foot
from portal.models import Organisation, Right
from tests.hiring.brief_review.conftest import Somebody, latest, state

ALONE = "Reviewed by its author: no one else has access to do so"


@pytest.fixture
def alone(author: Somebody) -> Somebody:
    """Ann, who has reviewed her own brief."""
    author.move("reviewed")
    assert state(author.company) == "reviewed"
    return author


def test_who_is_alone_reviews_their_own_and_the_brief_says_so(company: Organisation, author: Somebody) -> None:
    Somebody(company, "Vic", Right.VIEWER)
    assert "No one else has access to review this brief." in author.page()
    author.move("reviewed")
    author.move("issued")
    assert state(company) == "issued"
    assert ALONE in foot(latest(company))
    assert ALONE in author.page()


def test_the_files_say_so_too(alone: Somebody) -> None:
    word = Word(BytesIO(alone.client.get(f"{alone.address}?format=docx").content))
    assert ALONE in " ".join(p.text for section in word.sections for p in section.footer.paragraphs)
    assert ALONE in alone.client.get(f"{alone.address}?format=md").content.decode()


def test_a_review_of_their_own_holds_no_more_once_someone_else_has_access(
    company: Organisation, alone: Somebody
) -> None:
    Somebody(company, "Bo")
    assert "someone else can review it now. Ask Bo to review it." in alone.move("issued")
    assert state(company) == "reviewed"


def test_what_its_author_reviewed_alone_is_still_theirs_when_someone_else_has_edited(
    company: Organisation, alone: Somebody
) -> None:
    alone.move("issued")
    other = Somebody(company, "Bo")
    Somebody(company, "Cy")
    other.edit("Changed.")
    alone.move("reviewed")
    assert state(company) == "draft"


def test_where_everyone_has_written_someone_else_than_the_last_reviews(
    company: Organisation, author: Somebody, bo: Somebody
) -> None:
    bo.edit("Changed.")
    bo.move("reviewed")
    assert state(company) == "draft"
    author.move("reviewed")
    assert "Reviewed by one of its authors: no one else has access to do so" in foot(latest(company))
