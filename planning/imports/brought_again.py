"""Telling that files bring somebody who was erased: nobody comes back in silence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from planning.core.changes.change import Change
from planning.core.dates import day
from planning.erasing.remembered import erased_before
from planning.imports.pipeline import Outcome, Source
from planning.imports.problems import NOTE, Problem, shorten
from planning.imports.remedies import with_remedy
from portal.models import Organisation

CODE = "erased-before"


def problems(organisation: Organisation, sources: Sequence[Source], outcome: Outcome) -> list[Problem]:
    """A note for each row that brings one of them. One query where nobody was erased."""
    idents = {ident: None for change in outcome.changes if change.kind == "person" for ident in _idents(change)}
    found = erased_before(organisation, idents) if idents else {}
    return [problem for source in sources for problem in _in_source(source, found)] if found else []


def _idents(change: Change) -> Iterator[str]:
    """The id and the address of a new person, or an address that comes to be theirs."""
    before, after = change.before, change.after
    if after is not None:
        yield from (text for text in (change.key if before is None else "", after.get("email", "")) if text)


def _in_source(source: Source, found: dict[str, date]) -> Iterator[Problem]:
    days = {ident.casefold(): on for ident, on in found.items()}
    for row in source.table.rows:
        for header, cell in zip(source.table.headers, row.cells, strict=False):
            if on := days.get(cell.strip().casefold()):
                text = with_remedy(
                    f"This person was erased on {day(on)}, at their request or because the retention period had ended.",
                    CODE,
                )
                yield Problem(source.report.file, row.number, header, shorten(cell), NOTE, text, CODE)
                break
