"""Who belongs to an organisation, with what right, and who is invited."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from portal import cost_right, invitations
from portal import members as rules
from portal.addresses import org_url, to_page
from portal.forms import InvitationForm, MemberForm
from portal.guard import Access, member
from portal.jobs import workers
from portal.kept import kept, not_kept
from portal.models import ArchivedPerson, Invitation, Membership, Right
from portal.reauthentication import ask_again
from portal.sent_once import once
from portal.sign_in import attempts, limits, tries

LEFT_TO_ADMINS = "An admin can then give themselves access on this page, and all admins are told."
RIGHTS = (
    (Right.VIEWER, "sees the chart, coverage and findings"),
    (Right.PLANNER, "also edits, imports and plans"),
    (Right.APPROVER, "also approves plans"),
    (Right.ADMIN, "also manages members and settings"),
)


@member(Right.ADMIN, live=True)
def members(request: HttpRequest, access: Access) -> HttpResponse:
    """The members and the invitations that wait for an answer."""
    return _page(request, access, InvitationForm(grants=access.sees_cost))


@member(get=None, post=Right.ADMIN, live=True)
def change(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Give a member another right."""
    form = _form(access, rules.find(access.organisation, pk), request.POST)
    if form.is_valid():
        _ask_again(request, form.cleaned_data, was=form.initial)
    if not (form.is_valid() and _changed(request, access, form, pk)):
        again = InvitationForm(grants=access.sees_cost)
        return not_kept(request, form) or _page(request, access, again, status=form.status, sent=form)
    sees = form.cleaned_data["sees_cost"]
    cost = "can see cost" if sees else "cannot see cost"
    text = f"{form.instance.user} is now {Right(form.cleaned_data['right']).label} and {cost}."
    if access.membership.pk == pk and access.sees_cost and not sees:
        form.before = None  # whoever has given it up cannot give it back to themselves
    return kept(request, form, text + _nobody_left(access, was=access.sees_cost), org_url(access, "members"))


def _ask_again(request: HttpRequest, given: Mapping[str, Any], was: Mapping[str, Any] | None = None) -> None:
    """Who gives admin access or the cost right to somebody who has not got it shows first that it is them."""
    had = was or {"right": "", "sees_cost": False}
    if given["right"] == Right.ADMIN != had["right"] or given["sees_cost"] > had["sees_cost"]:
        ask_again(request)


def _changed(request: HttpRequest, access: Access, form: MemberForm, pk: int) -> bool:
    """Whether a valid form could be saved; else it says why not."""
    given, last = form.cleaned_data, bool(request.POST.get("last"))
    given_right = Right(given["right"])
    try:
        return form.keep(
            partial(rules.change, access.membership, pk, given_right, given["sees_cost"], last=last, request=request)
        )
    except rules.LastAdmin as refused:
        form.add_error("right", str(refused))
    except cost_right.Withheld as refused:
        form.add_error("sees_cost", str(refused))
    except cost_right.NobodyLeft:
        form.asks_last = True
        form.add_error(
            "sees_cost",
            f"No one else can see cost. {LEFT_TO_ADMINS} To continue, select “Leave no one with access to cost”.",
        )
    return False


def _nobody_left(access: Access, *, was: bool) -> str:
    """What to add where nobody is left who may see cost, and somebody was before."""
    return f" No one can see cost now. {LEFT_TO_ADMINS}" if was and not _is_held(access) else ""


def _is_held(access: Access) -> bool:
    return cost_right.holders(access.organisation).exists()


@member(get=None, post=Right.ADMIN, live=True)
def remove(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """End a membership, one's own included."""
    try:
        removed = rules.remove(access.membership, pk, request=request)
    except (rules.LastAdmin, cost_right.Withheld) as refused:
        messages.error(request, str(refused))
        return _back(access)
    left = _nobody_left(access, was=removed.sees_cost)
    messages.success(request, f"{removed.user} no longer belongs to {access.organisation}.{left}")
    return redirect("start") if removed.user == access.user else _back(access)


@member(get=None, post=Right.ADMIN, live=True)
def take_cost(request: HttpRequest, access: Access) -> HttpResponse:
    """Let oneself see cost where nobody may, once it is confirmed that all admins are told."""
    if not request.POST.get("confirmed"):
        messages.error(request, "Nothing was changed. Confirm that all admins will be told.")
        return _back(access)
    ask_again(request)
    try:
        rules.take_cost(access.membership, request=request)
    except cost_right.Withheld as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"You can now see cost.{_told(access)}")
    return _back(access)


def _told(access: Access) -> str:
    others = access.organisation.memberships.filter(right=Right.ADMIN).exclude(pk=access.membership.pk)
    return " All other admins were told." if others.exists() else ""


@member(get=None, post=Right.ADMIN, live=True)
@once
def invite(request: HttpRequest, access: Access) -> HttpResponse:
    """Invite an address by e-mail."""
    form = InvitationForm(request.POST, grants=access.sees_cost)
    if not form.is_valid():
        return _page(request, access, form, status=422)
    wanted = form.cleaned_data
    _ask_again(request, wanted)
    if _too_many(request, access):
        return _back(access)
    try:
        made = invitations.invite(
            access.organisation,
            wanted["email"],
            Right(wanted["right"]),
            wanted["sees_cost"],
            by=access.user,
            now=timezone.now(),
        )
    except invitations.Declined as declined:
        form.add_error("email", str(declined))
        return _page(request, access, form, status=422)
    _send(request, *made)
    return _back(access)


@member(get=None, post=Right.ADMIN, live=True)
def resend(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Send an invitation again, with a link of its own; the earlier link stops working."""
    if offered := access.organisation.invitations.filter(pk=pk).values("right", "sees_cost").first():
        _ask_again(request, offered)
    if _too_many(request, access):
        return _back(access)
    try:
        _send(request, *invitations.renew(access.organisation, pk, timezone.now(), by=access.user))
    except invitations.Declined as declined:
        messages.error(request, str(declined))
    return _back(access)


@member(get=None, post=Right.ADMIN, live=True)
def withdraw(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Take an invitation back."""
    invitation = invitations.withdraw(access.organisation, pk, timezone.now())
    messages.success(request, f"The invitation to {invitation.email} was withdrawn.")
    return _back(access)


def _page(
    request: HttpRequest, access: Access, form: InvitationForm, status: int = 200, sent: MemberForm | None = None
) -> HttpResponse:
    """`sent` is the form of a member that has to be shown again."""
    now = timezone.now()
    rows = sorted(access.organisation.memberships.select_related("user"), key=lambda row: str(row.user).casefold())
    waiting = access.organisation.invitations.filter(Invitation.unanswered).select_related("invited_by")
    holders = [row for row in rows if row.sees_cost and row.user.is_active]
    admins = {row.user_id for row in rows if row.right == Right.ADMIN and row.user.is_active}
    undelivered = invitations.undelivered(waiting)
    context = {
        "form": form,
        "members": [(row, sent if sent and sent.instance.pk == row.pk else _form(access, row)) for row in rows],
        "nobody_sees_cost": not holders,
        "last": holders[0].pk if len(holders) == 1 else None,
        "reason": "" if access.sees_cost else cost_right.why_not(holders),
        "kept": set() if access.sees_cost else {row.pk for row in holders} - {access.membership.pk},
        "why_kept": cost_right.why_not_remove(holders),
        "invitations": [(row, _why_dead(row, admins, now), undelivered.get(row.pk)) for row in waiting],
        "rights": RIGHTS,
        "archived": _archived(access),
    }
    return render(request, "portal/members.html", context, status=status)


def _why_dead(invitation: Invitation, admins: Collection[int], now: datetime) -> str:
    """Why its link opens nothing any more, in short; '' while it does."""
    if invitation.state(now) == Invitation.State.EXPIRED:
        return "Expired"
    return "" if invitation.invited_by_id in admins else "Not valid: its sender is no longer an admin"


def _archived(access: Access) -> list[tuple[ArchivedPerson, InvitationForm]]:
    """The members of the archive that the organisation was made of, who have been neither invited nor let in yet."""
    invited = access.organisation.invitations.filter(Invitation.unanswered).values("email")
    here = access.organisation.memberships.values("user__email")
    people = access.organisation.archived_people.filter(member__isnull=False)
    waiting = people.exclude(email__in=invited).exclude(email__in=here)
    return [(person, _invitation_of(access, person)) for person in waiting]


def _invitation_of(access: Access, person: ArchivedPerson) -> InvitationForm:
    """The form that invites somebody as what they were."""
    wanted = {"right": person.member.get("right"), "sees_cost": access.sees_cost and person.member.get("sees_cost")}
    return InvitationForm(initial=wanted, auto_id=f"archived-{person.pk}-%s", grants=access.sees_cost)


def _form(access: Access, row: Membership, data: Any = None) -> MemberForm:
    return MemberForm(data, instance=row, auto_id=f"member-{row.pk}-%s", grants=access.sees_cost)


def _back(access: Access) -> HttpResponse:
    return to_page(access, "members")


def _too_many(request: HttpRequest, access: Access) -> bool:
    try:
        tries.count(limits.INVITATIONS, access.user.pk)
    except tries.TooMany as stop:
        messages.error(request, f"Too many invitations at once. {attempts.in_words(stop)}")
        return True
    return False


def _send(request: HttpRequest, invitation: Invitation, token: str) -> None:
    invitations.send(invitation, token)
    if workers.waits_for_a_worker() and not workers.any_alive(timezone.now()):
        text = "is saved, but no background worker is running to send it. Your site administrator can start one with"
        messages.warning(request, f"The invitation to {invitation.email} {text} {workers.START_ONE}.")
    else:
        messages.success(request, f"{invitation.email} will get an e-mail with a link to join.")
