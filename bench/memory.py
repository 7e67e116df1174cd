"""What a process grows by while an organisation is edited live and looked at: `python -m bench.memory SLUG EDITS`."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import cycle
from statistics import median
from time import process_time
from typing import TYPE_CHECKING, Any

from bench.table import Table, at_most

if TYPE_CHECKING:
    from portal.models import Organisation

EDITS = {1_000: 100, 10_000: 40, 100_000: 20}
WARM = 5  # edits until everything that is kept is there


def measure(table: Table, size: int, organisation: Organisation) -> None:
    """In a process of its own, whose memory is nothing else's."""
    edits = EDITS.get(size, 40)
    command = [sys.executable, "-m", "bench.memory", organisation.slug, str(edits)]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    first, last = found["resident"]
    row = table.row("live edits, chart after each: memory after all ÷ after five", "×", "≤ 1.1", at_most(1.1))
    row.values[size] = last / first
    table.row("  memory of the process then", "MB").values[size] = last
    table.row("  of that in its caches", "MB").values[size] = found["held"]
    table.row("  edits").values[size] = edits
    table.row("  work of one edit", "ms").values[size] = found["edit"]
    table.row("  work of the chart after it", "ms").values[size] = found["look"]


def main(slug: str, edits: int) -> None:
    """Print megabytes and milliseconds as JSON."""
    import django

    django.setup()
    from bench.web import Visitor
    from portal.cache import bytes_held

    visitor = Visitor()
    moves, look = _edits(slug)
    look(visitor)
    resident, times = [0.0], []
    for number in range(1, edits + 1):
        times.append((_worked(lambda: next(moves)(visitor)), _worked(lambda: look(visitor))))
        if number == WARM:
            resident[0] = _resident()
    edit, looked = (median(column) * 1000 for column in zip(*times[WARM:], strict=True))
    found = {"resident": [*resident, _resident()], "held": bytes_held() / 2**20, "edit": edit, "look": looked}
    print(json.dumps(found))


def _edits(slug: str) -> tuple[Iterator[Callable[[Any], Any]], Callable[[Any], Any]]:
    """Somebody without reports is moved, another one each time; and the chart looked at."""
    from django.urls import reverse
    from django.utils import timezone

    from planning.organisation import store
    from portal.models import Organisation

    today: date = timezone.localdate()
    org = store.org_at(Organisation.objects.get(slug=slug), today)
    movers = [p.key for p in org.positions.values() if p.manager and not org.reports(p.key)]
    heads = cycle([p.key for p in org.positions.values() if org.reports(p.key)][:7])
    address = reverse("do", args=[slug, "move"])
    charts = [reverse(name, args=[slug]) for name in ("chart", "chart-cards")]

    def moves() -> Iterator[Callable[[Any], Any]]:
        for key in cycle(movers):
            form = {"key": key, "manager": next(heads), "on": today.isoformat()}
            yield partial(_post, address, form)

    return moves(), lambda visitor: [visitor.get(chart) for chart in charts]


def _post(address: str, form: dict[str, str], visitor: Any) -> None:
    visitor.post(address, form)


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
    main(sys.argv[1], int(sys.argv[2]))
