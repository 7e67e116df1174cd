"""What a process grows by while an organisation is edited live and looked at.

`python -m bench.memory SLUG EDITS [EVERY]` works in the database that DATABASE_URL names, and looks after every so many
edits: after each where nothing is said.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from itertools import islice
from statistics import median
from time import process_time
from typing import TYPE_CHECKING, Any, NamedTuple

from bench.table import Table, at_most

if TYPE_CHECKING:
    from bench.editing import Round
    from portal.models import Organisation

EDITS = {1_000: 200, 10_000: 200, 100_000: 100}
WARM = 50  # edits until everything that is kept is there
MARKS = (1, 5, 10, 25, WARM, 100, 250, 500, 750, 1_000)


class Worked(NamedTuple):
    """Seconds of an edit, and of the look after it."""

    edit: float
    look: float


def measure(table: Table, size: int, organisation: Organisation) -> None:
    """In a process of its own, whose memory is nothing else's."""
    edits = EDITS.get(size, 100)
    command = [sys.executable, "-m", "bench.memory", organisation.slug, str(edits)]
    found = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    resident = {int(number): megabytes for number, megabytes in found["resident"].items()}
    row = table.row("live edits, pages after each: memory after all ÷ after 50", "×", "≤ 1.1", at_most(1.1))
    row.values[size] = resident[edits] / resident[WARM]
    table.row("  memory of the process then", "MB").values[size] = resident[edits]
    table.row("  of that in its caches", "MB").values[size] = found["held"]
    table.row("  edits").values[size] = edits
    table.row("  work of one edit", "ms").values[size] = found["edit"]
    table.row("  work of the chart and a search after it", "ms").values[size] = found["look"]


def main(slug: str, edits: int, every: int = 1) -> None:
    """Print megabytes by number of edits, and milliseconds, as JSON."""
    import django

    django.setup()
    from bench.editing import live
    from portal.cache import bytes_held

    editor, resident = live(slug), {}
    editor.look()
    worked = []
    for number, one in enumerate(islice(editor.rounds(), edits), 1):
        worked.append(_through(one, looks=number % every == 0))
        if number in MARKS or number == edits:
            resident[number] = _resident()
            print(f"{number:,} edits: {resident[number]:.0f} MB", file=sys.stderr)
    edit, look = (median(filter(None, column)) * 1000 for column in zip(*worked[5:] or worked, strict=True))
    print(json.dumps({"resident": resident, "held": bytes_held() / 2**20, "edit": edit, "look": look}))


def _through(one: Round, *, looks: bool) -> Worked:
    worked = Worked(_worked(one.edit), _worked(one.look) if looks else 0)
    if one.more:
        one.more()
    return worked


def _worked(act: Callable[[], Any]) -> float:
    """Seconds of this process's own work, whatever else the machine does meanwhile."""
    begin = process_time()
    act()
    return process_time() - begin


def _resident() -> float:
    """Megabytes of the process that are in memory, as the system counts them (Linux; elsewhere the most there were)."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))
    except OSError:
        import resource

        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most / (2**20 if sys.platform == "darwin" else 2**10)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
