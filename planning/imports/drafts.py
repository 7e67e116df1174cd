"""Uploaded files between upload and apply: their columns, their preview, and applying them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, partial
from hashlib import sha256
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from planning.core.changes.change import Change
from planning.core.content import Content
from planning.core.records import Org
from planning.core.sentences import sentence
from planning.imports import rights, service
from planning.imports.beside import READERS
from planning.imports.columns import match
from planning.imports.columns.fields import FIELDS
from planning.imports.models import ColumnChoice, DraftFile, ImportDraft
from planning.imports.opening.sheets import Remark, as_bytes, from_bytes
from planning.imports.pipeline import File, Outcome, Settings, Source, needs_update
from planning.imports.problems import ERROR, Problem, Progress, Unusable, shorten
from planning.imports.sorting import said, sorted_files
from planning.imports.titles import TitleRow, rows_of
from planning.imports.works_on import says_more
from planning.organisation import store
from planning.organisation.models import Batch
from planning.organisation.role_content import content_for, remembered_titles
from portal.cache import Cache
from portal.collector import held_back
from portal.models import Membership, Organisation, User
from roles.models import ContentVersion

KEPT = timedelta(days=1)
NO_COST = "This file contains pay bands, which only members with access to cost can import."
BANDS_ALONE = "This file contains only pay bands. Import it on its own page: Hiring, Bands, Import."
SAMPLES = 3


class Column(NamedTuple):
    """A column as the page asks about it: its field now, what its first cells hold, and why its field is in doubt.
    `hidden`: it may be pay, for somebody who may not see it."""

    header: str
    field: str
    samples: tuple[str, ...]
    doubt: str = ""
    hidden: bool = False


class Group(NamedTuple):
    """Problems that say the same."""

    severity: str
    message: str
    problems: list[Problem]


def start(
    organisation: Organisation, author: User, files: Sequence[File], on: date, *, cost: bool = False
) -> ImportDraft:
    """Open uploaded files and keep what is in them; pay bands with `cost` only, for somebody who may see it. Raises
    `Unusable` where one cannot be opened or used; nothing is kept then."""
    content = content_for(organisation)
    opened = _for_page(sorted_files(files, content), cost)
    service.sources_of(organisation, opened, content)
    service.beside_of(opened, content)
    ImportDraft.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
    title = shorten(", ".join(file.name for file in files), 500)
    with transaction.atomic():
        draft = ImportDraft.objects.create(organisation=organisation, author=author, on=on, title=title)
        DraftFile.objects.bulk_create(_kept_file(draft, file) for file in opened)
    return draft


def drop_of_leaver(instance: Membership, **sent: Any) -> None:
    """Drop what a member who leaves has uploaded and not applied: it is nobody else's. Receives `post_delete`."""
    mine = ImportDraft.objects.filter(organisation=instance.organisation_id, author=instance.user_id)
    mine.filter(applied=None).delete()


def _for_page(files: Sequence[File], cost: bool) -> list[File]:
    """The files without those that this member must not bring in here."""
    kept = [file for file in files if file.kind not in READERS]
    others = [file for file in files if file.kind in READERS]
    if not kept:
        raise Unusable(files[0].name, BANDS_ALONE if cost else NO_COST, "bands-alone")
    if others and not cost:
        remarks = [Remark(1, file.name, f"{NO_COST} It was left out.", "needs-cost-right") for file in others]
        return [said(kept[0], remarks), *kept[1:]]
    return list(files)


def _kept_file(draft: ImportDraft, file: File) -> DraftFile:
    assert not isinstance(file.data, bytes)
    return DraftFile(draft=draft, kind=file.kind, name=file.name[-500:], size=file.size, data=as_bytes(file.data))


def files_of(draft: ImportDraft, *, cost: bool = True) -> list[File]:
    """The opened files of a draft; without `cost`, those of pay bands are left out."""
    rows = draft.files.values_list("kind", "name", "data")
    return [
        File(kind, name, tuple(from_bytes(bytes(data)))) for kind, name, data in rows if cost or kind not in READERS
    ]


def has_files(draft: ImportDraft) -> bool:
    return draft.files.exists()


def has_columns(draft: ImportDraft) -> bool:
    """Whether it has tables whose columns can be chosen; those of Lineup's own export say themselves what they hold."""
    return draft.files.filter(kind__in=set(FIELDS) - set(READERS)).exists()


def has_beside(draft: ImportDraft, *, cost: bool) -> bool:
    """Whether there is more to keep than people and products, for somebody who may."""
    return cost and draft.files.filter(kind__in=READERS).exists()


def has_more(draft: ImportDraft, outcome: Outcome, *, cost: bool) -> bool:
    """Whether applying it keeps more than changes of records, for somebody who may."""
    return has_beside(draft, cost=cost) or says_more(draft.organisation, outcome)


def beside_lines(draft: ImportDraft, *, cost: bool) -> list[str]:
    """What it holds besides people and products, as sentences, for somebody who may see it. Raises `Unusable`."""
    if not cost:
        return []
    rows = draft.files.filter(kind__in=READERS).values_list("kind", "name", "data")
    files = [File(kind, name, tuple(from_bytes(bytes(data)))) for kind, name, data in rows]
    return [line for found in service.beside_of(files, content_for(draft.organisation)) for line in found.lines]


def size_of(draft: ImportDraft) -> int:
    """About how many bytes its files have."""
    return sum(draft.files.values_list("size", flat=True))


def sources_of(draft: ImportDraft, *, cost: bool) -> list[Source]:
    """With `cost`, for somebody who may see it."""
    return service.sources_of(draft.organisation, files_of(draft), content_for(draft.organisation), cost=cost)


def read_as(draft: ImportDraft, number: int, kind: str, *, cost: bool) -> None:
    """Take the table of that number, of those that `sources_of` gives, for one of people or of products. Raises
    `Unusable` and leaves it, where it cannot be read so."""
    with transaction.atomic():
        tables = list(draft.files.exclude(kind__in=READERS))
        if number < len(tables) and tables[number].kind in FIELDS:
            draft.files.filter(pk=tables[number].pk).update(kind=kind)
        sources_of(draft, cost=cost)


def columns_of(source: Source) -> list[Column]:
    found = []
    doubts = match.doubts(source.report)
    for i, header in enumerate(source.table.headers):
        values = dict.fromkeys(row.cells[i] for row in source.table.rows[:200] if row.cells[i])
        doubt = "" if source.hides(i) else doubts.get(header, "")
        found.append(Column(header, source.matched[i], tuple(values)[:SAMPLES], doubt, source.hides(i)))
    return found


def save_columns(organisation: Organisation, kind: str, fields: Mapping[str, str], *, cost: bool) -> None:
    """Remember fields by header. `fields` holds those that somebody set, with `cost` somebody who may see it."""
    for header, field in fields.items():
        name = match.plain(header)[:300]
        given = {"field": field, "settled": cost}
        ColumnChoice.objects.update_or_create(given, organisation=organisation, kind=kind, header=name)


@dataclass(frozen=True)
class Preview:
    """What applying a draft would do, and what its page lists of that."""

    outcome: Outcome
    content: Content
    chosen: Mapping[str, str]

    @cached_property
    def changes_of(self) -> Mapping[str, list[Change]]:
        """By position key: its own changes and those of who sits there."""
        found: dict[str, list[Change]] = defaultdict(list)
        people: dict[str, Change] = {}
        for change in self.outcome.changes:
            if change.kind == "position":
                found[change.key].append(change)
            elif change.kind == "person" and change.before is not None:
                people[change.key] = change
        for key, position in self.outcome.after.positions.items() if people else ():
            if position.holder in people:
                found[key].append(people[position.holder])
        return found

    def lines(self, keys: Iterable[str], *, cost: bool = False) -> list[tuple[str, str]]:
        """Each position's key with what happens to it, as a sentence."""
        org, content = self.outcome.after, self.content
        return [
            (key, "; ".join(sentence(org, change, cost=cost, content=content) for change in self.changes_of[key]))
            for key in keys
        ]

    @cached_property
    def others(self) -> list[Change]:
        """Changes of products, their assignments and teams."""
        return [change for change in self.outcome.changes if change.kind not in ("position", "person")]

    @cached_property
    def titles(self) -> list[TitleRow]:
        """The titles of all positions: first those that likely name a role, then the least sure."""
        return rows_of(self.outcome.after, self.content, self.chosen)

    @cached_property
    def groups(self) -> list[Group]:
        """Problems by what they say, errors first, then the rarer before the more frequent."""
        found: dict[tuple[str, str], list[Problem]] = defaultdict(list)
        for problem in self.outcome.problems:
            found[problem.severity, problem.message].append(problem)
        groups = [Group(severity, message, problems) for (severity, message), problems in found.items()]
        return sorted(groups, key=lambda group: (group.severity != ERROR, len(group.problems)))


_previews: Cache[Preview] = Cache("import previews")


class Place(NamedTuple):
    """All that a preview rests on; equal while nothing of it has changed."""

    draft: int
    on: date
    organisation: int
    version: int
    content: str
    columns: tuple[object, ...]
    cost: bool
    choices: tuple[object, ...] = ()

    @property
    def stamp(self) -> str:
        """The same in every process."""
        return sha256(repr(self).encode()).hexdigest()


def place_of(draft: ImportDraft, *, cost: bool) -> Place:
    """`cost`: whether it is for somebody who may see cost; for others it is without pay."""
    organisation = draft.organisation
    columns = service.remembered_columns(organisation)
    settled = tuple((kind, *sorted(of.fields.items()), *sorted(of.settled)) for kind, of in columns.items())
    kinds = tuple(draft.files.values_list("kind", flat=True))
    choices = (draft.update, draft.accept_matches, draft.by_heads, *kinds, *rights.stamp_of(draft))
    return Place(
        draft.pk, draft.on, organisation.pk, organisation.version, ContentVersion.current(), settled, cost, choices
    )


def preview(draft: ImportDraft, *, cost: bool) -> Preview:
    """What applying `draft` would do now; remembered while nothing that it rests on has changed. Raises `Unusable`."""
    return _previews.get(place_of(draft, cost=cost), partial(compute, draft, cost))


def known(place: Place) -> Preview | None:
    """The preview, where this process remembers it."""
    try:
        return _previews.get(place, _unknown)
    except LookupError:
        return None


def _unknown() -> Preview:
    raise LookupError


def remember(place: Place, preview: Preview) -> Preview:
    return _previews.get(place, lambda: preview)


def forget() -> None:
    _previews.clear()


@held_back()
def compute(draft: ImportDraft, cost: bool, progress: Progress = lambda text: None) -> Preview:
    """Work it out. Raises `Unusable`."""
    organisation = draft.organisation
    progress(f"Opening {draft}")
    current = store.org_at(organisation, draft.on)
    content = content_for(organisation)
    files = files_of(draft, cost=cost)
    sources = service.sources_of(organisation, files, content, cost=cost)
    settings = Settings(
        draft.on,
        update=_update(draft, sources, current),
        accept_matches=draft.accept_matches,
        by_heads=draft.by_heads,
        gate=rights.gate_of(draft),
    )
    outcome = service.worked_out(sources, current, content, service.with_memory(organisation, settings), progress)
    outcome = service.with_erased(organisation, sources, outcome)
    return preview_of(draft, service.with_beside(outcome, service.beside_of(files, content)))


def _update(draft: ImportDraft, sources: Iterable[Source], current: Org) -> bool:
    """Whether only the rows given count: as somebody said; else only where files without titles leave no choice."""
    if draft.update is not None:
        return draft.update
    return bool(current.positions) and any(needs_update(source) for source in sources)


def preview_of(draft: ImportDraft, outcome: Outcome) -> Preview:
    """An outcome with what its page needs besides."""
    organisation = draft.organisation
    return Preview(outcome, content_for(organisation), remembered_titles(organisation))


def apply(draft: ImportDraft, seen: Preview, *, today: date, author: User, cost: bool = False) -> Batch | None:
    """Apply what `seen` shows and drop the files, in one transaction; None where no record changes (new ids are
    remembered then, pay bands kept), or where somebody has applied or discarded them meanwhile. Pay bands are kept with
    `cost` only, for somebody who may see it. Raises `Refused` or `Stale`."""
    with transaction.atomic():
        mine = ImportDraft.objects.filter(pk=draft.pk, applied=None)
        if not list(mine.select_for_update().values_list("pk")):
            return None
        if has_beside(draft, cost=cost):
            service.keep_beside(draft.organisation, files_of(draft))
        batch = service.apply(draft.organisation, seen.outcome, [draft.title], today=today, author=author)
        if batch is None:
            mine.delete()
        else:
            draft.files.all().delete()
            mine.update(applied=batch)
    return batch


def summary_of(batch: Batch) -> dict[str, Any]:
    """Counts of what a batch did, by kind of record: added, changed, ended or removed."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for kind, before, after in batch.changes.values_list("kind", "before", "after").iterator(5000):
        if before is None:
            counts[kind]["added"] += 1
        elif after is None:
            counts[kind]["removed"] += 1
        else:
            counts[kind]["ended" if kind == "position" and after.get("ends") else "changed"] += 1
    return {kind: dict(found) for kind, found in counts.items()}
