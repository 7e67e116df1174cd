"""The life of findings: when each was first and last seen, closed, opened again, and how many stood open each day.

This is the one place that records it, and only for the current organisation on the day itself: after every write to the
organisation, and on the first look of a day or after the rules or the role content changed. Plans and other days record
nothing, and a look that finds this version recorded writes nothing.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from django.db import DatabaseError, transaction
from django.utils import timezone

from planning.core.rules import SEVERITIES, Finding
from planning.findings import waivers
from planning.findings.models import FindingCount, FindingNote, LastLook, Sighting
from planning.findings.waivers import Identity, identified
from planning.organisation import store
from planning.organisation.models import Batch
from planning.organisation.snapshot import Snapshot
from portal import jobs
from portal.guard import Access
from portal.models import Organisation

Event = FindingNote.Event
# After writes of up to so many changes the findings are recorded at once.
AT_ONCE = 5_000
logger = logging.getLogger(__name__)


class Cause(NamedTuple):
    """What was done since the last look: by whom, if one did it all, and in words; the batch, if it was one alone."""

    author: Any
    text: str
    batch: Batch | None = None


def keep(access: Access) -> None:
    """Record what a page of findings shows, if it shows the current organisation today and nobody has yet."""
    if access.plan is None and access.on == access.today:
        organisation, today = access.organisation, access.today
        seen = ("seen", store.content_for(organisation).version)
        try:
            store.derived(organisation, today, seen, partial(record, organisation, today))
        except DatabaseError:  # a page can be read although this cannot be written now; the next look tries again
            logger.exception("The findings could not be recorded.", extra={"organisation": organisation.pk})


def follow(sender: object, *, organisation_id: int, today: date, size: int, **_: object) -> None:
    """Receive `organisation_changed`: record once the transaction has succeeded; what goes wrong then is logged and
    harms no edit. Whoever made very many changes does not wait for it."""
    if today == timezone.localdate():

        def look() -> None:  # by a name, which Django logs if it goes wrong: a `partial` has none
            (_follow if size <= AT_ONCE else _follow_aside)(organisation_id, today)

        transaction.on_commit(look, robust=True)


def _follow(organisation_id: int, today: date) -> None:
    record(Organisation.objects.get(pk=organisation_id), today)


def _follow_aside(organisation_id: int, today: date) -> None:
    record_findings.start(str(organisation_id), arguments={"organisation": organisation_id})


@jobs.job(
    "record-findings",
    sorry="Open findings could not be recorded. This is tried again the next time someone opens findings.",
)
def record_findings(run: jobs.Run, *, organisation: int) -> None:
    """Record what stands today, unless a look at the findings has meanwhile."""
    if found := Organisation.objects.filter(pk=organisation).first():
        record(found, timezone.localdate())


def record(organisation: Organisation, today: date) -> bool:
    """Bring what is remembered to what stands today; False where that was done already, here or elsewhere."""
    version = store.content_for(organisation).version[:80]
    place = {"version": organisation.version, "content": version, "on": today}
    if LastLook.objects.filter(organisation=organisation, **place).exists():
        return False
    findings = Snapshot(organisation, today).findings
    with transaction.atomic():
        LastLook.objects.get_or_create(organisation=organisation)
        last = LastLook.objects.select_for_update().get(organisation=organisation)
        if (last.version, last.content, last.on) == tuple(place.values()):
            return False
        if last.version > organisation.version or (last.on and last.on > today):
            return False  # somebody has seen more already
        cause = _cause(organisation, last)
        _compare(organisation, findings, today, cause)
        last.version, last.content, last.on = organisation.version, version, today
        last.batch = max(last.batch, _newest(organisation))
        last.save()
        count(organisation, findings, today)
    return True


def count(organisation: Organisation, findings: Sequence[Finding], today: date) -> None:
    """Write down how many stand open today, by severity, and how many are accepted."""
    found = waivers.sort(findings, waivers.standing(organisation), today)
    numbers: dict[str, Any] = {**dict.fromkeys(SEVERITIES, 0), **Counter(f.severity for f in found.open)}
    numbers |= {"accepted": len(found.accepted), "worked_out": False}
    FindingCount.objects.update_or_create(organisation=organisation, on=today, defaults=numbers)


def recount(access: Access) -> None:
    """As `count`, after an acceptance came or went."""
    count(access.organisation, Snapshot(access.organisation, access.today).findings, access.today)


def _newest(organisation: Organisation) -> int:
    return Batch.objects.filter(organisation=organisation).values_list("pk", flat=True).order_by("-pk").first() or 0


def _cause(organisation: Organisation, last: LastLook) -> Cause:
    since = Batch.objects.filter(organisation=organisation, pk__gt=last.batch).select_related("author").order_by("pk")
    batches = list(since[:4]) if last.on else []
    if len(batches) == 1:
        return Cause(batches[0].author, batches[0].title, batches[0])
    more = " and more" if len(batches) > 3 else ""
    return Cause(None, "; ".join(batch.title for batch in batches[:3]) + more)


def _compare(organisation: Organisation, findings: Sequence[Finding], today: date, cause: Cause) -> None:
    rows = Sighting.objects.filter(organisation=organisation).select_related("closed_in")
    known = {row.identity: row for row in rows}
    now = {finding.identity: finding for finding in findings}
    notes: list[FindingNote] = []
    note = partial(_note, organisation, today, cause)
    moved = []
    for identity, finding in now.items():
        row = known.get(identity)
        if row is None:
            continue
        if row.closed_on is not None:
            notes.append(note(identity, Event.REOPENED))
            _open_again(row, today)
        elif row.severity != finding.severity:
            notes.append(note(identity, Event.SEVERITY, f"{row.severity} → {finding.severity}"))
        elif row.message == finding.message and row.name == finding.subject.name[:300]:
            continue
        _describe(row, finding, today)
        moved.append(row)
    gone = [row for identity, row in known.items() if row.closed_on is None and identity not in now]
    notes += [note(row.identity, Event.CLOSED) for row in gone]
    _write(organisation, today, moved, gone, cause.batch)
    Sighting.objects.bulk_create(
        (_new(organisation, finding, today) for identity, finding in now.items() if identity not in known),
        batch_size=500,
    )
    FindingNote.objects.bulk_create(notes, batch_size=500)


def _open_again(row: Sighting, today: date) -> None:
    """From today, unless what closed it was undone or never lasted a day: then it has stood all the time."""
    is_undone = row.closed_on == today or (row.closed_in is not None and _is_taken_back(row.closed_in))
    if not is_undone:
        row.opened_on, row.times = today, row.times + 1
    row.closed_on = row.closed_in = None


def _is_taken_back(batch: Batch) -> bool:
    """Whether what the batch did does not hold any more: of an undo, that its step was brought again."""
    step, brings = batch, True
    while step.undoes is not None:
        step, brings = step.undoes, not brings
    return step.void == brings


def _describe(row: Sighting, finding: Finding, today: date) -> None:
    row.severity, row.message, row.name = finding.severity, finding.message, finding.subject.name[:300]
    row.last_seen = today


def _new(organisation: Organisation, finding: Finding, today: date) -> Sighting:
    row = Sighting(**identified(organisation, finding.identity), first_seen=today, opened_on=today)
    _describe(row, finding, today)
    return row


def _write(
    organisation: Organisation, today: date, moved: Sequence[Sighting], gone: Sequence[Sighting], batch: Batch | None
) -> None:
    names = ["severity", "message", "name", "closed_on", "closed_in", "opened_on", "times"]
    Sighting.objects.bulk_update(moved, names, batch_size=200)
    keys = [row.pk for row in gone]
    for start in range(0, len(keys), 500):
        Sighting.objects.filter(pk__in=keys[start : start + 500]).update(closed_on=today, closed_in=batch)
    Sighting.objects.filter(organisation=organisation, closed_on=None).exclude(last_seen=today).update(last_seen=today)


def _note(
    organisation: Organisation, today: date, cause: Cause, identity: Identity, event: str, text: str = ""
) -> FindingNote:
    said = ". ".join(filter(None, (text, cause.text)))[:4000]
    return FindingNote(**identified(organisation, identity), event=event, on=today, text=said, author=cause.author)


def sightings(organisation: Organisation) -> Mapping[Identity, Sighting]:
    """All that were ever seen, by identity: one query."""
    return {row.identity: row for row in Sighting.objects.filter(organisation=organisation)}


def opened(organisation: Organisation) -> Mapping[Identity, date]:
    """The day since which each finding stands that stood when last looked at: one query."""
    rows = Sighting.objects.filter(organisation=organisation, closed_on=None)
    columns = rows.values_list("rule", "kind", "key", "about", "opened_on")
    return {(rule, kind, key, about): since for rule, kind, key, about, since in columns}
