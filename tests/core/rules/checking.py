"""Running rules in tests."""

from typing import Any

from planning.core import rules
from planning.core.content import Content
from planning.core.fixes import Fix, Hint, remedies
from planning.core.records import Org
from planning.core.rules import Context, Finding
from tests.core.sample import content, org


def found(rule: str, *records: Any, within: Content | None = None) -> list[Finding]:
    """What one rule says of an organisation of these records."""
    every = rules.findings(org(*records), within or content())
    return [finding for finding in every if finding.rule == rule]


def severities(rule: str, *records: Any, within: Content | None = None) -> list[str]:
    return [finding.severity for finding in found(rule, *records, within=within)]


def fixes(ctx: Context, finding: Finding) -> list[Fix]:
    """What is offered: each has been tried."""
    return [one.fix for one in remedies(ctx, rules.run(ctx), finding).fixes]


def hints(ctx: Context, finding: Finding) -> list[Hint]:
    """What only a person can do."""
    return list(remedies(ctx, rules.run(ctx), finding).hints)


def fix_titles(where: Org, finding: Finding, within: Content | None = None) -> list[str]:
    return [fix.title for fix in fixes(Context(where, within or content()), finding)]
