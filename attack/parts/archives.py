"""Archives of organisations that somebody tampered with: ten for each of the times that are asked for, and once what
cannot be drawn by lot."""

from __future__ import annotations

from attack.plan import Plan
from attack.suites import run_tests

MIGRATED = False
TESTS = "tests/portal/test_hostile_archives.py"


def run(plan: Plan) -> None:
    drawn = {"HOSTILE_ARCHIVES": str(plan.times * 10), "ARCHIVE_SEED": str(plan.seed)}
    run_tests(plan, f"{plan.times * 10:,} archives with any values, in pieces of 10, and others", [TESTS], **drawn)
