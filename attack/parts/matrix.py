"""Every address as every kind of visitor by every method: the tests of it, at their largest."""

from __future__ import annotations

from attack.plan import Plan
from attack.suites import run_tests

MIGRATED = False


def run(plan: Plan) -> None:
    run_tests(plan, "access matrix, requests", ["tests/portal/test_matrix.py"])
