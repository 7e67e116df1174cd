"""A review holds as long as nothing changes, and as long as the reviewer has access."""

from planning.models import JobBrief
from portal.models import Organisation
from tests.hiring.brief_review.conftest import Somebody, latest, state


def test_an_edit_after_the_review_needs_another(company: Organisation, author: Somebody, reviewer: Somebody) -> None:
    author.edit("Other words.")
    assert "Ask Bo to review it." in author.move("issued")
    assert state(company) == "draft"


def test_a_reviewer_who_then_edits_is_an_author(company: Organisation, author: Somebody, reviewer: Somebody) -> None:
    reviewer.edit("My words.")
    reviewer.move("reviewed")
    assert state(company) == "draft"
    author.move("reviewed")
    assert state(company) == "reviewed"


def test_keeping_a_text_after_the_review_leaves_it(company: Organisation, author: Somebody, bo: Somebody) -> None:
    JobBrief.objects.update(texts={"mission": "Old."}, given={})
    bo.move("reviewed")
    author.post({"keep": "mission", "seen": latest(company).version})
    assert state(company) == "reviewed"


def test_back_to_draft_does_not_make_an_author_someone_else(
    company: Organisation, author: Somebody, reviewer: Somebody
) -> None:
    author.move("draft")
    author.move("reviewed")
    assert state(company) == "draft"


def test_reopened_after_it_was_issued_it_needs_a_review_again(
    company: Organisation, author: Somebody, reviewer: Somebody
) -> None:
    for to in ("issued", "draft", "issued"):
        author.move(to)
    assert state(company) == "draft"


def test_a_review_by_someone_who_has_lost_access_holds_no_more(
    company: Organisation, author: Somebody, reviewer: Somebody
) -> None:
    Somebody(company, "Cy")
    reviewer.member.delete()
    said = author.move("issued")
    assert "Bo, who reviewed this brief, no longer has access to do so. Ask Cy to review it." in said
    assert state(company) == "reviewed"
    author.move("reviewed")
    assert latest(company).reviewed_by == reviewer.user


def test_what_was_reviewed_before_is_not_written_anew_when_the_reviewer_is_gone(
    company: Organisation, author: Somebody, reviewer: Somebody
) -> None:
    third = Somebody(company, "Cy")
    reviewer.member.delete()
    third.edit("More.")
    assert set(latest(company).writers.all()) == {author.user, third.user}


def test_after_a_review_that_holds_only_who_edits_then_is_an_author(
    company: Organisation, author: Somebody, reviewer: Somebody
) -> None:
    Somebody(company, "Cy").edit("More.")
    assert state(company) == "draft"
    author.move("reviewed")
    assert state(company) == "reviewed"
