"""A brief that one member writes, another reviews; and a review holds as long as nothing changes."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from docx import Document as Word

from planning.core.changes.change import add
from planning.core.records import Assignment, Person, Position, Product
from planning.hiring.briefs.document import foot
from planning.models import JobBrief, Plan, Share
from planning.organisation import writes
from planning.organisation.snapshot import Snapshot
from planning.plans import editing
from portal.models import Organisation, Right, User
from tests.changes import edited
from tests.factories import MembershipFactory

TODAY = date.today()
PMM = "product-marketing-manager"
ALONE = "Reviewed by its author: no one else has access to do so"


@pytest.fixture
def company(organisation: Organisation) -> Organisation:
    """An open position for a PMM, whose hiring manager is Hana."""
    records = [
        Product("pay", "Payments"),
        Person("hana", "Hana Sato", email="HANA@example.com"),
        Position("head", title="Head", holder="hana"),
        Position("pmm", title="PMM", role=PMM, stage="open", manager="head"),
        Assignment("a1", "pay", "pmm", PMM),
    ]
    writes.commit(organisation, [add(TODAY, record) for record in records], title="Start", today=TODAY)
    return organisation


class Somebody:
    """A member with a browser of their own."""

    def __init__(self, company: Organisation, name: str, right: Right = Right.PLANNER, query: str = "") -> None:
        self.company, self.query = company, query
        email = f"{name.casefold()}@example.com"
        self.member = MembershipFactory.create(organisation=company, right=right, user__name=name, user__email=email)
        self.user: User = self.member.user
        self.client = Client()
        self.client.force_login(self.user)

    def start(self) -> JobBrief:
        self.post({})
        return latest(self.company)

    def edit(self, text: str) -> None:
        there = reverse("hiring-brief-edit", args=[self.company.slug, "pmm"]) + self.query
        self.client.post(there, {"mission": text, "seen": latest(self.company).version})

    def move(self, to: str, seen: int | None = None) -> str:
        """What is said to them then."""
        return self.post({"to": to, "seen": latest(self.company).version if seen is None else seen})

    def post(self, data: dict[str, Any]) -> str:
        answer = self.client.post(self._address, data)
        return " ".join(str(message) for message in get_messages(answer.wsgi_request))

    def page(self) -> str:
        return str(self.client.get(self._address).content.decode())

    @property
    def _address(self) -> str:
        return reverse("hiring-brief", args=[self.company.slug, "pmm"]) + self.query


def latest(company: Organisation) -> JobBrief:
    return JobBrief.objects.filter(organisation=company).latest("id")


def state(company: Organisation) -> str:
    return latest(company).state


@pytest.mark.parametrize("right", list(Right))
@pytest.mark.parametrize("wrote", [True, False])
def test_who_may_review(company: Organisation, right: Right, wrote: bool) -> None:
    author, other = Somebody(company, "Ann"), Somebody(company, "Bo", right)
    Somebody(company, "Cy")
    author.start()
    if wrote:
        other.edit("Mine.")
    other.move("reviewed")
    may = right.includes(Right.PLANNER) and not wrote
    assert state(company) == ("reviewed" if may else "draft")


@pytest.mark.parametrize("right", list(Right))
@pytest.mark.parametrize("reviewed", [True, False])
def test_who_may_issue(company: Organisation, right: Right, reviewed: bool) -> None:
    author, reviewer, other = Somebody(company, "Ann"), Somebody(company, "Rita"), Somebody(company, "Bo", right)
    author.start()
    if reviewed:
        reviewer.move("reviewed")
    other.move("issued")
    before = "reviewed" if reviewed else "draft"
    assert state(company) == ("issued" if reviewed and right.includes(Right.PLANNER) else before)


def test_an_author_is_told_whom_to_ask_the_hiring_manager_first_then_an_approver(company: Organisation) -> None:
    author = Somebody(company, "Ann")
    Somebody(company, "Zoe"), Somebody(company, "Carl", Right.APPROVER), Somebody(company, "Hana")
    author.start()
    said = author.move("reviewed")
    assert said == "You wrote this brief, so someone else has to review it. Ask Hana or Carl to review it."
    assert said in author.page()
    assert "Mark as reviewed" not in author.page()


def test_an_edit_after_the_review_needs_another(company: Organisation) -> None:
    author, reviewer = Somebody(company, "Ann"), Somebody(company, "Bo")
    author.start()
    reviewer.move("reviewed")
    author.edit("Other words.")
    assert "Ask Bo to review it." in author.move("issued")
    assert state(company) == "draft"


def test_a_reviewer_who_then_edits_is_an_author(company: Organisation) -> None:
    author, reviewer = Somebody(company, "Ann"), Somebody(company, "Bo")
    author.start()
    reviewer.move("reviewed")
    reviewer.edit("My words.")
    reviewer.move("reviewed")
    assert state(company) == "draft"
    author.move("reviewed")
    assert state(company) == "reviewed"


def test_a_text_taken_from_the_role_content_counts_as_written(company: Organisation) -> None:
    author, other, third = Somebody(company, "Ann"), Somebody(company, "Bo"), Somebody(company, "Cy")
    author.start()
    JobBrief.objects.update(texts={"mission": "Old."}, given={})
    other.post({"take": "mission", "seen": latest(company).version})
    other.move("reviewed")
    assert state(company) == "draft"
    third.move("reviewed")
    assert state(company) == "reviewed"


def test_keeping_a_text_after_the_review_leaves_it(company: Organisation) -> None:
    author, reviewer = Somebody(company, "Ann"), Somebody(company, "Bo")
    author.start()
    JobBrief.objects.update(texts={"mission": "Old."}, given={})
    reviewer.move("reviewed")
    author.post({"keep": "mission", "seen": latest(company).version})
    assert state(company) == "reviewed"


def test_back_to_draft_does_not_make_an_author_someone_else(company: Organisation) -> None:
    author, reviewer = Somebody(company, "Ann"), Somebody(company, "Bo")
    author.start()
    reviewer.move("reviewed")
    author.move("draft")
    author.move("reviewed")
    assert state(company) == "draft"


def test_reopened_after_it_was_issued_it_needs_a_review_again(company: Organisation) -> None:
    author, reviewer = Somebody(company, "Ann"), Somebody(company, "Bo")
    author.start()
    reviewer.move("reviewed")
    author.move("issued")
    author.move("draft")
    author.move("issued")
    assert state(company) == "draft"


def test_a_review_of_what_has_changed_meanwhile_is_refused(company: Organisation) -> None:
    author, reviewer = Somebody(company, "Ann"), Somebody(company, "Bo")
    seen = author.start().version
    author.edit("Changed in the other browser.")
    assert "changed this brief meanwhile" in reviewer.move("reviewed", seen)
    assert state(company) == "draft"


def test_an_issue_of_what_has_changed_meanwhile_is_refused(company: Organisation) -> None:
    author, reviewer = Somebody(company, "Ann"), Somebody(company, "Bo")
    author.start()
    reviewer.move("reviewed")
    seen = latest(company).version
    reviewer.edit("Changed.")
    author.move("issued", seen)
    assert state(company) == "draft"


def test_a_review_by_someone_who_has_lost_access_holds_no_more(company: Organisation) -> None:
    author, reviewer = Somebody(company, "Ann"), Somebody(company, "Bo")
    Somebody(company, "Cy")
    author.start()
    reviewer.move("reviewed")
    reviewer.member.delete()
    said = author.move("issued")
    assert "Bo, who reviewed this brief, no longer has access to do so. Ask Cy to review it." in said
    assert state(company) == "reviewed"
    author.move("reviewed")
    assert latest(company).reviewed_by == reviewer.user


def test_what_was_reviewed_before_is_not_written_anew_when_the_reviewer_is_gone(company: Organisation) -> None:
    author, reviewer, third = Somebody(company, "Ann"), Somebody(company, "Bo"), Somebody(company, "Cy")
    author.start()
    reviewer.move("reviewed")
    reviewer.member.delete()
    third.edit("More.")
    assert set(latest(company).writers.all()) == {author.user, third.user}


def test_after_a_review_that_holds_only_who_edits_then_is_an_author(company: Organisation) -> None:
    author, reviewer, third = Somebody(company, "Ann"), Somebody(company, "Bo"), Somebody(company, "Cy")
    author.start()
    reviewer.move("reviewed")
    third.edit("More.")
    author.move("reviewed")
    assert state(company) == "reviewed"


def test_who_is_alone_reviews_their_own_and_the_brief_says_so(company: Organisation) -> None:
    author = Somebody(company, "Ann")
    Somebody(company, "Vic", Right.VIEWER)
    author.start()
    assert "No one else has access to review this brief." in author.page()
    author.move("reviewed")
    author.move("issued")
    assert state(company) == "issued"
    assert ALONE in foot(latest(company))
    assert ALONE in author.page()


def test_the_files_say_so_too(company: Organisation) -> None:
    author = Somebody(company, "Ann")
    author.start()
    author.move("reviewed")
    there = reverse("hiring-brief", args=[company.slug, "pmm"])
    word = Word(BytesIO(author.client.get(f"{there}?format=docx").content))
    assert ALONE in " ".join(p.text for section in word.sections for p in section.footer.paragraphs)
    assert ALONE in author.client.get(f"{there}?format=md").content.decode()


def test_a_review_of_their_own_holds_no_more_once_someone_else_has_access(company: Organisation) -> None:
    author = Somebody(company, "Ann")
    author.start()
    author.move("reviewed")
    Somebody(company, "Bo")
    assert "someone else can review it now. Ask Bo to review it." in author.move("issued")
    assert state(company) == "reviewed"


def test_what_its_author_reviewed_alone_is_still_theirs_when_someone_else_has_edited(company: Organisation) -> None:
    author = Somebody(company, "Ann")
    author.start()
    author.move("reviewed")
    author.move("issued")
    other = Somebody(company, "Bo")
    Somebody(company, "Cy")
    other.edit("Changed.")
    author.move("reviewed")
    assert state(company) == "draft"


def test_where_everyone_has_written_someone_else_than_the_last_reviews(company: Organisation) -> None:
    author, other = Somebody(company, "Ann"), Somebody(company, "Bo")
    author.start()
    other.edit("Changed.")
    other.move("reviewed")
    assert state(company) == "draft"
    author.move("reviewed")
    assert "Reviewed by one of its authors: no one else has access to do so" in foot(latest(company))


def test_a_brief_written_in_a_plan_keeps_its_authors_when_the_plan_is_applied(company: Organisation) -> None:
    owner, other = Somebody(company, "Ann"), Somebody(company, "Bo")
    plan = editing.create(company, name="Spring", target=TODAY, owner=owner.user)
    JobBrief.objects.create(organisation=company, plan=plan, position="pmm").writers.add(owner.user)
    Plan.objects.update(state=Plan.State.APPLIED)
    owner.move("reviewed")
    assert state(company) == "draft"
    other.move("reviewed")
    assert state(company) == "reviewed"


def test_in_a_plan_of_ones_own_no_one_is_alone(company: Organisation) -> None:
    owner, other = Somebody(company, "Ann"), Somebody(company, "Bo")
    plan = editing.create(company, name="Quiet", target=TODAY, owner=owner.user)
    owner.query = other.query = f"?plan={plan.slug}"
    owner.start()
    assert owner.move("reviewed").endswith("Ask Bo to review it. Share the plan with them first.")
    Share.objects.create(plan=plan, user=other.user, may_edit=True)
    other.move("reviewed")
    assert state(company) == "reviewed"


def test_a_plan_that_is_looked_at_says_nothing_in_the_brief_of_the_organisation(company: Organisation) -> None:
    owner, other = Somebody(company, "Ann"), Somebody(company, "Bo")
    owner.start()
    other.move("reviewed")
    plan = editing.create(company, name="Quiet", target=TODAY, owner=owner.user)
    position = Snapshot(company, TODAY).org.positions["pmm"]
    moved = edited(TODAY, position, location="Secret place")
    editing.edit(plan, [moved], title="Move", author=owner.user)
    owner.query = f"?plan={plan.slug}"
    assert "Secret place" not in owner.page()
    owner.move("issued")
    assert "Secret place" not in str(latest(company).facts)
    assert state(company) == "issued"


def test_a_brief_that_no_one_is_known_to_have_reviewed_is_reviewed_again(company: Organisation) -> None:
    author, other = Somebody(company, "Ann"), Somebody(company, "Bo")
    author.start()
    JobBrief.objects.update(state="reviewed")
    assert "It is not known who reviewed this brief." in author.move("issued")
    other.move("reviewed")
    author.move("issued")
    assert state(company) == "issued"


def test_a_move_that_is_not_there_says_where_the_brief_is(company: Organisation) -> None:
    author, other = Somebody(company, "Ann"), Somebody(company, "Bo")
    author.start()
    other.move("reviewed")
    other.move("issued")
    assert "This brief is issued already." in other.move("reviewed")
    assert "This brief is issued already." in other.move("nonsense")
