"""The commands `coverage` and `findings`, whose output scripts rely on."""

import csv
import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from planning.core.rules.base import code_of
from planning.models import Position, Product
from portal.models import Organisation


def run(command: str, organisation: Organisation, *options: str) -> str:
    out = StringIO()
    call_command(command, "--org", organisation.slug, *options, stdout=out)
    return out.getvalue()


def rows(command: str, organisation: Organisation, *options: str) -> Any:
    return json.loads(run(command, organisation, "--format", "json", *options))


def test_coverage_as_json(filled: Organisation) -> None:
    assert rows("coverage", filled) == [
        {"product": "checkout", "role": "product-manager", "state": "covered", "by": ["luis"], "date": None},
        {"product": "checkout", "role": "product-marketing-manager", "state": "covered", "by": ["aisha"], "date": None},
        {"product": "ledger", "role": "product-manager", "state": "missing", "by": [], "date": None},
        {"product": "ledger", "role": "product-marketing-manager", "state": "not-needed", "by": [], "date": None},
    ]


def test_coverage_on_a_date_gives_the_day_it_ends(filled: Organisation) -> None:
    Position.objects.filter(organisation=filled, key="luis").update(ends="2030-01-31")
    first = rows("coverage", filled, "--on", "2030-01-31")[0]
    assert (first["state"], first["date"]) == ("ending", "2030-01-31")
    assert rows("coverage", filled, "--on", "2030-02-01")[0]["state"] == "missing"


def test_coverage_as_csv(filled: Organisation) -> None:
    found = list(csv.DictReader(StringIO(run("coverage", filled, "--format", "csv"))))
    assert found[0] == {"product": "checkout", "role": "product-manager", "state": "covered", "by": "luis", "date": ""}


def test_coverage_as_text_ends_with_a_summary(filled: Organisation) -> None:
    assert run("coverage", filled).rstrip().endswith("1 missing, 2 covered, 1 not-needed")


def test_findings_as_json_have_the_fields_of_the_contract(filled: Organisation) -> None:
    (found,) = rows("findings", filled, "--rule", "cov-pm")
    ledger = {"kind": "product", "key": "ledger", "name": "Ledger"}
    assert found | {"fixes": [], "hints": []} == (
        {
            "code": code_of(("cov-pm", "product", "ledger", "")),
            "rule": "cov-pm",
            "severity": "critical",
            "subject": ledger,
            "concerns": [ledger],
            "message": "No Product Manager covers Ledger (build, internal). No one is assigned.",
            "because": ["product-manager/overview", "product-manager/when-needed"],
            "source": "Role content: when a product needs a Product Manager",
            "assumed": [],
            "fixes": [],
            "hints": [],
        }
    )


def test_with_fixes_each_tells_what_it_closes_and_opens(filled: Organisation) -> None:
    (found,) = rows("findings", filled, "--rule", "cov-pm", "--fixes")
    first = found["fixes"][0]
    assert first.keys() == {"title", "kind", "closes_own", "lowers_own", "closes", "opens"}
    assert (first["kind"], first["closes_own"], first["lowers_own"]) == ("assign", True, False)
    assert found["code"] in first["closes"]
    assert all(opened.keys() == {"rule", "severity"} for opened in first["opens"])


def test_without_fixes_their_titles_are_listed(filled: Organisation) -> None:
    plain, told = (rows("findings", filled, "--rule", "cov-pm", *more)[0] for more in ((), ("--fixes",)))
    assert plain["fixes"] == [fix["title"] for fix in told["fixes"]] != []


def test_a_finding_says_in_json_what_it_rests_on_that_nobody_has_said(filled: Organisation) -> None:
    Product.objects.filter(organisation=filled, key="ledger").update(assumed=["stage", "market_facing"])
    assert rows("findings", filled, "--rule", "cov-pm")[0]["assumed"] == ["stage"]


def test_findings_come_in_a_stable_order(filled: Organisation) -> None:
    assert rows("findings", filled) == rows("findings", filled)
    assert rows("findings", filled)[0]["severity"] == "critical"


def test_findings_as_csv_hold_no_formula(filled: Organisation) -> None:
    Product.objects.filter(organisation=filled, key="ledger").update(name="=CMD()")
    found = list(csv.DictReader(StringIO(run("findings", filled, "--format", "csv", "--rule", "cov-pm"))))
    assert found[0]["name"] == "'=CMD()"


def test_findings_as_text(filled: Organisation) -> None:
    assert "1 critical" in run("findings", filled)


def test_nothing_flagged_is_said(organisation: Organisation) -> None:
    assert run("findings", organisation).strip() == "No findings."
    assert run("coverage", organisation).strip() == "No products yet."


@pytest.mark.parametrize(
    ("command", "options", "message"),
    [
        ("coverage", ["--on", "tomorrow"], "--on 'tomorrow': not a date. Write it like 2026-06-01."),
        ("findings", ["--on", "2026-13-01"], "--on '2026-13-01': not a date"),
        ("findings", ["--rule", "cov"], "--rule 'cov': rule not found. Known: cov-pm, "),
        ("coverage", ["--plan", "spring"], "--plan 'spring': plan not found"),
    ],
)
def test_argument_that_cannot_be_is_named(filled: Organisation, command: str, options: list[str], message: str) -> None:
    with pytest.raises(CommandError, match=message) as caught:
        run(command, filled, *options)
    assert caught.value.returncode == 2


@pytest.mark.django_db
def test_unknown_organisation_is_named() -> None:
    with pytest.raises(CommandError, match="--org 'ghost': organisation not found"):
        call_command("coverage", "--org", "ghost")


def test_coverage_as_text_says_what_was_assumed_and_what_rests_on_it(filled: Organisation) -> None:
    Product.objects.filter(organisation=filled, key="ledger").update(assumed=["stage"])
    assert run("coverage", filled).rstrip().endswith("1 product: stage or audience; 1 PM gap depends on them")
