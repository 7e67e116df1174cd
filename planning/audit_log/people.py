"""Whom an entry of the audit log may name: members and former members, nobody of another organisation."""

from __future__ import annotations

from portal import audit
from portal.models import AuditEntry, Organisation, User

STRANGER = "someone who is not a member"
STAFF = "site staff"
DELETED = "a deleted account"
BY_ITSELF = "the command line"
# What tells that somebody belongs to it, or did.
BELONGING = (audit.Kind.FOUNDED, audit.Kind.JOINED, audit.Kind.REMOVED)


class People:
    """The people of an organisation, asked for once."""

    def __init__(self, organisation: Organisation) -> None:
        entries = organisation.audit_entries.filter(kind__in=BELONGING).exclude(about=None)
        self.members = [row.user for row in organisation.memberships.select_related("user")]
        self._known = {user.pk for user in self.members} | set(entries.values_list("about", flat=True))
        rows = organisation.invitations.values_list("pk", "email")
        self._invited = {f"{number}": email for number, email in rows}

    def actor(self, entry: AuditEntry) -> str:
        if entry.actor is None:
            return DELETED if entry.request else BY_ITSELF
        return self._name(entry.actor)

    def about(self, entry: AuditEntry) -> str:
        return self._name(entry.about) if entry.about else DELETED

    def invited(self, number: object) -> str:
        """The address that an invitation went to, while that is kept."""
        return self._invited.get(str(number), "someone")

    def _name(self, user: User) -> str:
        if user.pk in self._known:
            return str(user)
        return STAFF if user.is_staff else STRANGER
