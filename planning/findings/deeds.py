"""Accepting and assigning findings, one or many at once: all of it or nothing, and undone as one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import transaction

from planning.core.dates import day
from planning.core.rules import Finding
from planning.core.words import count
from planning.findings import collaboration, decided, waivers
from planning.findings.decided import Decided, Decisions
from planning.findings.forms import AboutFinding, Accept, Assign
from planning.findings.models import FindingTask, Waiver
from planning.organisation.snapshot import Snapshot
from portal.guard import Access
from portal.models import Organisation

Row = Waiver | FindingTask


class Chosen(NamedTuple):
    """Findings that somebody chose, with the token of what they saw of each. `gone`: how many are closed by now."""

    findings: list[Finding]
    seen: Mapping[str, str]
    gone: int = 0

    @property
    def carried(self) -> str:
        """As a form carries it: `code:token`, parted by blanks."""
        return " ".join(f"{finding.code}:{self.seen[finding.code]}" for finding in self.findings)

    @classmethod
    def of(cls, snapshot: Snapshot, carried: str) -> Chosen:
        pairs = dict(word.split(":", 1) for word in carried.split() if ":" in word)
        found = [finding for code in pairs if (finding := snapshot.find(code))]
        return cls(found, pairs, len(pairs) - len(found))


@dataclass(frozen=True)
class Deed:
    """What is decided; `what` is what messages call it. `token` and `says` tell what is decided now; `write` gives the
    rows that it made; `row` is the row in `Decided` that it makes or replaces."""

    verb: str
    what: str
    form: type[AboutFinding]
    token: Callable[[Decided], str]
    says: Callable[[Decided], str]
    row: Callable[[Decided], Row | None]
    write: Callable[[Access, Sequence[Finding], Mapping[str, Any]], Sequence[Row]]
    done: Callable[[int, Mapping[str, Any]], str]


def _accept(access: Access, findings: Sequence[Finding], given: Mapping[str, Any]) -> Sequence[Row]:
    said = given["reason"], given["owner"], given["review_on"]
    return waivers.accept_all(access.organisation, findings, *said, access.user)


def _assign(access: Access, findings: Sequence[Finding], given: Mapping[str, Any]) -> Sequence[Row]:
    named = {finding.identity: collaboration.called(finding) for finding in findings}
    return collaboration.assign_all(access.organisation, named, given["assignee"], given["due"], access.user)


def _accepted(number: int, given: Mapping[str, Any]) -> str:
    return f"Accepted {count(number, 'finding')} until {day(given['review_on'])}."


def _assigned(number: int, given: Mapping[str, Any]) -> str:
    return f"Assigned {count(number, 'finding')} to {given['assignee']}."


DEEDS: Mapping[str, Deed] = {
    "accept": Deed(
        verb="Accept",
        what="its acceptance",
        form=Accept,
        token=decided.acceptance_token,
        says=decided.acceptance_says,
        row=lambda now: now.waiver,
        write=_accept,
        done=_accepted,
    ),
    "assign": Deed(
        verb="Assign",
        what="its assignee",
        form=Assign,
        token=decided.task_token,
        says=decided.task_says,
        row=lambda now: now.task,
        write=_assign,
        done=_assigned,
    ),
}


class Meanwhile(Exception):
    """Somebody has decided otherwise about some of the findings since they were looked at: nothing was written.
    `changed` says of each what has become of it, `left` are the others."""

    def __init__(self, changed: Sequence[tuple[Finding, str]], left: Chosen, by: object = None) -> None:
        super().__init__("Someone else has decided in the meantime.")
        self.changed, self.left, self.by = changed, left, by


class Done(NamedTuple):
    """The rows that a deed made, and those that they came in place of."""

    made: Sequence[Row]
    replaced: Sequence[Row]


def look(access: Access, deed: Deed, findings: Sequence[Finding]) -> Chosen:
    """These findings as they are decided now."""
    now = Decisions.of(access.organisation)
    return Chosen(list(findings), {finding.code: deed.token(now.about(finding.identity)) for finding in findings})


def do(access: Access, deed: Deed, chosen: Chosen, given: Mapping[str, Any]) -> Done:
    """Decide about all of them. Raises `Meanwhile` where somebody else has since they were looked at."""
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=access.organisation.pk)
        access.organisation.forget_stamp(waivers.STAMP)
        now = Decisions.of(access.organisation)
        _check(deed, chosen, now)
        replaced = [row for finding in chosen.findings if (row := deed.row(now.about(finding.identity)))]
        return Done(deed.write(access, chosen.findings, given), replaced)


def _check(deed: Deed, chosen: Chosen, now: Decisions) -> None:
    moved = [f for f in chosen.findings if deed.token(now.about(f.identity)) != chosen.seen[f.code]]
    if moved:
        left = [finding for finding in chosen.findings if finding not in moved]
        row = deed.row(now.about(moved[0].identity))
        by = row.author if row else None
        raise Meanwhile([(f, deed.says(now.about(f.identity))) for f in moved], chosen._replace(findings=left), by)
