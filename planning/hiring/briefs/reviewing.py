"""Who may review a brief, and whether its review still holds.

Someone else than its authors does. Where everyone with access has written in it, someone else than who wrote last; and
where no one else has access, its author, which the brief then says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from planning.core.records import Org
from planning.core.words import listed
from planning.hiring.models import JobBrief
from planning.organisation.snapshot import Snapshot
from portal.guard import Access
from portal.models import Membership, Organisation, Right, User

NAMED = 2  # so many people are named whom one may ask
HIRING_MANAGER, APPROVER, PLANNER = range(3)


def able(organisation: Organisation) -> list[Membership]:
    """The members who could review a brief if they had not written it, by name: one query."""
    rights = [right for right in Right if right.includes(Right.PLANNER)]
    members = organisation.memberships.filter(right__in=rights, user__is_active=True).select_related("user")
    return sorted(members, key=lambda one: str(one.user).casefold())


def manager_address(org: Org, key: str) -> str:
    """The e-mail address of a position's hiring manager; '' where none is known."""
    position = org.positions.get(key)
    manager = org.positions.get(org.requisition(key).manager or position.manager) if position else None
    person = org.people.get(manager.holder) if manager else None
    return person.email.casefold() if person else ""


@dataclass(frozen=True)
class Reviewing:
    """The review of a brief as one member sees it. `members` are those of `able`, `writers` the ids of its authors."""

    access: Access
    brief: JobBrief
    org: Org
    members: Sequence[Membership]
    writers: frozenset[int]

    @classmethod
    def of(cls, access: Access, brief: JobBrief) -> Reviewing:
        """Two queries."""
        writers = frozenset(user.pk for user in brief.writers.all())
        return cls(access, brief, Snapshot.of(access).org, able(access.organisation), writers)

    @cached_property
    def reviewers(self) -> list[Membership]:
        """Who may review it now, those first who are to be asked first: the hiring manager, then approvers."""
        others = [one for one in self.members if one.user_id not in self.writers]
        later = [one for one in self.members if one.user_id != self.brief.written_by_id]
        return sorted(others or later or self.members, key=self.turn)

    def turn(self, member: Membership) -> int:
        if member.user.email.casefold() == manager_address(self.org, self.brief.position):
            return HIRING_MANAGER
        return APPROVER if member.may(Right.APPROVER) else PLANNER

    @property
    def is_own(self) -> bool:
        """Whether the member has written in it."""
        return self.access.user.pk in self.writers

    @property
    def may_review(self) -> bool:
        return self._can(self.access.user)

    @property
    def is_alone(self) -> bool:
        """Whether the member may review it although they have written in it."""
        return self.is_own and self.may_review

    @property
    def is_asked(self) -> bool:
        """Whether the member is among those to be asked first, and not because there is no one else."""
        first = [one for one in self.reviewers if self.turn(one) == self.turn(self.reviewers[0])]
        return not self.is_own and any(one.user_id == self.access.user.pk for one in first)

    @property
    def ask(self) -> str:
        """A sentence: whom to ask for a review, in place of this member."""
        me = self.access.user.pk
        names = _names(one.user for one in self.reviewers if one.user_id != me)
        share = " Share the plan with them first." if self.access.plan else ""
        return f"Ask {names} to review it.{share}" if names else ""

    @property
    def refusal(self) -> str:
        """Why this member may not review it, and whom to ask; '' if they may."""
        if self.may_review:
            return ""
        return f"You wrote this brief, so someone else has to review it. {self.ask}"

    @property
    def lapsed(self) -> str:
        """Why its review no longer holds, and whom to ask; '' where it does or there is none."""
        by = self.brief.reviewed_by
        if self.brief.state != JobBrief.State.REVIEWED or (by and self._can(by)):
            return ""
        if by is None:
            why = "It is not known who reviewed this brief."
        elif by.pk in self.writers:
            why = "This brief was reviewed by its author, and someone else can review it now."
        else:
            why = f"{by}, who reviewed this brief, no longer has access to do so."
        return f"{why} {self.ask}".strip()

    def _can(self, user: User) -> bool:
        return any(one.user_id == user.pk for one in self.reviewers)


def mark(brief: JobBrief) -> str:
    """“Reviewed by its author: no one else has access to do so”; '' where someone else reviewed it."""
    if not brief.own_review or brief.state == JobBrief.State.DRAFT:
        return ""
    author = "its author" if len(brief.writers.all()) == 1 else "one of its authors"
    return f"Reviewed by {author}: no one else has access to do so"


def _names(users: Iterable[User]) -> str:
    return listed([str(user) for user in users][:NAMED], "or")
