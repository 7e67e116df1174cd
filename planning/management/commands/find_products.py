"""The products that people's titles and teams name, as text or JSON."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand

from planning.core.product_finding import Proposal
from planning.core.words import count
from planning.management.arguments import add_snapshot_arguments, snapshot_of
from planning.management.output import as_json, as_table
from planning.organisation.snapshot import Snapshot
from planning.setup.products.finding import proposals

HEADER = ("Certain", "Product", "Confidence", "For", "Evidence", "Owners", "Doubt")


class Command(BaseCommand):
    help = "List products that titles and teams name and that have not been added, most certain first. Changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_snapshot_arguments(parser, formats=("text", "json"))

    def handle(self, *, org: str, plan: str | None, on: str | None, **options: Any) -> None:
        snapshot = snapshot_of(org, plan, on)
        found = proposals(snapshot)
        if options["format"] == "json":
            self.stdout.write(as_json([as_document(one) for one in found]))
        else:
            self.stdout.write(_text(snapshot, found))


def as_document(one: Proposal) -> dict[str, Any]:
    """A proposal as JSON has it."""
    return {
        "key": one.key,
        "name": one.name,
        "names": list(one.names),
        "confidence": one.confidence,
        "sure": one.is_sure,
        "doubt": one.doubt or None,
        "market_facing": one.market_facing,
        "team": one.team or None,
        "evidence": [
            {
                "position": said.position,
                "text": said.text,
                "source": said.source,
                "spans": [list(s) for s in said.spans],
            }
            for said in one.evidence
        ],
        "assignments": [
            {"role": a.role, "position": a.position, "kind": a.kind, "reason": a.reason} for a in one.assignments
        ],
    }


def _text(snapshot: Snapshot, found: Sequence[Proposal]) -> str:
    if not found:
        return "No title or team names a new product."
    rows = [_row(snapshot, one) for one in found]
    sure = sum(one.is_sure for one in found)
    return f"{as_table(HEADER, rows)}\n\n{count(len(found), 'product')} found, {sure} of them certain"


def _row(snapshot: Snapshot, one: Proposal) -> tuple[str, ...]:
    codes = {role.slug: role.code or role.name for role in snapshot.content.covering}
    owners = ", ".join(f"{codes.get(a.role, a.role)} {a.position} ({a.kind})" for a in one.assignments)
    texts = list(dict.fromkeys(said.text for said in one.evidence))
    more = f" and {len(texts) - 1} more" if len(texts) > 1 else ""
    audience = "market" if one.market_facing else "internal"
    return (
        "yes" if one.is_sure else "",
        one.name,
        f"{one.confidence:.2f}",
        audience,
        texts[0] + more,
        owners,
        one.doubt,
    )
