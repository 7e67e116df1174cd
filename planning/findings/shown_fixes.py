"""A fix as pages show it: its title, why, what it closes and opens, and what its form needs to know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from planning.core.fixes import Reason, Tried
from planning.core.rules import SEVERITIES, Finding
from planning.core.words import count

MOST_STEPS = 4
_ONE = {"critical": ("critical finding", ""), "warning": ("warning", ""), "info": ("note", "")}


class ShownFix(NamedTuple):
    """A fix that was tried, and what its form needs to know. `titles` are those of rules, by their ids."""

    tried: Tried
    asked: dict[str, str]
    titles: Mapping[str, str]

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

    @property
    def next_steps(self) -> list[str]:
        """What is left to do after it, each kind once."""
        return list(dict.fromkeys(map(self._in_short, self.tried.next_steps)))[:MOST_STEPS]

    def _in_short(self, finding: Finding) -> str:
        return finding.headline or self.titles.get(finding.rule, finding.message)


def shown_fix(finding: Finding, one: Tried, titles: Mapping[str, str]) -> ShownFix:
    rule, subject, of, about = finding.identity
    named = {"rule": rule, "subject": subject, "of": of, "about": about}
    return ShownFix(one, {**named, "kind": one.fix.kind, "which": one.fix.key}, titles)
