"""The rules: what is flagged, why, and how it can be closed. One file per family.

A rule is a function of an organisation, role content and one subject. It names no role: rules are made
from what the content says of each role that covers products.
"""

from planning.core.rules.base import CRITICAL, INFO, SEVERITIES, WARNING, Finding, Fix, FixKind, Number, Rule, Subject
from planning.core.rules.context import Context
from planning.core.rules.run import catalogue, findings, findings_for, fixes, recheck, run

__all__ = [
    "CRITICAL",
    "INFO",
    "SEVERITIES",
    "WARNING",
    "Context",
    "Finding",
    "Fix",
    "FixKind",
    "Number",
    "Rule",
    "Subject",
    "catalogue",
    "findings",
    "findings_for",
    "fixes",
    "recheck",
    "run",
]
