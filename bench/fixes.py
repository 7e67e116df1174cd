"""The fixes for a page of findings, each tried in memory, beside one run of every rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import zip_longest
from typing import Any

from bench.clock import by_turns
from bench.table import Table, at_most
from planning.core import fixes, rules
from planning.core.records import Org
from planning.core.rules import Context, Finding
from planning.organisation import store
from planning.organisation.role_content import content_for
from portal.models import Organisation

PAGE = 25
ROUNDS = {1_000: 11, 10_000: 7, 100_000: 3}
JUDGED_AT = (10_000,)


def measure(table: Table, size: int, organisation: Organisation, today: date) -> None:
    """A page of findings of every rule by turns, looked at after all findings are known, as pages do; and as the
    first page after an edit does, when nothing is remembered yet, less the run of every rule."""
    content, org = content_for(organisation), store.org_at(organisation, today)
    ctx = Context(org, content)
    known = rules.run(ctx)
    page = list(_mixed(known))[:PAGE]

    def try_all() -> Any:
        return [fixes.remedies(ctx, known, finding) for finding in page]

    def check() -> Any:
        return rules.findings(Org(today, org.tables), content)

    def try_first() -> Any:
        again = Context(Org(today, org.tables), content)
        every = rules.run(again)
        return [fixes.remedies(again, every, finding) for finding in list(_mixed(every))[:PAGE]]

    trying, checking, first = by_turns(ROUNDS.get(size, 3), try_all, check, try_first)
    row = table.row("fixes for a page of findings", "ms", "≤ 300 ms", at_most(300))
    row.at, row.grows, row.values[size] = JUDGED_AT, True, trying * 1000
    row = table.row("  on the first page after an edit", "ms", "≤ 300 ms", at_most(300))
    row.at, row.values[size] = JUDGED_AT, (first - checking) * 1000
    table.row("  ÷ one run of every rule", "×").values[size] = trying / checking
    table.row("  fixes offered").values[size] = sum(len(found.fixes) for found in try_all())


def _mixed(known: Sequence[Finding]) -> Iterator[Finding]:
    """One of each rule, then another of each, the first ones first."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in known:
        by_rule.setdefault(finding.rule, []).append(finding)
    for turn in zip_longest(*by_rule.values()):
        yield from (finding for finding in turn if finding)
