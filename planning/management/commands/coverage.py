"""Coverage of every product by every covering role, as text, CSV or JSON."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.text import capfirst

from planning.core.coverage.coverage import STATES, Cell
from planning.core.words import count
from planning.exports import csv_file
from planning.management.arguments import add_snapshot_arguments, snapshot_of
from planning.management.output import as_json, as_table
from planning.setup.resting import Resting, resting


class Command(BaseCommand):
    help = "Show who covers each product in each covering role."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_snapshot_arguments(parser)

    def handle(self, *, org: str, plan: str | None, on: str | None, **options: Any) -> None:
        snapshot = snapshot_of(org, plan, on)
        write = {"json": _json, "csv": _csv, "text": _text}[options["format"]]
        self.stdout.write(write(snapshot.coverage))
        if options["format"] == "text" and (told := _assumed(resting(snapshot))):
            self.stdout.write(told)


def _json(cells: list[Cell]) -> str:
    return as_json([cell._asdict() | {"date": _day(cell) or None} for cell in cells])


def _csv(cells: list[Cell]) -> str:
    return csv_file.as_text(Cell._fields, [(c.product, c.role, c.state, ";".join(c.by), _day(c)) for c in cells])


def _text(cells: list[Cell]) -> str:
    rows = [(c.product, c.role, c.state, ", ".join(c.by), _day(c)) for c in cells]
    counts = Counter(cell.state for cell in cells)
    summary = ", ".join(f"{counts[state]} {state}" for state in STATES if counts[state])
    table = as_table([capfirst(name) for name in Cell._fields], rows)
    return f"{table}\n\n{summary}" if rows else "No products yet."


def _assumed(found: Resting) -> str:
    """How much was assumed, and what rests on it; '' for nothing."""
    if not found.assumed:
        return ""
    return "; ".join(
        filter(None, (f"Assumed for {count(found.assumed, 'product')}: stage or audience", found.sentence))
    )


def _day(cell: Cell) -> str:
    return cell.date.isoformat() if cell.date else ""
