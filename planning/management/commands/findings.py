"""The findings of an organisation or a plan, as text, CSV or JSON."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from planning.core.fixes import Tried
from planning.core.rules import SEVERITIES, Finding, catalogue
from planning.exports import csv_file
from planning.findings.triage import open_findings
from planning.management.arguments import add_snapshot_arguments, snapshot_of
from planning.management.output import as_json, as_table
from planning.organisation.snapshot import Snapshot

Write = Callable[[Snapshot, list[Finding]], str]
HEADER = ("rule", "severity", "kind", "key", "name", "message", "because", "assumed", "fixes")


class Command(BaseCommand):
    help = "List findings, most severe first, and why they were raised."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_snapshot_arguments(parser)
        parser.add_argument("--rule", metavar="ID", help="only this rule, for example cov-pm")
        parser.add_argument("--open", action="store_true", help="leave out accepted findings")
        parser.add_argument("--fixes", action="store_true", help="in JSON: what each fix would resolve and raise")

    def handle(self, *, org: str, plan: str | None, on: str | None, rule: str | None, **options: Any) -> None:
        snapshot = snapshot_of(org, plan, on)
        _check_rule(snapshot, rule)
        every = open_findings(snapshot.organisation, snapshot) if options["open"] else snapshot.findings
        found = [finding for finding in every if rule in (None, finding.rule)]
        formats: dict[str, Write] = {"json": partial(_json, effects=options["fixes"]), "csv": _csv, "text": _text}
        self.stdout.write(formats[options["format"]](snapshot, found))


def _check_rule(snapshot: Snapshot, rule: str | None) -> None:
    known = [known.id for known in catalogue(snapshot.content)]
    if rule is not None and rule not in known:
        raise CommandError(f"--rule {rule!r}: rule not found. Known: {', '.join(known)}.", returncode=2)


def _json(snapshot: Snapshot, found: list[Finding], *, effects: bool) -> str:
    sources = {rule.id: rule.source for rule in catalogue(snapshot.content)}
    return as_json([_as_dict(snapshot, finding, sources, effects=effects) for finding in found])


def _as_dict(snapshot: Snapshot, finding: Finding, sources: Mapping[str, str], *, effects: bool) -> dict[str, Any]:
    remedies = snapshot.remedies(finding)
    return {
        "code": finding.code,
        "rule": finding.rule,
        "severity": finding.severity,
        "subject": finding.subject._asdict(),
        "concerns": [subject._asdict() for subject in snapshot.context.concerns(finding)],
        "message": finding.message,
        "because": list(finding.because),
        "source": sources[finding.rule],
        "assumed": list(finding.assumed),
        "fixes": [_fix(one) if effects else one.fix.title for one in remedies.fixes],
        "hints": [hint.text for hint in remedies.hints],
    }


def _fix(one: Tried) -> dict[str, Any]:
    return {
        "title": one.fix.title,
        "kind": one.fix.kind,
        "closes_own": one.closes_own,
        "lowers_own": one.lowers_own,
        "closes": [finding.code for finding in one.closes],
        "opens": [{"rule": finding.rule, "severity": finding.severity} for finding in one.opens],
    }


def _csv(snapshot: Snapshot, found: list[Finding]) -> str:
    rows = [
        (
            f.rule,
            f.severity,
            *f.subject,
            f.message,
            ";".join(f.because),
            ";".join(f.assumed),
            "; ".join(one.fix.title for one in snapshot.remedies(f).fixes),
        )
        for f in found
    ]
    return csv_file.as_text(HEADER, rows)


def _text(snapshot: Snapshot, found: list[Finding]) -> str:
    if not found:
        return "No findings."
    rows = [(f.severity, f.rule, f.subject.name, f.message) for f in found]
    counts = Counter(finding.severity for finding in found)
    summary = ", ".join(f"{counts[severity]} {severity}" for severity in SEVERITIES)
    return f"{as_table(('Severity', 'Rule', 'Subject', 'Message'), rows)}\n\n{summary}"
