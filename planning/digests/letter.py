"""What the digest of an organisation says on a day. It is of the current organisation, and never holds cost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from planning.core.over_time.losses import LAUNCH, LOST, NEEDED
from planning.core.rules import CRITICAL, Finding
from planning.coverage.over_time.losses import REVIEW, WAIVER, Event, for_reader, of_coverage, to_review
from planning.coverage.over_time.scene import Scene
from planning.findings import waivers
from planning.organisation import store
from planning.organisation.snapshot import Snapshot
from portal.models import Membership, Organisation

AHEAD, AGAIN, WEEK = timedelta(days=90), timedelta(days=30), timedelta(days=7)
MOST = 20  # of each part; the rest is counted


class Part(NamedTuple):
    """One heading of the letter: the first lines under it, and how many more there are."""

    title: str
    events: list[Event]
    more: int


class Letter(NamedTuple):
    """`critical` are the critical findings that did not stand a week ago."""

    organisation: Organisation
    today: date
    lost: Part
    critical: list[Finding]
    more_critical: int
    waivers: Part
    reviews: Part

    @property
    def parts(self) -> list[Part]:
        return [part for part in (self.lost, self.waivers, self.reviews) if part.events]

    def read_by(self, member: Membership) -> Letter:
        """Without what the member may not see."""
        return self._replace(reviews=self.reviews._replace(events=for_reader(self.reviews.events, member)))

    @property
    def is_empty(self) -> bool:
        return not self.critical and not self.parts


def letter(organisation: Organisation, today: date) -> Letter:
    """The digest of this week; empty where there is nothing to tell."""
    snapshot = Snapshot(organisation, today)
    lost = _coming(organisation, snapshot, today)
    again = to_review(organisation, snapshot, today - AGAIN, today + AGAIN)
    critical = _new_critical(organisation, snapshot, today)
    return Letter(
        organisation,
        today,
        _part("Upcoming gaps within 90 days", lost),
        critical[:MOST],
        max(0, len(critical) - MOST),
        _part("Accepted findings to review", [event for event in again if event.kind == WAIVER]),
        _part("Reviews of reporting lines due", [event for event in again if event.kind == REVIEW]),
    )


def _part(title: str, events: list[Event]) -> Part:
    events = sorted(events, key=lambda event: (event.day, event.title))
    return Part(title, events[:MOST], max(0, len(events) - MOST))


def _coming(organisation: Organisation, snapshot: Snapshot, today: date) -> list[Event]:
    before = today - timedelta(days=1)
    scene = Scene(store.dated(organisation, before), snapshot.content, before, today + AHEAD)
    events = of_coverage(scene, organisation.slug, today, today + AHEAD)
    return [event for event in events if event.kind in (LOST, NEEDED, LAUNCH)]


def _new_critical(organisation: Organisation, snapshot: Snapshot, today: date) -> list[Finding]:
    """Critical findings that stand open now, and did not stand as critical a week ago."""
    then = {f.identity for f in Snapshot(organisation, today - WEEK).findings if f.severity == CRITICAL}
    standing = waivers.sort(snapshot.findings, waivers.standing(organisation), today).open
    return [finding for finding in standing if finding.severity == CRITICAL and finding.identity not in then]
