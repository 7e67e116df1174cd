"""Inviting by e-mail link: invite, send again, withdraw, accept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from allauth.account.models import EmailAddress
from django.db import transaction
from django.http import Http404
from django.urls import reverse

from portal import audit, cost_right
from portal.addresses import absolute
from portal.archive.claiming import claim
from portal.jobs import mail
from portal.letters import Letter, message
from portal.members import lock
from portal.models import Invitation, Mail, Membership, Organisation, Right, User

VALID_FOR = timedelta(days=14)
State = Invitation.State
NO_ADMIN = (
    "The person who sent this invitation is no longer an admin. Ask an admin of the organisation to send it again."
)


class Declined(Exception):
    """The invitation cannot be made or accepted; the text says why, and what to do."""


def invite(
    organisation: Organisation, email: str, right: Right, sees_cost: bool, *, by: User, now: datetime
) -> tuple[Invitation, str]:
    """A new invitation and the token for its link. Raises `Declined` for a member, for an address that is invited,
    and for the cost right where `by` does not have it."""
    email = email.lower()
    with transaction.atomic():
        lock(organisation)
        _check_cost(organisation, sees_cost, by)
        if organisation.memberships.filter(user__email=email).exists():
            raise Declined(f"{email} already belongs to a member. Change their access in the list of members.")
        earlier = organisation.invitations.filter(Invitation.unanswered, email=email).first()
        if earlier and earlier.state(now) == State.OPEN:
            raise Declined(f"{email} has already been invited. Send that invitation again, or withdraw it first.")
        if earlier:
            _close(earlier, now)
        token = token_urlsafe(32)
        invitation = organisation.invitations.create(
            email=email,
            right=right,
            sees_cost=sees_cost,
            token_hash=_hash(token),
            invited_by=by,
            expires_at=now + VALID_FOR,
        )
        _record(audit.Kind.INVITED, invitation, actor=by)
    return invitation, token


def renew(organisation: Organisation, pk: int, now: datetime, *, by: User) -> tuple[Invitation, str]:
    """A fresh token and term for an unanswered invitation, which is then that of `by`; the earlier link stops working.
    Raises `Http404`, and `Declined` as `invite` does."""
    token = token_urlsafe(32)
    with transaction.atomic():
        lock(organisation)
        invitation = _unanswered(organisation, pk)
        _check_cost(organisation, invitation.sees_cost, by)
        invitation.token_hash, invitation.expires_at, invitation.invited_by = _hash(token), now + VALID_FOR, by
        invitation.save(update_fields=["token_hash", "expires_at", "invited_by"])
        _record(audit.Kind.INVITATION_RENEWED, invitation, actor=by)
    return invitation, token


def _check_cost(organisation: Organisation, sees_cost: bool, by: User) -> None:
    if sees_cost and not cost_right.holders(organisation).filter(user=by).exists():
        raise Declined("You cannot see cost yourself, so you cannot invite someone who can.")


def withdraw(organisation: Organisation, pk: int, now: datetime) -> Invitation:
    """Make an unanswered invitation's link useless. Raises `Http404`."""
    with transaction.atomic():
        invitation = _unanswered(organisation, pk)
        _close(invitation, now)
        _record(audit.Kind.INVITATION_WITHDRAWN, invitation)
    return invitation


def find(token: str) -> Invitation | None:
    """The invitation that a link leads to, whatever has become of it."""
    return Invitation.objects.select_related("organisation", "invited_by").filter(token_hash=_hash(token)).first()


def accept(token: str, user: User, now: datetime) -> Membership:
    """Make `user` a member. Somebody who is one already keeps the right they have. The cost right comes only from
    somebody who still has it. Raises `Declined`, `Http404`."""
    with transaction.atomic():
        invitation = Invitation.objects.select_for_update().filter(token_hash=_hash(token)).first()
        if invitation is None:
            raise Http404("Invitation not found.")
        refusal = why_not(invitation, user, now)
        if refusal:
            raise Declined(refusal)
        lock(invitation.organisation)
        if not is_vouched_for(invitation):
            raise Declined(NO_ADMIN)
        inviter = cost_right.holders(invitation.organisation).filter(user=invitation.invited_by_id)
        given = {"right": invitation.right, "sees_cost": invitation.sees_cost and inviter.exists()}
        mine = Membership.objects.filter(organisation=invitation.organisation, user=user)
        with cost_right.noted(mine.all, actor=invitation.invited_by, how="invited"):
            membership, is_new = mine.get_or_create(organisation=invitation.organisation, user=user, defaults=given)
        invitation.accepted_at = now
        invitation.save(update_fields=["accepted_at"])
        if is_new:
            claim(membership, invitation.email)
            _record(audit.Kind.JOINED, invitation, actor=user, about=user)
    return membership


def is_vouched_for(invitation: Invitation) -> bool:
    """Whether an admin stands behind it: else somebody who was removed could have invited themselves before."""
    admins = invitation.organisation.memberships.filter(right=Right.ADMIN, user__is_active=True)
    return admins.filter(user=invitation.invited_by_id).exists()


def why_not(invitation: Invitation, user: User | None, now: datetime) -> str:
    """Why the invitation cannot be accepted by `user` (by anybody, without one); empty where it can."""
    if invitation.organisation.closed_at:
        return "This organisation is closed. Ask one of its admins."
    state = invitation.state(now)
    if state == State.ACCEPTED:
        return "This invitation has been used already. If it was you, sign in to find the organisation."
    if state == State.WITHDRAWN:
        return "This invitation has been withdrawn. Ask an admin of the organisation for a new one."
    if state == State.EXPIRED:
        return "This invitation has expired. Ask an admin of the organisation to send it again."
    if not is_vouched_for(invitation):
        return NO_ADMIN
    return _wrong_address(invitation.email, user) if user else ""


def _wrong_address(email: str, user: User) -> str:
    own = dict(EmailAddress.objects.filter(user=user).values_list("email", "verified"))
    if own.get(email, email == user.email.lower()):
        return ""
    if email in own:
        return f"First confirm that {email} is yours: “Your account”, “E-mail addresses”, “Send confirmation again”."
    return f"This invitation is for {email}, and you are signed in as {user.email}. Sign out, then open the link again."


def send(invitation: Invitation, token: str) -> None:
    """Have the link sent. `undelivered` tells where the mail server does not take it."""
    who = invitation.invited_by or "An admin"
    letter = Letter(
        invitation.organisation.name,
        f"{who} invites you to join on Lineup",
        f"{who} invites you to {invitation.organisation} on Lineup, where its products, people and hiring are planned. "
        f"You will join as {invitation.get_right_display()}.",
        "Join organisation",
        absolute(reverse("invitation", args=[token])),
        "this address was invited. If you did not expect it, ignore this e-mail: no one can join in your name without "
        "the link",
        template="portal/email/invitation",
        more={"invitation": invitation},
        of=invitation.organisation_id,
        kind="Invitation",
    )
    mail.post(message(letter, invitation.email), about=_about(invitation.pk))


def undelivered(invitations: Iterable[Invitation]) -> dict[int, Mail]:
    """Their e-mails that the mail server has not taken yet, by invitation. No query without invitations."""
    numbers_of = {_about(invitation.pk): invitation.pk for invitation in invitations}
    rows = Mail.objects.filter(about__in=numbers_of, tries__gt=0).exclude(error="")
    return {numbers_of[row.about]: row for row in rows}


def _about(number: int) -> str:
    return f"invitation:{number}"


def _unanswered(organisation: Organisation, pk: int) -> Invitation:
    rows = organisation.invitations.select_for_update().filter(Invitation.unanswered, pk=pk)
    invitation = rows.first()
    if invitation is None:
        raise Http404("This invitation is no longer open. It may have been answered or withdrawn in the meantime.")
    return invitation


def _close(invitation: Invitation, now: datetime) -> None:
    invitation.withdrawn_at = now
    invitation.save(update_fields=["withdrawn_at"])
    mail.drop(_about(invitation.pk))


def _record(kind: audit.Kind, invitation: Invitation, actor: User | None = None, about: User | None = None) -> None:
    """The address is not kept: the entry names the invitation by its number."""
    of, right = invitation.organisation, invitation.right
    audit.record(kind, organisation=of, actor=actor, about=about, invitation=invitation.pk, right=right)


def _hash(token: str) -> str:
    """Tokens are long and random, so a plain hash is enough to make a leaked table worthless."""
    return sha256(token.encode(errors="replace")).hexdigest()
