"""Spoilt files by page and by command: twenty for each of the times that are asked for."""

from __future__ import annotations

from attack.plan import Plan
from attack.suites import run_tests

MIGRATED = False


def run(plan: Plan) -> None:
    files = {"FUZZ_FILES": str(plan.times * 20), "FUZZ_SEED": str(plan.seed)}
    run_tests(
        plan, f"{plan.times * 20:,} spoilt files, in pieces of 20", ["tests/attack/test_mangled_files.py"], **files
    )
