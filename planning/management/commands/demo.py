"""Make the demo organisation, if it is not there."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date, datetime, time
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from planning.core.changes.change import diff
from planning.core.records import Org
from planning.demo import Chapter, Draft, Story, read_story
from planning.demo.cost import give_money
from planning.demo.findings import decide
from planning.demo.review import begin_next, sign_first
from planning.findings import sightings, trend
from planning.notices.notices import unsent
from planning.organisation.live import set_rule
from planning.organisation.models import Batch, LiveRules
from planning.organisation.writes import commit, undo
from planning.plans import editing, review
from portal.closing import emptying
from portal.demo import make_members
from portal.models import Membership, Organisation, User


class Command(BaseCommand):
    help = "Create the demo organisation with its history and members, unless it exists."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--fresh", action="store_true", help="delete the demo organisation and create it again")

    @transaction.atomic
    def handle(self, *, fresh: bool, **options: Any) -> None:
        story = read_story(timezone.localdate())
        if fresh:
            for earlier in Organisation.objects.filter(slug=story.slug):
                emptying.empty(earlier)
        organisation, made = Organisation.objects.get_or_create(slug=story.slug, defaults={"name": story.name})
        make_members(organisation)
        if made:
            set_rule(organisation, LiveRules.Who.PLANNERS)
            with unsent():
                _tell(organisation, story)
            give_money(organisation, story.began.replace(month=1, day=1))
        self.stdout.write(f"{'Created' if made else 'Kept'} the demo organisation {organisation}.")


def _tell(organisation: Organisation, story: Story) -> None:
    """Commit the start and every chapter on its own day, as if it had happened so."""
    members = {m.right: m.user for m in Membership.objects.filter(organisation=organisation).select_related("user")}
    changes = diff(Org.of(story.began), story.start, story.began)
    title = "Import: people.csv, products.csv"
    begin = Chapter(story.began, title, "admin", Batch.Source.IMPORT, False, changes)
    for chapter in (begin, *story.chapters):
        _commit(organisation, chapter, members.get(chapter.by))
        if chapter is begin:
            organisation.refresh_from_db()
            sign_first(organisation, members, story.began)
    organisation.refresh_from_db()
    sightings.record(organisation, timezone.localdate())
    trend.work_out(organisation, timezone.localdate())
    decide(organisation, members, timezone.localdate())
    for draft in story.plans:
        _send(organisation, draft, members.get("planner"))
    begin_next(organisation, members, timezone.localdate())


def _send(organisation: Organisation, draft: Draft, owner: User | None) -> None:
    """A plan of the planner's, sent for review."""
    plan = editing.create(organisation, name=draft.name, purpose=draft.purpose, target=draft.target, owner=owner)
    for title, changes in draft.steps:
        plan = editing.edit(plan, changes, title=title, author=owner)
    review.submit(plan, by=owner)


def _commit(organisation: Organisation, chapter: Chapter, author: User | None) -> None:
    batch = commit(
        organisation,
        chapter.changes,
        title=chapter.title,
        today=chapter.day,
        author=author,
        source=chapter.source,
        lenient=chapter.source == Batch.Source.IMPORT,
    )
    _backdate(batch, chapter.day, 10)
    if chapter.undone:
        organisation.refresh_from_db()
        _backdate(undo(batch, today=chapter.day, author=author), chapter.day, 11)


def _backdate(batch: Batch, day: date, hour: int) -> None:
    """The batch was made on the day of its chapter, not just now."""
    moment = min(timezone.make_aware(datetime.combine(day, time(hour))), timezone.now())
    Batch.objects.filter(pk=batch.pk).update(made_at=moment)
