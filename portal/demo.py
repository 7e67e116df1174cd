"""The people of the demo: one for each right."""

from __future__ import annotations

from allauth.account.models import EmailAddress

from portal.models import Membership, Organisation, Right, User

DOMAIN = "demo.lineup.example"
NAMES = {
    Right.VIEWER: "Vera Viewer",
    Right.PLANNER: "Paolo Planner",
    Right.APPROVER: "Asha Approver",
    Right.ADMIN: "Adam Admin",
}


def address(right: Right) -> str:
    return f"{right.value}@{DOMAIN}"


def make_members(organisation: Organisation) -> list[Membership]:
    """One member of each right, without passwords. Doing it again changes nothing.

    The admin may use the site's administration, too; everybody but the viewer sees cost.
    """
    return [_make(organisation, right) for right in Right]


def _make(organisation: Organisation, right: Right) -> Membership:
    staff = right == Right.ADMIN
    user = User.objects.filter(email=address(right)).first()
    if user is None:
        user = User.objects.create_user(address(right), name=NAMES[right], is_staff=staff, is_superuser=staff)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    given = {"right": right, "sees_cost": right != Right.VIEWER}
    membership, _ = Membership.objects.get_or_create(organisation=organisation, user=user, defaults=given)
    return membership
