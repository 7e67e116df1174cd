"""The core without the web: loading, the rules, memory."""

from __future__ import annotations

from typing import Any

from bench.clock import by_turns, kept_bytes
from bench.table import Table, at_most
from planning.core import rules
from planning.core.records import RECORDS, Org
from planning.organisation import store
from planning.organisation.role_content import content_for
from portal.models import Organisation

ROUNDS = {1_000: 25, 10_000: 11, 100_000: 5}
# In a smaller organisation, what is the same in any weighs more: the titles to read, the rules to set up.
RULES_JUDGED_AT = (100_000,)
INDICES = ("positions", "children", "held", "assignments", "duties")


def measure(table: Table, size: int, organisation: Organisation, today: Any) -> None:
    content = content_for(organisation)

    def fetch() -> Any:
        return [store.fetch_rows(kind, organisation.pk) for kind in RECORDS]

    def load() -> Org:
        store.forget()
        return store.org_at(organisation, today)

    loaded = load()

    def check() -> Any:
        return rules.findings(Org(today, loaded.tables), content)

    fetching, loading, checking = by_turns(ROUNDS.get(size, 5), fetch, load, check)
    table.time("fetch the rows with a bare cursor", size, fetching, ours=False)
    table.time("load the tables into an Org", size, loading)
    table.row("  ÷ that fetch", "×", "≤ 3", at_most(3)).values[size] = loading / fetching
    table.time("run every rule", size, checking)
    row = table.row("  ÷ the same fetch", "×", "≤ 2", at_most(2))
    row.at, row.values[size] = RULES_JUDGED_AT, checking / fetching
    table.row("findings").values[size] = len(check())
    _measure_memory(table, size, load)


def _measure_memory(table: Table, size: int, load: Any) -> None:
    store.forget()
    kilobytes = kept_bytes(lambda: _indexed(load())) / size / 1024
    table.row("memory for each position, with indices", "KB", "≤ 1.5 KB", at_most(1.5)).values[size] = kilobytes


def _indexed(org: Org) -> list[Any]:
    return [org, *(getattr(org, name) for name in INDICES)]
