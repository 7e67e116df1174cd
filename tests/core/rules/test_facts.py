"""The facts that acceptances keep the digest of: their words never change, or what was accepted would be open again."""

from pathlib import Path

import pytest

from planning.core import rules
from tests.core.rules.fact_cases import CASES
from tests.core.sample import EITHER, SINGLE, content, org

STORED = Path(__file__).with_name("facts.txt").read_text().splitlines()
WITHIN = content(responsibilities=(*SINGLE, EITHER))


def facts(case: str) -> list[str]:
    found = rules.findings(org(*CASES[case]), WITHIN)
    return sorted({f"{case}: {finding.rule}: {finding.facts or finding.message}" for finding in found})


@pytest.mark.parametrize("case", CASES)
def test_facts_are_what_acceptances_hold(case: str) -> None:
    assert facts(case) == [line for line in STORED if line.startswith(f"{case}: ")]


def test_every_rule_has_facts_that_are_held() -> None:
    assert {rule.id for rule in rules.catalogue(WITHIN)} == {line.split(": ")[1] for line in STORED}
