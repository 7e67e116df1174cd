"""What a kind of notice is about: in the list of notices, and in its e-mail."""

from __future__ import annotations

from typing import NamedTuple

from planning.notices.models import Notice

Kind = Notice.Kind


class About(NamedTuple):
    """What it concerns in a word, its icon, the words of the button that leads there, and why somebody is told."""

    area: str
    icon: str
    button: str
    reason: str


ABOUT: dict[str, About] = {
    Kind.SHARED: About("Plan", "git-branch", "Open plan", "a plan was shared with you"),
    Kind.REVIEW: About("Plan", "git-branch", "Review plan", "you can approve plans"),
    Kind.COMMENT: About("Plan", "git-branch", "Open plan", "you take part in this plan"),
    Kind.APPROVED: About("Plan", "git-branch", "Open plan", "you take part in this plan"),
    Kind.SENT_BACK: About("Plan", "git-branch", "Open plan", "you take part in this plan"),
    Kind.APPLIED: About("Plan", "git-branch", "Open plan", "you take part in this plan"),
    Kind.FINDING: About("Finding", "octagon-alert", "Open finding", "a finding was assigned to you"),
    Kind.MENTION: About(
        "Finding", "octagon-alert", "Read comment", "you were mentioned, or the finding is assigned to you"
    ),
    Kind.REQUISITION_ASKED: About("Hiring", "briefcase", "Open requisition", "you can approve requisitions"),
    Kind.REQUISITION_DECIDED: About("Hiring", "briefcase", "Open requisition", "you submitted this requisition"),
    Kind.LINES: About("Reporting lines", "network", "Open review", "you take part in this review"),
    Kind.COST: About("Members", "lock", "Open members", "you are an admin of the organisation"),
}
# Nobody switches these off, and they are told each time.
ALWAYS = frozenset({Kind.COST})
CHOSEN = [(kind, label) for kind, label in Kind.choices if kind not in ALWAYS]
