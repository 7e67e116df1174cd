"""A fix as pages show it: its title, why, what it closes and opens, and what its form needs to know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from planning.core.fixes import Reason, Tried
from planning.core.rules import SEVERITIES, Finding
from planning.core.words import count
from planning.organisation.snapshot import Snapshot
from planning.organisation.steps import steps
from portal.wording import lowfirst

MOST_STEPS = 4
_ONE = {"critical": ("critical finding", ""), "warning": ("warning", ""), "info": ("note", "")}


class ShownFix(NamedTuple):
    """A fix that was tried, what its form needs to know, and what is left to do after it, each deed once. `titles` are
    those of rules, by their ids."""

    tried: Tried
    asked: dict[str, str]
    titles: Mapping[str, str]
    next_steps: Sequence[str]

    @property
    def title(self) -> str:
        return self.tried.fix.title

    @property
    def note(self) -> str:
        return self.tried.fix.note

    @property
    def reasons(self) -> tuple[Reason, ...]:
        return self.tried.fix.reasons

    @property
    def closes(self) -> str:
        """closes this, and 2 more"""
        others = len(self.tried.closes) - self.tried.closes_own
        own = "closes this" if self.tried.closes_own else "makes this less severe"
        return f"{own}, and {'closes ' if not self.tried.closes_own else ''}{others} more" if others > 0 else own

    @property
    def harm(self) -> list[Finding]:
        """What it opens beside what any new cover brings with it, gravest first."""
        later = {finding.identity for finding in self.tried.next_steps}
        opened = [finding for finding in self.tried.opens if finding.identity not in later]
        return sorted(opened, key=lambda finding: SEVERITIES.index(finding.severity))

    @property
    def opens(self) -> str:
        """1 warning: one person over 3 products; '' where it opens nothing."""
        harm = self.harm
        numbers = Counter(finding.severity for finding in harm)
        counted = ", ".join(count(numbers[name], *_ONE[name]) for name in SEVERITIES if numbers[name])
        said = dict.fromkeys(map(self._in_short, harm))
        return f"{counted}: {'; '.join(list(said)[:2])}{'…' if len(said) > 2 else ''}" if harm else ""

    def _in_short(self, finding: Finding) -> str:
        return lowfirst(finding.headline or self.titles.get(finding.rule, finding.message))


def shown_fix(snapshot: Snapshot, finding: Finding, one: Tried, titles: Mapping[str, str]) -> ShownFix:
    rule, subject, of, about = finding.identity
    asked = {"rule": rule, "subject": subject, "of": of, "about": about, "kind": one.fix.kind, "which": one.fix.key}
    left = [step.text for step in steps(snapshot.context, one.next_steps)]
    return ShownFix(one, asked, titles, left[:MOST_STEPS])
