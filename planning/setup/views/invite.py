"""Inviting several people at once."""

from __future__ import annotations

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from planning.core.words import count
from planning.forms.toast import say
from planning.setup.inviting import InvitationsForm, invite_all
from planning.setup.views.page import back, show
from portal.guard import Access, member
from portal.models import Right
from portal.sent_once import once

TOO_MANY = "Too many invitations at once. Send these in an hour."


@member(get=None, post=Right.ADMIN, live=True)
@once
def send(request: HttpRequest, access: Access) -> HttpResponse:
    """Whoever can be invited is; the addresses that cannot stay in the field, each with the reason."""
    form = InvitationsForm(request.POST)
    if not form.is_valid():
        return show(request, access, 422, inviting=form)
    emails, right = form.cleaned_data["emails"], Right(form.cleaned_data["right"])
    now = [email for email in emails if ratelimit.consume(request, action="invite", user=access.user)]
    invited, refused = invite_all(access.organisation, now, right, by=access.user, now=timezone.now())
    refused |= dict.fromkeys(emails[len(now) :], TOO_MANY)
    if invited:
        gets = "gets an e-mail with a link" if len(invited) == 1 else "get an e-mail with a link each"
        say(request, f"{count(len(invited), 'person', 'people')} {gets}.")
    if not refused:
        return back(request, access, "invite")
    return show(request, access, 422, inviting=_again(right, refused))


def _again(right: Right, refused: dict[str, str]) -> InvitationsForm:
    """The form with the addresses that are left."""
    form = InvitationsForm({"emails": ", ".join(refused), "right": right.value})
    form.full_clean()
    for reason in dict.fromkeys(refused.values()):
        form.add_error("emails", reason)
    return form
