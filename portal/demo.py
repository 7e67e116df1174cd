"""The members of the demo organisation, one for each right."""

from __future__ import annotations

from portal.models import Membership, Organisation, Right, User

NAMES = {
    Right.VIEWER: "Vera Viewer",
    Right.PLANNER: "Paolo Planner",
    Right.APPROVER: "Asha Approver",
    Right.ADMIN: "Adam Admin",
}


def make_members(organisation: Organisation) -> list[Membership]:
    """One member of each right, in order of the rights. Safe to call twice."""
    return [_member(organisation, right) for right in Right]


def _member(organisation: Organisation, right: Right) -> Membership:
    user = User.objects.filter(email=f"{right}@demo.lineup.example").first()
    if user is None:
        user = User.objects.create_user(f"{right}@demo.lineup.example", name=NAMES[right])
    return Membership.objects.get_or_create(organisation=organisation, user=user, defaults={"right": right})[0]
