"""Whatever members try, in whatever order: what is issued has been read by someone who had not written it."""

from contextlib import suppress
from datetime import date
from random import Random

import pytest

from planning.core.changes.change import add
from planning.core.records import Assignment, Position, Product
from planning.hiring.briefs import storing
from planning.models import JobBrief
from planning.organisation import writes
from portal.guard import Access
from portal.models import Membership, Organisation, Right
from tests.factories import MembershipFactory

TODAY = date.today()
STEPS = 40


class Office:
    """Members who write, review, issue, reopen, come and go; and who has written what no one else has read."""

    def __init__(self, organisation: Organisation, random: Random) -> None:
        self.organisation, self.random = organisation, random
        self.members = [self.new() for _ in range(random.choice([1, 2, 3]))]
        self.unread: set[int] = set()
        self.brief = storing.start(self.access(self.members[0]), "pmm")
        self.unread.add(self.members[0].user_id)

    def new(self) -> Membership:
        member: Membership = MembershipFactory.create(organisation=self.organisation, right=Right.PLANNER)
        return member

    def access(self, member: Membership) -> Access:
        return Access(self.organisation, member, TODAY, TODAY)

    def step(self, number: int) -> None:
        member = self.random.choice(self.members)
        getattr(self, self.random.choice(["write", "keep", "review", "review", "issue", "issue", "reopen", "staff"]))(
            self.access(member), number
        )
        self.brief.refresh_from_db()

    def write(self, access: Access, number: int) -> None:
        storing.write(access, self.brief, self.brief.version, {"mission": f"Words {number}"}, False)
        self.unread.add(access.user.pk)

    def keep(self, access: Access, number: int) -> None:
        storing.update_sections(access, self.brief, self.brief.version, ["mission"], keep=True)

    def review(self, access: Access, number: int) -> None:
        if self.move(access, "reviewed"):
            self.unread &= {access.user.pk}

    def issue(self, access: Access, number: int) -> None:
        self.move(access, "issued")

    def reopen(self, access: Access, number: int) -> None:
        self.move(access, "draft")

    def staff(self, access: Access, number: int) -> None:
        """Someone comes, or someone goes; one stays."""
        if len(self.members) > 1 and self.random.random() < 0.5:
            self.members.remove(access.membership)
            access.membership.delete()
        elif len(self.members) < 4:
            self.members.append(self.new())

    def move(self, access: Access, to: str) -> bool:
        with suppress(ValueError):
            storing.move(access, self.brief, self.brief.version, to)
            return True
        return False


@pytest.mark.parametrize("seed", range(8))
def test_no_one_writes_reviews_and_issues_alone(organisation: Organisation, seed: int) -> None:
    records = [Product("pay", "Pay"), Position("pmm", title="PMM", role="product-marketing-manager")]
    changes = [add(TODAY, record) for record in [*records, Assignment("a", "pay", "pmm", "product-marketing-manager")]]
    writes.commit(organisation, changes, title="Start", today=TODAY)
    office = Office(organisation, Random(seed))
    for number in range(STEPS):
        before, writers = office.brief.state, set(office.brief.writers.values_list("pk", flat=True))
        able = {member.user_id for member in office.members}
        office.step(number)
        brief = office.brief
        if brief.state == JobBrief.State.ISSUED and before != brief.state:
            assert brief.own_review or not office.unread
            assert not brief.own_review or able <= writers
