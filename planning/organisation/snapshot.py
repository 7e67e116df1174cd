"""Coverage and findings of an organisation on a date, worked out once a version and kept in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import NamedTuple, TypeVar

from planning.core import fixes, rules
from planning.core.changes.plan_steps import changes_due
from planning.core.content import Content
from planning.core.coverage.coverage import Cell, coverage
from planning.core.differences import marks
from planning.core.fixes import Remedies, Tried
from planning.core.records import Assignment, Org
from planning.core.rules import Context, Finding
from planning.core.rules.again import BySubject, by_subject
from planning.organisation import store
from planning.organisation.models import Plan
from portal.cache import Few, counted_in
from portal.guard import Access
from portal.models import Organisation

T = TypeVar("T")
# Of so many findings a version what is offered is remembered: a few pages of them.
REMEDIES = 200


counted_in("findings", Finding)
counted_in("coverage", Cell)


class Looked(NamedTuple):
    """Findings with what was looked at."""

    org: Org
    content: Content
    findings: list[Finding]


class Snapshot:
    """An organisation on a date, in a plan or as it is, with its content: what a page asks things of."""

    def __init__(self, organisation: Organisation, on: date, plan: Plan | None = None) -> None:
        self.org = store.org_at(organisation, on, plan)
        self.content = store.content_for(organisation)
        self.plan = plan
        self.organisation = organisation
        self._derive = partial(store.derived, organisation, on, plan=plan)

    @classmethod
    def of(cls, access: Access) -> Snapshot:
        """What a request looks at: its organisation, date and plan."""
        return cls(access.organisation, access.on, access.plan)

    @property
    def context(self) -> Context:
        """What rules look things up in, and the fixes of a finding."""
        return self.remember("context", lambda: Context(self.org, self.content))

    @property
    def findings(self) -> list[Finding]:
        """All findings, gravest first."""
        return self.remember("findings", self._look).findings

    @property
    def coverage(self) -> list[Cell]:
        """Every product with every covering role."""
        return self.remember("coverage", lambda: coverage(self.org, self.content))

    @property
    def by_position(self) -> Mapping[str, list[Finding]]:
        """The findings that concern each position, gravest first: about it, or about a product of its."""
        return self.remember("by position", lambda: _by_position(self.findings))

    @property
    def duties_now(self) -> Mapping[str, list[Assignment]]:
        """What each position is assigned to on the date: the product chips of its card."""
        duties: Mapping[str, list[Assignment]] = self._derive("duties now", self._duties_now)
        return duties

    @property
    def marks(self) -> Mapping[str, str]:
        """What the plan does to each position that differs from the current organisation on this date."""
        if self.plan is None:
            return {}
        current = store.org_at(self.organisation, self.org.on)
        found: Mapping[str, str] = self._derive("marks", lambda: marks(current, self.org))
        return found

    def remember(self, name: object, make: Callable[[], T]) -> T:
        """Anything that follows from the organisation and the content alone, worked out once."""
        made: T = self._derive((name, self.content.version), make)
        return made

    def find(self, code: str) -> Finding | None:
        """The finding with this code in its address; None where it does not stand."""
        return self.remember("by code", lambda: {finding.code: finding for finding in self.findings}).get(code)

    @property
    def by_subject(self) -> BySubject:
        """The findings by rule and subject."""
        return self.remember("by subject", lambda: by_subject(self.findings))

    def remedies(self, finding: Finding) -> Remedies:
        """What is offered for a finding, each fix tried. The few findings asked for last are remembered."""
        kept: Few[Remedies] = self.remember("remedies", lambda: Few(REMEDIES))
        return kept.get(finding.identity, lambda: fixes.remedies(self.context, self.findings, finding))

    def fix(self, finding: Finding, kind: str, key: str) -> Tried | None:
        """The fix of that kind and key, tried; None where it does not fix the finding now."""
        return fixes.asked(self.context, self.findings, finding, kind, key)

    def _look(self) -> Looked:
        """In a plan, and after an edit, only what the changes can touch is looked at again."""
        if self.plan is None:
            known = self._since_before()
            return Looked(self.org, self.content, rules.run(self.context) if known is None else known)
        before = Snapshot(self.organisation, self.org.on)
        changes = changes_due(store.planned(self.plan), self.org.on)
        return Looked(
            self.org, self.content, rules.recheck(before.findings, before.org, self.org, changes, self.content)
        )

    def _since_before(self) -> list[Finding] | None:
        """The findings by those of the version before; None where these are not known, or tell nothing of now."""
        known = store.derived_before(self.organisation, self.org.on, ("findings", self.content.version))
        if known is None:
            return None
        came, before = known
        if not came.leads(came.version, before.org, self.org) or before.content != self.content:
            return None
        return rules.recheck(before.findings, before.org, self.org, came.changes, self.content)

    def _duties_now(self) -> Mapping[str, list[Assignment]]:
        found: dict[str, list[Assignment]] = defaultdict(list)
        for duty in self.org.tables["assignment"].values():
            if duty.active(self.org.on) and duty.product in self.org.products:
                found[duty.position].append(duty)
        return dict(found)


def _by_position(findings: list[Finding]) -> Mapping[str, list[Finding]]:
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        own = (finding.subject.key,) if finding.subject.kind == "position" else ()
        for key in dict.fromkeys(own + finding.involves):
            found[key].append(finding)
    return dict(found)
