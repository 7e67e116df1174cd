"""News of approvals: to those who are asked for one, and to whoever asked, once it is given or refused."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from planning.core import hiring
from planning.core.names import name_of
from planning.core.records import Org
from planning.notices import notices
from planning.notices.models import Notice
from planning.organisation.hiring_rights import rules_of, submitters
from planning.organisation.models import HiringRules
from portal.guard import Access
from portal.models import Membership, Right, User

Kind = Notice.Kind


def notify_of_move(access: Access, org: Org, keys: list[str], to: str, why: str) -> None:
    """Tell whom a move concerns; `org` is the organisation as it was before it."""
    rules = rules_of(access.organisation)
    asked = _next_approvers(access, rules, to)
    if asked:
        _notify(access, Kind.REQUISITION_ASKED, f"{access.user} asked you to approve {_names(org, keys)}", asked, keys)
    back = [k for k in keys if hiring.stage_of(org, org.positions[k]) in (hiring.SUBMITTED, hiring.FINANCE)]
    if to in hiring.APPROVALS or (to == hiring.DRAFT and back):
        _notify_submitters(access, org, keys, to, why)


def _notify_submitters(access: Access, org: Org, keys: list[str], to: str, why: str) -> None:
    owners = submitters(access.organisation, keys)
    for user in User.objects.filter(pk__in=set(owners.values())):
        mine = [key for key in keys if owners.get(key) == user.pk]
        said = (
            f"{access.user} sent {_names(org, mine)} back"
            if to == hiring.DRAFT
            else (f"{access.user} approved {_names(org, mine)}" + (" for finance" if to == hiring.FINANCE else ""))
        )
        _notify(access, Kind.REQUISITION_DECIDED, f"{said}: {why}" if why else said, [user], mine)


def _next_approvers(access: Access, rules: HiringRules, stage: str) -> list[User]:
    """Who can give the approval that a requisition at this stage waits for; nobody where it waits for none."""
    wanted = next((t.who for t in hiring.transitions(stage, rules.approval_policy) if t.to in hiring.APPROVALS), None)
    if wanted is None or stage == hiring.DRAFT:
        return []
    rights = [right for right in Right if right.includes(Right.APPROVER)]
    found = Membership.objects.filter(organisation=access.organisation, right__in=rights).select_related("user")
    if wanted == hiring.BY_FINANCE and rules.finance_sees_cost:
        found = found.filter(sees_cost=True)
    return [membership.user for membership in found]


def _names(org: Org, keys: list[str]) -> str:
    return name_of(org, "position", keys[0]) if len(keys) == 1 else f"{len(keys)} positions"


def _notify(access: Access, kind: str, text: str, users: Iterable[User], keys: list[str]) -> None:
    slug = access.organisation.slug
    link = reverse("hiring-requisition", args=[slug, keys[0]]) if len(keys) == 1 else reverse("hiring", args=[slug])
    notices.tell(access.organisation, kind, text, users, link=link, by=access.user)
