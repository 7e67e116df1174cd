"""Coming losses as people read them: of coverage, and the days on which something decided is looked at again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from planning.core.over_time.losses import HIRE, LAUNCH, LOST, NEEDED, Loss, losses
from planning.core.words import listed
from planning.coverage.over_time.scene import Scene
from planning.findings import waivers
from planning.findings.presentation import product_name, rule_titles
from planning.organisation.snapshot import Snapshot
from planning.reporting_lines.models import LineReview
from portal.models import Membership, Organisation, Right

WAIVER, REVIEW = "waiver", "review"
# Icon and word.
KINDS = {
    LOST: ("user-minus", "Cover lost"),
    NEEDED: ("target", "Role needed"),
    LAUNCH: ("flag", "Launch uncovered"),
    HIRE: ("user-plus", "Hire due"),
    WAIVER: ("scale", "Acceptance to review"),
    REVIEW: ("eye", "Review due"),
}


class Event(NamedTuple):
    """Something on a day: what about, what of it in a sentence, whose badge it carries, and where it is told in full.
    `uid` is the same whenever it is found again."""

    day: date
    kind: str
    title: str
    text: str
    code: str
    link: str
    uid: str

    @property
    def icon(self) -> str:
        return KINDS[self.kind][0]

    @property
    def word(self) -> str:
        return KINDS[self.kind][1]


def of_coverage(scene: Scene, slug: str, since: date, until: date, plan: str = "") -> list[Event]:
    """What coverage loses in that time, hires included, in order of days."""
    found = losses(scene.line, scene.histories, since, until)
    return [_event(scene, slug, loss, plan) for loss in found]


def to_review(organisation: Organisation, snapshot: Snapshot, since: date, until: date) -> list[Event]:
    """What is to be looked at again in that time: acceptances, and reviews of reporting lines. The latter lead where
    planners alone may go; `for_reader` leaves them out for others."""
    return [*_waivers(organisation, snapshot, since, until), *_reviews(organisation, since, until)]


def for_reader(events: Iterable[Event], member: Membership) -> list[Event]:
    """Those that lead the member to something they may see."""
    return [event for event in events if event.kind != REVIEW or member.may(Right.PLANNER)]


def _waivers(organisation: Organisation, snapshot: Snapshot, since: date, until: date) -> Iterator[Event]:
    titles = rule_titles(snapshot)
    for identity, waiver in waivers.standing(organisation).items():
        if since <= waiver.review_on <= until:
            owner = f", accepted by {waiver.owner}" if waiver.owner else ""
            link = f"{reverse('findings', args=[organisation.slug])}?{urlencode({'rule': waiver.rule})}"
            name = snapshot.context.subject(waiver.kind, waiver.key).name
            text = f"{titles.get(waiver.rule, waiver.rule)}{owner}: {waiver.reason}"
            yield Event(waiver.review_on, WAIVER, name, text, "", link, "-".join(("waiver", *identity)))


def _reviews(organisation: Organisation, since: date, until: date) -> Iterator[Event]:
    """Reviews that nobody has signed off."""
    rows = LineReview.objects.filter(organisation=organisation, sign_off=None, due__range=(since, until))
    for review in rows.prefetch_related("reviewers"):
        who = listed([str(user) for user in review.reviewers.all()])
        link = reverse("lines-review", args=[organisation.slug, review.pk])
        yield Event(
            review.due, REVIEW, review.name, f"Reviewed by {who}." if who else "", "", link, f"review-{review.pk}"
        )


def _event(scene: Scene, slug: str, loss: Loss, plan: str) -> Event:
    query = {"plan": plan} if plan else {}
    if loss.kind == HIRE:
        key = loss.by[0]
        link = f"{reverse('position', args=[slug, key])}?{urlencode({**query, 'on': loss.day})}"
        position = scene.histories.at("position", key, loss.day)
        return Event(loss.day, HIRE, position.title or key, _hire(scene, key), _code(scene, position.role), link, key)
    product, role = scene.line.products[loss.product], scene.content.roles[loss.role]
    asked = urlencode({**query, "on": loss.day.isoformat()})
    link = f"{reverse('coverage-band', args=[slug, loss.product, loss.role])}?{asked}"
    uid = f"{loss.kind}-{loss.product}-{loss.role}"
    return Event(loss.day, loss.kind, product_name(product), _text(scene, loss), role.code, link, uid)


def _text(scene: Scene, loss: Loss) -> str:
    name = scene.content.roles[loss.role].name
    if loss.kind == LOST:
        # Who they were is asked of the last day on which they covered.
        who = listed([scene.name(key, date.fromordinal(loss.day.toordinal() - 1)) for key in loss.by])
        return f"{who} no longer {'cover' if len(loss.by) > 1 else 'covers'} as {name}, and no one takes over."
    if loss.kind == NEEDED:
        return f"A {name} is needed from this day, and there is none."
    return f"Launches without a {name}."


def _hire(scene: Scene, key: str) -> str:
    """What the position is to cover, where it is to cover anything."""
    names = [product_name(scene.line.products[product]) for product in scene.works_on.get(key, ())]
    return f"Open until then, to work on {listed(names)}." if names else "Open until then."


def _code(scene: Scene, role: str) -> str:
    found = scene.content.roles.get(role)
    return found.code if found and found.covers else ""
