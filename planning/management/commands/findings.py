"""The findings of an organisation or a plan, as text, CSV or JSON."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from planning.core.rules import SEVERITIES, Finding, catalogue
from planning.exports import csv_file
from planning.findings.triage import open_findings
from planning.management.arguments import add_snapshot_arguments, snapshot_of
from planning.management.output import as_json, as_table
from planning.organisation.snapshot import Snapshot

HEADER = ("rule", "severity", "kind", "key", "name", "message", "because", "assumed", "fixes")


class Command(BaseCommand):
    help = "List what the rules flag, gravest first, and why."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_snapshot_arguments(parser)
        parser.add_argument("--rule", metavar="ID", help="this rule alone, for example cov-pm")
        parser.add_argument("--open", action="store_true", help="leave out what somebody has accepted")

    def handle(self, *, org: str, plan: str | None, on: str | None, rule: str | None, **options: Any) -> None:
        snapshot = snapshot_of(org, plan, on)
        _check_rule(snapshot, rule)
        every = open_findings(snapshot.organisation, snapshot) if options["open"] else snapshot.findings
        found = [finding for finding in every if rule in (None, finding.rule)]
        write = {"json": _json, "csv": _csv, "text": _text}[options["format"]]
        self.stdout.write(write(snapshot, found))


def _check_rule(snapshot: Snapshot, rule: str | None) -> None:
    known = [known.id for known in catalogue(snapshot.content)]
    if rule is not None and rule not in known:
        raise CommandError(f"--rule {rule!r}: there is no such rule. Known: {', '.join(known)}.", returncode=2)


def _json(snapshot: Snapshot, found: list[Finding]) -> str:
    sources = {rule.id: rule.source for rule in catalogue(snapshot.content)}
    return as_json(
        [
            {
                "code": finding.code,
                "rule": finding.rule,
                "severity": finding.severity,
                "subject": finding.subject._asdict(),
                "concerns": [subject._asdict() for subject in snapshot.context.concerns(finding)],
                "message": finding.message,
                "because": list(finding.because),
                "source": sources[finding.rule],
                "assumed": list(finding.assumed),
                "fixes": [one.fix.title for one in snapshot.remedies(finding).fixes],
            }
            for finding in found
        ]
    )


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
        return "Nothing is flagged."
    rows = [(f.severity, f.rule, f.subject.name, f.message) for f in found]
    counts = Counter(finding.severity for finding in found)
    summary = ", ".join(f"{counts[severity]} {severity}" for severity in SEVERITIES)
    return f"{as_table(('Severity', 'Rule', 'Subject', 'Message'), rows)}\n\n{summary}"
