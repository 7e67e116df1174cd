"""One part on one database: `python -m attack.one PART FOLDER RESULTS TIMES SEED`."""

from __future__ import annotations

import signal
import sys
from importlib import import_module
from pathlib import Path

import django


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the portal ends with this command
    part, folder, results, times, seed = sys.argv[1:]
    django.setup()
    from django.core.management import call_command

    from attack.plan import Plan

    chosen = import_module(f"attack.parts.{part}")
    if getattr(chosen, "MIGRATED", True):
        call_command("migrate", verbosity=0)
    chosen.run(Plan(Path(folder), Path(results), int(times), int(seed)))


if __name__ == "__main__":
    main()
