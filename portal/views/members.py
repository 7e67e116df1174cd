"""Who belongs to an organisation, with what right, and who is invited."""

from __future__ import annotations

from functools import partial
from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from portal import invitations
from portal import members as rules
from portal.addresses import org_url, to_page
from portal.forms import InvitationForm, MemberForm
from portal.guard import Access, member
from portal.jobs import workers
from portal.kept import kept, not_kept
from portal.models import Invitation, Membership, Right
from portal.sent_once import once

RIGHTS = (
    (Right.VIEWER, "sees the chart, coverage and findings"),
    (Right.PLANNER, "edits, imports and plans, too"),
    (Right.APPROVER, "approves plans, too"),
    (Right.ADMIN, "also manages members and settings"),
)


@member(Right.ADMIN, live=True)
def members(request: HttpRequest, access: Access) -> HttpResponse:
    """The members and the invitations that wait for an answer."""
    return _page(request, access, InvitationForm())


@member(get=None, post=Right.ADMIN, live=True)
def change(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Give a member another right."""
    form = _form(rules.find(access.organisation, pk), request.POST)
    if not (form.is_valid() and _changed(access, form, pk)):
        return not_kept(request, form) or _page(request, access, InvitationForm(), status=form.status, sent=form)
    cost = "sees cost" if form.cleaned_data["sees_cost"] else "does not see cost"
    text = f"{form.instance.user} is now {Right(form.cleaned_data['right']).label}, and {cost}."
    return kept(request, form, text, org_url(access, "members"))


def _changed(access: Access, form: MemberForm, pk: int) -> bool:
    """Whether a valid form could be saved; else it says why not."""
    given = form.cleaned_data
    try:
        return form.keep(partial(rules.change, access.membership, pk, Right(given["right"]), given["sees_cost"]))
    except rules.LastAdmin as refused:
        form.add_error("right", str(refused))
        return False


@member(get=None, post=Right.ADMIN, live=True)
def remove(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """End a membership, one's own included."""
    try:
        removed = rules.remove(access.membership, pk)
    except rules.LastAdmin as refused:
        messages.error(request, str(refused))
        return _back(access)
    messages.success(request, f"{removed.user} no longer belongs to {access.organisation}.")
    return redirect("start") if removed.user == access.user else _back(access)


@member(get=None, post=Right.ADMIN, live=True)
@once
def invite(request: HttpRequest, access: Access) -> HttpResponse:
    """Invite an address by e-mail."""
    form = InvitationForm(request.POST)
    if not form.is_valid():
        return _page(request, access, form, status=422)
    if _too_many(request, access):
        return _back(access)
    wanted = form.cleaned_data
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
    if not _too_many(request, access):
        _send(request, *invitations.renew(access.organisation, pk, timezone.now()))
    return _back(access)


@member(get=None, post=Right.ADMIN, live=True)
def withdraw(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Take an invitation back."""
    invitation = invitations.withdraw(access.organisation, pk, timezone.now())
    messages.success(request, f"The invitation of {invitation.email} is withdrawn.")
    return _back(access)


def _page(
    request: HttpRequest, access: Access, form: InvitationForm, status: int = 200, sent: MemberForm | None = None
) -> HttpResponse:
    """`sent` is the form of a member that has to be shown again."""
    now = timezone.now()
    rows = sorted(access.organisation.memberships.select_related("user"), key=lambda row: str(row.user).casefold())
    waiting = access.organisation.invitations.filter(Invitation.unanswered).select_related("invited_by")
    undelivered = invitations.undelivered(waiting)
    context = {
        "form": form,
        "members": [(row, sent if sent and sent.instance.pk == row.pk else _form(row)) for row in rows],
        "invitations": [(row, row.state(now) == Invitation.State.EXPIRED, undelivered.get(row.pk)) for row in waiting],
        "rights": RIGHTS,
    }
    return render(request, "portal/members.html", context, status=status)


def _form(row: Membership, data: Any = None) -> MemberForm:
    return MemberForm(data, instance=row, auto_id=f"member-{row.pk}-%s")


def _back(access: Access) -> HttpResponse:
    return to_page(access, "members")


def _too_many(request: HttpRequest, access: Access) -> bool:
    if ratelimit.consume(request, action="invite", user=access.user):
        return False
    messages.error(request, "That is a lot of invitations at once. Send the next ones in an hour.")
    return True


def _send(request: HttpRequest, invitation: Invitation, token: str) -> None:
    invitations.send(invitation, token)
    if workers.waits_for_a_worker() and not workers.any_alive(timezone.now()):
        text = "is kept. Its e-mail waits, for no worker runs: whoever runs this site starts one with"
        messages.warning(request, f"The invitation of {invitation.email} {text} {workers.START_ONE}.")
    else:
        messages.success(request, f"{invitation.email} gets an e-mail with the link to join.")
