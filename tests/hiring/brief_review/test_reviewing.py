"""A brief that one member writes, another reviews."""

import pytest

from planning.models import JobBrief
from portal.models import Organisation, Right
from tests.hiring.brief_review.conftest import Somebody, latest, state


@pytest.mark.parametrize("right", list(Right))
@pytest.mark.parametrize("wrote", [True, False])
def test_who_may_review(company: Organisation, author: Somebody, right: Right, wrote: bool) -> None:
    other = Somebody(company, "Bo", right)
    Somebody(company, "Cy")
    if wrote:
        other.edit("Mine.")
    other.move("reviewed")
    may = right.includes(Right.PLANNER) and not wrote
    assert state(company) == ("reviewed" if may else "draft")


@pytest.mark.parametrize("right", list(Right))
@pytest.mark.parametrize("reviewed", [True, False])
def test_who_may_issue(company: Organisation, author: Somebody, bo: Somebody, right: Right, reviewed: bool) -> None:
    other = Somebody(company, "Cy", right)
    if reviewed:
        bo.move("reviewed")
    other.move("issued")
    before = "reviewed" if reviewed else "draft"
    assert state(company) == ("issued" if reviewed and right.includes(Right.PLANNER) else before)


def test_an_author_is_told_whom_to_ask_the_hiring_manager_first_then_an_approver(
    company: Organisation, author: Somebody
) -> None:
    Somebody(company, "Zoe"), Somebody(company, "Carl", Right.APPROVER), Somebody(company, "Hana")
    said = author.move("reviewed")
    assert said == "You wrote this brief, so someone else has to review it. Ask Hana or Carl to review it."
    assert said in author.page()
    assert "Mark as reviewed" not in author.page()


def test_a_text_taken_from_the_role_content_counts_as_written(
    company: Organisation, author: Somebody, bo: Somebody
) -> None:
    third = Somebody(company, "Cy")
    JobBrief.objects.update(texts={"mission": "Old."}, given={})
    bo.post({"take": "mission", "seen": latest(company).version})
    bo.move("reviewed")
    assert state(company) == "draft"
    third.move("reviewed")
    assert state(company) == "reviewed"


def test_a_review_of_what_has_changed_meanwhile_is_refused(
    company: Organisation, author: Somebody, bo: Somebody
) -> None:
    seen = latest(company).version
    author.edit("Changed in the other browser.")
    assert "changed this brief meanwhile" in bo.move("reviewed", seen)
    assert state(company) == "draft"


def test_an_issue_of_what_has_changed_meanwhile_is_refused(
    company: Organisation, author: Somebody, reviewer: Somebody
) -> None:
    seen = latest(company).version
    reviewer.edit("Changed.")
    author.move("issued", seen)
    assert state(company) == "draft"


def test_a_brief_that_no_one_is_known_to_have_reviewed_is_reviewed_again(
    company: Organisation, author: Somebody, bo: Somebody
) -> None:
    JobBrief.objects.update(state="reviewed")
    assert "It is not known who reviewed this brief." in author.move("issued")
    bo.move("reviewed")
    author.move("issued")
    assert state(company) == "issued"


def test_a_move_that_is_not_there_says_where_the_brief_is(reviewer: Somebody) -> None:
    reviewer.move("issued")
    assert "This brief is issued already." in reviewer.move("reviewed")
    assert "This brief is issued already." in reviewer.move("nonsense")
