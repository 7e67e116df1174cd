"""Titles that nobody could read: which they are, and what somebody says they count as."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from typing import NamedTuple

from django.db import transaction

from planning.core.changes.change import Change
from planning.core.records import Position
from planning.core.words import count, squeezed
from planning.forms.actions import ACTIONS, EditAction
from planning.imports.comparing.compare import SURE
from planning.imports.titles import forget_titles, save_titles
from planning.organisation import writes
from planning.organisation.models import Batch, TitleChoice
from planning.organisation.snapshot import Snapshot
from portal.models import Organisation, User

# A title that says nothing is asked about where several have it: a lone odd one decides little.
SEVERAL = 2


class TitleQuestion(NamedTuple):
    """A title without a role: `people` have it, `position` is one of theirs, `likely` the role that it seems to be (''
    for none). `covers`: that role covers products, so gaps hang on the answer."""

    title: str
    people: int
    position: str
    likely: str = ""
    covers: bool = False


class Settled(NamedTuple):
    """What was written: the titles, in words, and the batch of the positions that changed (None where none did)."""

    title: str
    titles: tuple[str, ...]
    batch: Batch | None


def questions(snapshot: Snapshot) -> list[TitleQuestion]:
    """Those that gaps hang on first, then the most frequent."""
    return snapshot.remember("titles to ask", partial(_questions, snapshot))


def _questions(snapshot: Snapshot) -> list[TitleQuestion]:
    answered = TitleChoice.objects.filter(organisation=snapshot.organisation).values_list("title", flat=True)
    known = {squeezed(title) for title in answered}
    groups = _without_role(snapshot)
    found = (_question(snapshot, group) for title, group in groups.items() if title not in known)
    return sorted(filter(None, found), key=lambda asked: (not asked.covers, -asked.people, asked.title))


def _without_role(snapshot: Snapshot) -> Mapping[str, list[Position]]:
    """By squeezed title."""
    groups: dict[str, list[Position]] = defaultdict(list)
    for position in snapshot.org.positions.values():
        if position.title and not position.role:
            groups[squeezed(position.title)].append(position)
    return groups


def _question(snapshot: Snapshot, group: list[Position]) -> TitleQuestion | None:
    first = group[0]
    reading = snapshot.context.reading(first.title)
    if reading.confidence >= SURE or (not reading.role and len(group) < SEVERAL):
        return None
    role = snapshot.content.roles.get(reading.role)
    return TitleQuestion(first.title, len(group), first.key, reading.role, bool(role and role.covers))


def settle(snapshot: Snapshot, answers: Mapping[str, str], by: User) -> Settled:
    """Let titles count as roles ('' for none that matters), as one step. Titles that are no question any more are left
    out. Raises `writes.Refused`, `writes.Stale`."""
    asked = {question.title: question for question in questions(snapshot)}
    still = {title: role for title, role in answers.items() if title in asked}
    forms = [_form(snapshot, asked[title], role) for title, role in still.items()]
    title = forms[0].title() if len(forms) == 1 else f"Set roles for {count(len(forms), 'title')}"
    changes = [change for form in forms for change in form.changes()]
    with transaction.atomic():
        batch = _commit(snapshot, changes, title, by)
        save_titles(snapshot.organisation, still)
    return Settled(title, tuple(still), batch)


def _form(snapshot: Snapshot, asked: TitleQuestion, role: str) -> EditAction:
    data = {"on": snapshot.org.on.isoformat(), "of": asked.position, "role": role}
    form = ACTIONS["settle-title"](snapshot, data)
    form.full_clean()
    return form


def _commit(snapshot: Snapshot, changes: list[Change], title: str, by: User) -> Batch | None:
    if not changes:
        return None
    organisation, source = snapshot.organisation, Batch.Source.SETUP
    return writes.commit(organisation, changes, title=title, today=snapshot.org.on, author=by, source=source)


def take_back(organisation: Organisation, titles: Iterable[str], batch: Batch | None, *, today: date, by: User) -> None:
    """Ask about titles again. Raises `writes.Refused`, `writes.Stale`; nothing is taken back then."""
    with transaction.atomic():
        if batch is not None:
            writes.undo(batch, today=today, author=by)
        forget_titles(organisation, titles)
