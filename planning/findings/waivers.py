"""Accepting findings: a stored decision with a reason, an owner and a day on which it is looked at again.

An acceptance holds for the finding as it was. It lapses when its day has passed, when the finding has become graver,
or when the facts that it rested on have changed; then the finding is open again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from planning.core.rules import Finding
from planning.core.rules.base import code_of, is_graver
from planning.findings.models import FindingNote, Waiver
from planning.organisation import store
from planning.organisation.snapshot import Snapshot
from portal.models import Organisation, User

# Differs whenever a finding is accepted or opened again; the guard brings it with every organisation. The number of
# acceptances alone would not tell one in place of another, the last of them alone would not tell a withdrawal.
STAMP = "accepted findings"
STAMP_SQL = """(
    SELECT CASE WHEN COUNT(*) > COUNT(w.withdrawn_at) THEN MAX(w.id) || '/' || (COUNT(*) - COUNT(w.withdrawn_at)) END
    FROM planning_waiver w WHERE w.organisation_id = o.id
)"""
Identity = tuple[str, str, str, str]
Waivers = Mapping[Identity, Waiver]


class Sorted(NamedTuple):
    """Findings that stand open, and those that are accepted, each with its waiver."""

    open: list[Finding]
    accepted: list[tuple[Finding, Waiver]]


def accept(
    organisation: Organisation, finding: Finding, reason: str, owner: User, review_on: date, author: User
) -> Waiver:
    """Accept a finding as it is now, in place of any earlier acceptance; its history says so. `review_on` is the last
    day on which it holds."""
    (waiver,) = accept_all(organisation, [finding], reason, owner, review_on, author)
    return waiver


def accept_all(
    organisation: Organisation, findings: Sequence[Finding], reason: str, owner: User, review_on: date, author: User
) -> list[Waiver]:
    """Accept all of these at once; five queries, however many there are. `take_back` undoes it."""
    said = {"reason": reason, "owner": owner, "review_on": review_on, "author": author}
    with transaction.atomic():
        before = _standing(organisation)
        replaced = [before[f.identity].pk for f in findings if f.identity in before]
        Waiver.objects.filter(pk__in=replaced).update(withdrawn_at=timezone.now())
        made = Waiver.objects.bulk_create(_waiver(organisation, finding, said) for finding in findings)
        note_all(organisation, [f.identity for f in findings], FindingNote.Event.ACCEPTED, reason, author)
    organisation.forget_stamp(STAMP)
    return made


def _waiver(organisation: Organisation, finding: Finding, said: Mapping[str, Any]) -> Waiver:
    named = identified(organisation, finding.identity)
    return Waiver(**named, **said, severity=finding.severity, message=finding.message, facts=finding.digest)


def take_back(organisation: Organisation, made: Sequence[Waiver], replaced: Sequence[Waiver], author: User) -> None:
    """Undo acceptances that still stand; those that they came in place of hold again."""
    with transaction.atomic():
        Waiver.objects.filter(pk__in=[waiver.pk for waiver in made]).update(withdrawn_at=timezone.now())
        _restore(replaced)
        note_all(organisation, [w.identity for w in made], FindingNote.Event.WITHDRAWN, "", author)
    organisation.forget_stamp(STAMP)


def _restore(replaced: Sequence[Waiver]) -> None:
    """As rows of their own: what is remembered of acceptances is told apart by the last of them."""
    days = [waiver.made_at for waiver in replaced]
    for waiver in replaced:
        waiver.pk, waiver.withdrawn_at = None, None
    again = Waiver.objects.bulk_create(replaced)
    for waiver, made_at in zip(again, days, strict=True):
        waiver.made_at = made_at
    Waiver.objects.bulk_update(again, ["made_at"])


def withdraw(organisation: Organisation, identity: Identity, author: User, reason: str = "") -> bool:
    """Take the acceptance of a finding back; False where there is none."""
    with transaction.atomic():
        rows = Waiver.objects.filter(**identified(organisation, identity), withdrawn_at=None)
        gone = rows.update(withdrawn_at=timezone.now())
        if gone:
            note_all(organisation, [identity], FindingNote.Event.WITHDRAWN, reason, author)
    organisation.forget_stamp(STAMP)
    return bool(gone)


def standing(organisation: Organisation) -> Waivers:
    """The acceptances that nobody has withdrawn, by the identity of their finding, lapsed ones included. No query where
    the guard fetched the organisation and there are none, or these are in memory; else one."""
    stamp = organisation.stamps.get(STAMP)
    if stamp is None:
        return _standing(organisation)
    return store.derived(organisation, date.min, ("waivers", stamp), partial(_standing, organisation)) if stamp else {}


def accepted(organisation: Organisation, snapshot: Snapshot) -> frozenset[Identity]:
    """The findings of a snapshot that an acceptance holds for. No query as with `standing`."""
    found = set()
    for identity, waiver in standing(organisation).items():
        finding = snapshot.find(code_of(identity))
        if finding and not lapse(waiver, finding, snapshot.org.on):
            found.add(identity)
    return frozenset(found)


def _standing(organisation: Organisation) -> Waivers:
    rows = Waiver.objects.filter(organisation=organisation, withdrawn_at=None).select_related("owner")
    return {waiver.identity: waiver for waiver in reversed(rows)}


def lapse(waiver: Waiver, finding: Finding, on: date) -> str:
    """Why an acceptance no longer holds for the finding as it is on a day; '' while it does."""
    if on > waiver.review_on:
        return "its review date has passed"
    if is_graver(finding.severity, waiver.severity):
        return "it has become more severe"
    return "" if finding.digest == waiver.facts else "the facts have changed"


def sort(findings: Iterable[Finding], waivers: Waivers, on: date) -> Sorted:
    """Tell the open findings from the accepted ones, each list in the order given."""
    found = Sorted([], [])
    for finding in findings:
        waiver = waivers.get(finding.identity)
        if waiver is None or lapse(waiver, finding, on):
            found.open.append(finding)
        else:
            found.accepted.append((finding, waiver))
    return found


def identified(organisation: Organisation, identity: Identity) -> dict[str, Any]:
    """The columns that name a finding in each table of its life."""
    rule, kind, key, about = identity
    return {"organisation": organisation, "rule": rule, "kind": kind, "key": key, "about": about}


def note_all(
    organisation: Organisation, identities: Iterable[Identity], event: str, text: str, author: User
) -> list[FindingNote]:
    """The same line in the history of each finding."""
    said = {"event": event, "text": text, "on": timezone.localdate(), "author": author}
    return FindingNote.objects.bulk_create(FindingNote(**identified(organisation, i), **said) for i in identities)
