"""Where the pure stages meet the tables: what an organisation remembers goes in, a batch of changes comes out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from planning.core.content import Content
from planning.imports.models import ColumnChoice
from planning.imports.pipeline import File, Outcome, Settings, Source, prepare, run
from planning.imports.problems import Progress
from planning.organisation import store, writes
from planning.organisation.models import Batch
from planning.organisation.role_content import content_for, remembered_titles
from portal.collector import held_back
from portal.models import Organisation


def remembered_columns(organisation: Organisation) -> dict[str, dict[str, str]]:
    """Fields that somebody chose for headers, by kind of file and plain header."""
    found: dict[str, dict[str, str]] = {"people": {}, "products": {}}
    rows = ColumnChoice.objects.filter(organisation=organisation)
    for kind, header, field in rows.values_list("kind", "header", "field"):
        found[kind][header] = field
    return found


def sources_of(
    organisation: Organisation, files: Sequence[File], content: Content, *, cost: bool = True
) -> list[Source]:
    """The files with their columns matched; without `cost`, pay is left out. Raises `Unusable`."""
    remembered = remembered_columns(organisation)
    return [prepare(file, content, remembered[file.kind], cost=cost) for file in files]


@held_back()
def preview(
    organisation: Organisation, files: Sequence[File], on: date, progress: Progress = lambda text: None
) -> Outcome:
    """What importing the files on a date would change. Raises `Unusable`."""
    content = content_for(organisation)
    for file in files:
        progress(f"Opening {file.name} ({len(file.data):,} bytes)")
    sources = sources_of(organisation, files, content)
    current = store.org_at(organisation, on)
    return run(sources, current, content, Settings(on, remembered_titles(organisation)), progress)


@held_back()
def apply(
    organisation: Organisation, outcome: Outcome, files: Sequence[str], *, today: date, author: Any = None
) -> Batch | None:
    """Make the changes, as one batch; None where there are none. Raises `Refused` or `Stale`."""
    if not outcome.changes:
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
