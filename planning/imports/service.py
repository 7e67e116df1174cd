"""Where the pure stages meet the tables: what an organisation remembers goes in, a batch of changes comes out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from django.db import transaction

from planning.core.content import Content
from planning.core.records import Org
from planning.imports import brought_again, works_on
from planning.imports.beside import READERS, Found
from planning.imports.comparing.summary import Summary
from planning.imports.models import ColumnChoice, PositionId
from planning.imports.pipeline import File, Outcome, Settings, Source, prepare, run
from planning.imports.problems import Progress
from planning.imports.sorting import sorted_files
from planning.organisation import store, writes
from planning.organisation.models import Batch
from planning.organisation.role_content import content_for, remembered_titles
from portal.collector import held_back
from portal.models import Organisation


class Remembered(NamedTuple):
    """What somebody chose for headers of one kind of file: fields by plain header, and which of them a member chose who
    may see cost."""

    fields: dict[str, str]
    settled: set[str]


def remembered_columns(organisation: Organisation) -> dict[str, Remembered]:
    """By kind of file."""
    found: dict[str, Remembered] = defaultdict(lambda: Remembered({}, set()))
    rows = ColumnChoice.objects.filter(organisation=organisation)
    for kind, header, field, settled in rows.values_list("kind", "header", "field", "settled"):
        found[kind].fields[header] = field
        if settled:
            found[kind].settled.add(header)
    return found


def remembered_ids(organisation: Organisation) -> dict[str, str]:
    """Keys of positions by ids that earlier files gave them."""
    return dict(PositionId.objects.filter(organisation=organisation).values_list("ident", "position"))


def with_memory(organisation: Organisation, settings: Settings) -> Settings:
    """The settings with what the organisation remembers of earlier imports."""
    return replace(settings, chosen=remembered_titles(organisation), remembered=remembered_ids(organisation))


def sources_of(
    organisation: Organisation, files: Sequence[File], content: Content, *, cost: bool = True
) -> list[Source]:
    """The files of people and products with their columns matched; without `cost`, pay is left out. Raises
    `Unusable`."""
    remembered = remembered_columns(organisation)
    mine = [file for file in files if file.kind not in READERS]
    return [
        prepare(file, content, remembered[file.kind].fields, cost=cost, settled=remembered[file.kind].settled)
        for file in mine
    ]


def beside_of(files: Sequence[File], content: Content) -> list[Found]:
    """What the files hold beside people and products. Raises `Unusable`."""
    return [READERS[file.kind](file.name, file.data, content) for file in files if file.kind in READERS]


def opened(organisation: Organisation, files: Sequence[File], progress: Progress = lambda text: None) -> list[File]:
    """What is in the files, sorted by what it is. Raises `Unusable`."""
    for file in files:
        progress(f"Opening {file.name} ({file.size:,} bytes)")
    return sorted_files(files, content_for(organisation))


@held_back()
def preview(
    organisation: Organisation, files: Sequence[File], settings: Settings, progress: Progress = lambda text: None
) -> Outcome:
    """What importing opened files would change, by `settings` and what the organisation remembers. Raises
    `Unusable`."""
    content = content_for(organisation)
    sources = sources_of(organisation, files, content)
    current = store.org_at(organisation, settings.on)
    outcome = worked_out(sources, current, content, with_memory(organisation, settings), progress)
    outcome = with_erased(organisation, sources, outcome)
    return with_beside(outcome, beside_of(files, content))


def worked_out(
    sources: Sequence[Source], current: Org, content: Content, settings: Settings, progress: Progress
) -> Outcome:
    """What the sources would change; nothing where there are none. Raises `Unusable`."""
    if not sources:
        return Outcome(current, current, (), Summary(unchanged=len(current.positions)), (), 0)
    return run(sources, current, content, settings, progress)


def with_beside(outcome: Outcome, found: Sequence[Found]) -> Outcome:
    """The outcome with what there is to say of what the files hold besides."""
    problems = (*outcome.problems, *(problem for one in found for problem in one.problems))
    return replace(outcome, problems=problems, rows=outcome.rows or sum(one.rows for one in found))


def with_erased(organisation: Organisation, sources: Sequence[Source], outcome: Outcome) -> Outcome:
    """The outcome with a note for everybody whom it brings although they were erased."""
    found = brought_again.problems(organisation, sources, outcome)
    return replace(outcome, problems=(*outcome.problems, *found)) if found else outcome


def keep_beside(organisation: Organisation, files: Sequence[File]) -> None:
    """Keep what opened files hold besides, except for rows with errors. Raises `Unusable`."""
    for found in beside_of(files, content_for(organisation)):
        found.keep(organisation)


@held_back()
def apply(
    organisation: Organisation, outcome: Outcome, files: Sequence[str], *, today: date, author: Any = None
) -> Batch | None:
    """Make the changes, as one batch, and remember new ids; None where nothing changes. Raises `Refused` or `Stale`."""
    with transaction.atomic():
        _learn(organisation, outcome.doubts.learned)
        says_more = works_on.keep(organisation, outcome)
        if not outcome.changes:
            if says_more:
                writes.touch(organisation)
            return None
        return writes.commit(
            organisation,
            outcome.changes,
            title=f"Import: {', '.join(files)}",
            today=today,
            author=author,
            source=Batch.Source.IMPORT,
            lenient=True,
        )


def _learn(organisation: Organisation, ids: Mapping[str, str]) -> None:
    rows = [PositionId(organisation=organisation, ident=ident, position=key) for ident, key in ids.items()]
    PositionId.objects.bulk_create(
        rows, 2000, update_conflicts=True, unique_fields=["organisation", "ident"], update_fields=["position"]
    )
