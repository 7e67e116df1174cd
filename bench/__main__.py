"""`python -m bench [SIZE...]`: make a scratch database, measure, print the table."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from pathlib import Path

SIZES = [1_000, 10_000, 100_000]
LARGEST_DRAWN = 10_000  # d3-org-chart would take minutes for more


def main(arguments: list[str]) -> int:
    sizes = sorted(int(argument) for argument in arguments) or SIZES
    with tempfile.TemporaryDirectory(prefix="lineup-bench-") as folder:
        os.environ.setdefault("LINEUP_MODE", "demo")
        os.environ["DATABASE_URL"] = f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
        os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
        _measure(sizes)
    return 0


def _measure(sizes: list[int]) -> None:
    import django

    django.setup()
    from bench import browser, close_gaps, core, data, drag, finding, fixes, importing, memory, search, time, web
    from bench.table import Table

    table = Table(sizes)
    made = {size: data.make(size) for size in data.announced(sizes)}
    for size, organisation in made.items():
        print(f"measuring {size:,} positions", file=sys.stderr)
        core.measure(table, size, organisation, data.TODAY)
        fixes.measure(table, size, organisation, data.TODAY)
        time.measure(table, size, organisation, data.TODAY)
        web.measure(table, size, organisation)
        search.measure(table, size, organisation)
        drag.measure(table, size, organisation)
        importing.measure(table, size, data.TODAY)
        finding.measure(table, size, organisation, data.TODAY)
        memory.measure(table, size, organisation)
        close_gaps.measure(table, size, organisation, data.TODAY)
    browser.measure(table, {size: o for size, o in made.items() if size <= LARGEST_DRAWN})
    print(f"\nPython {platform.python_version()}, {os.cpu_count()} cores, SQLite, {platform.platform()}\n")
    print(table.text())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
