"""Importing what an export has written, by the pure stages alone."""

from __future__ import annotations

from collections.abc import Iterable

from planning.core.records import Org
from planning.imports.opening import sheets as opening
from planning.imports.opening import unpacking
from planning.imports.own.opening import opened, table_in
from planning.imports.own.sheets import PREFIX
from planning.imports.pipeline import Outcome, Settings, Source, run
from planning.imports.problems import Report
from planning.org_export.writing import FORMATS
from tests.org_export.organisations import OWN_CONTENT


def sheets(org: Org, how: str) -> list[opening.Sheet]:
    """What an export of the organisation holds, opened."""
    written = FORMATS[how]
    return unpacking.sheets(f"export.{written.ending}", written.write(org))


def source(sheet: opening.Sheet) -> Source:
    report = Report(sheet.file)
    table = opened(sheet, report)
    return Source(f"{PREFIX}{table_in(sheet)}", table, table.headers, report)


def exported(org: Org, how: str) -> list[Source]:
    """What an export of the organisation holds, as the import reads it."""
    return [source(sheet) for sheet in sheets(org, how)]


def imported(sources: Iterable[Source], current: Org, *, update: bool = False) -> Outcome:
    return run(list(sources), current, OWN_CONTENT, Settings(current.on, update=update))
