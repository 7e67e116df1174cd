"""What other role content would do to the findings of organisations, before it is published."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Model

from planning.core import rules
from planning.core.content import Content
from planning.core.rules import Finding
from planning.organisation import role_content
from planning.organisation.snapshot import Snapshot
from planning.role_content.adaptations.title_trial import TitleChange, title_changes
from portal.models import Organisation, User
from roles.content_values import build
from roles.documents import Document, load

SHOWN = 12


class Impact(NamedTuple):
    """`reworded` are findings that stay but say or quote something else, or are graver or lighter: (before, after)."""

    organisation: Organisation
    opened: list[Finding]
    closed: list[Finding]
    reworded: list[tuple[Finding, Finding]]

    @property
    def more(self) -> int:
        """How many of them a list that shows a dozen of each leaves out."""
        return sum(max(len(found) - SHOWN, 0) for found in (self.opened, self.closed, self.reworded))

    @property
    def any(self) -> bool:
        return bool(self.opened or self.closed or self.reworded)


def known_organisations(user: User) -> Iterable[Organisation]:
    """The organisations whose findings somebody who edits content may see: all of them, or those they belong to."""
    if user.has_perm("roles.see_organisations"):
        return Organisation.objects.filter(closed_at=None)
    return Organisation.objects.filter(memberships__user=user, closed_at=None)


def impacts(user: User, document: Document, on: date) -> list[Impact]:
    """What the content would do in every organisation that the user may know of. The content must not contradict
    itself."""
    site = build(load(document))
    found = []
    for organisation in known_organisations(user):
        snapshot = Snapshot(organisation, on)
        found.append(impact(organisation, snapshot, role_content.with_site(organisation, site)))
    return found


def titles(user: User, rows: Iterable[Model], on: date) -> list[tuple[Organisation, list[TitleChange]]]:
    """The titles in use that these rows would read otherwise than what is in force, in every organisation that the user
    may know of."""
    site = build(rows)
    found = []
    for organisation in known_organisations(user):
        snapshot = Snapshot(organisation, on)
        found.append(
            (organisation, title_changes(snapshot.org, snapshot.content, role_content.with_site(organisation, site)))
        )
    return found


def impact(organisation: Organisation, snapshot: Snapshot, new: Content) -> Impact:
    """The findings of today's organisation with other content against those in force."""
    after = {finding.identity: finding for finding in rules.findings(snapshot.org, new)}
    before = {finding.identity: finding for finding in snapshot.findings}
    both = ((before[identity], finding) for identity, finding in after.items() if identity in before)
    return Impact(
        organisation,
        [finding for identity, finding in after.items() if identity not in before],
        [finding for identity, finding in before.items() if identity not in after],
        [pair for pair in both if _words(pair[0], snapshot.content) != _words(pair[1], new)],
    )


def _words(finding: Finding, known: Content) -> tuple[str, ...]:
    """Everything that a finding says, quotes included."""
    return finding.severity, finding.message, *(known.quotes.get(id, "") for id in finding.because)
