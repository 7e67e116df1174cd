"""Where an invitation's link leads."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from portal import invitations
from portal.accounts import remember_invitation
from portal.guard import anybody
from portal.models import User
from portal.secret_addresses import out_of_address, was_opened


@anybody(post=True)
@out_of_address(invitations.find)
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Say who invites to what, lead through sign-up or sign-in, then join."""
    found = invitations.find(token)
    if found is None:
        return _unknown(request, token)
    now, user = timezone.now(), request.user if isinstance(request.user, User) else None
    member = bool(user) and found.organisation.memberships.filter(user=user).exists()
    if member and found.accepted_at:
        return redirect("home", found.organisation.slug)
    if request.method == "POST" and user:
        return _join(request, token, user)
    refusal = invitations.why_not(found, user, now)
    if not user and not refusal:
        remember_invitation(request, token, found)
    has_account = User.objects.filter(email=found.email).exists()
    context = {"invitation": found, "refusal": refusal, "has_account": has_account}
    return render(request, "portal/invitation.html", context, status=410 if refusal else 200)


def _join(request: HttpRequest, token: str, user: User) -> HttpResponse:
    try:
        membership = invitations.accept(token, user, timezone.now())
    except Http404:
        return _unknown(request, token)
    except invitations.Declined as declined:
        messages.error(request, str(declined))
        return redirect(request.path)
    messages.success(request, f"Welcome to {membership.organisation}. You are {membership.get_right_display()} here.")
    return redirect("home", membership.organisation.slug)


def _unknown(request: HttpRequest, token: str) -> HttpResponse:
    return render(request, "portal/invitation_unknown.html", {"was_opened": was_opened(token)}, status=404)
