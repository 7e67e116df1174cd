"""Tests of the project, called with large numbers."""

from __future__ import annotations

import os
import re
import subprocess
import sys

from attack.plan import Plan

COUNTS = re.compile(r"(\d+) (passed|failed|error)")


def run_tests(plan: Plan, name: str, paths: list[str], **environment: str) -> None:
    """On the database of this part. Each test counts as one try, each that fails as something lost."""
    outcome = plan.outcome(name)
    kept = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    given = {**kept, "HYPOTHESIS_PROFILE": "ci", **environment}
    command = [sys.executable, "-m", "pytest", "-n", "2", "--no-header", "-p", "no:cacheprovider", *paths]
    done = subprocess.run(command, env=given, capture_output=True, text=True, check=False)
    (plan.folder / "tests.log").write_text(done.stdout + done.stderr)
    counts = {what: int(number) for number, what in COUNTS.findall(done.stdout)}
    outcome.tried = sum(counts.values())
    outcome.lost = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    if not counts:
        outcome.lost.append(f"the tests did not run: {done.stderr[-300:]}")
    plan.keep(outcome)
