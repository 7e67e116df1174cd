"""The rules: what is flagged, and why. One file per family; how it can be closed is `planning.core.fixes`.

A rule is a function of an organisation, role content and one subject. It names no role: rules are made
from what the content says of each role that covers products.
"""

from planning.core.rules.again import FindingChanges, compare_findings, recheck
from planning.core.rules.base import CRITICAL, INFO, SEVERITIES, WARNING, Finding, Number, Rule, Subject
from planning.core.rules.context import Context
from planning.core.rules.run import catalogue, findings, findings_for, run

__all__ = [
    "CRITICAL",
    "INFO",
    "SEVERITIES",
    "WARNING",
    "Context",
    "Finding",
    "FindingChanges",
    "Number",
    "Rule",
    "Subject",
    "catalogue",
    "compare_findings",
    "findings",
    "findings_for",
    "recheck",
    "run",
]
