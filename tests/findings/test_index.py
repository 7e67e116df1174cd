import csv
import re
from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from django.test import Client
from django.utils import timezone

from planning.core.rules.base import code_of
from planning.findings import collaboration
from planning.findings.listing import PER_PAGE
from planning.models import Product, Sighting
from planning.organisation import writes
from planning.organisation.snapshot import Snapshot
from portal.models import Organisation, Right
from tests.factories import ProductFactory
from tests.small_organisation import SignIn

Read = Callable[[str], str]
GAP = ("cov-pm", "product", "ledger", "")
LEDGER = code_of(GAP)


def codes(body: str) -> list[str]:
    """The rows of a list in their order."""
    return re.findall(r'data-row id="row-([0-9a-f]{16})"', body)


def found(organisation: Organisation, body: str) -> list[str]:
    """What the rows are about, in their order."""
    snapshot = Snapshot(organisation, timezone.localdate())
    findings = [snapshot.find(code) for code in codes(body)]
    return [finding.subject.name if finding else "" for finding in findings]


def row(client: Client, organisation: Organisation, asked: str) -> str:
    """What a script gets that asks for the row of Ledger's gap."""
    headers = {"HX-Request": "true", "HX-Target": f"row-{LEDGER}"}
    answer = client.get(f"/o/{organisation.slug}/findings/?{asked}", headers=headers)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_row_that_is_opened_says_what_it_rests_on_and_how_to_fix_it(read: Read) -> None:
    body = read(f"findings/?open={LEDGER}")
    assert "No Product Manager covers Ledger (build, internal)" in body
    assert '/roles/product-manager/#when-needed"' in body
    assert "Make Luis PM of Ledger" in body


def test_record_of_a_pair_is_linked_to_where_it_stands(read: Read) -> None:
    code = codes(read("findings/?rule=pair-link"))[0]
    assert '/roles/pm-pmm/#synergy"' in read(f"findings/?open={code}")


def test_script_gets_the_row_alone_and_the_address_follows(filled: Organisation, client_as: SignIn) -> None:
    client = client_as(Right.PLANNER)
    opened = row(client, filled, f"rule=cov-pm&open={LEDGER}")
    assert codes(opened) == [LEDGER]
    assert "Make Luis PM of Ledger" in opened
    closed = row(client, filled, f"rule=cov-pm&row={LEDGER}")
    assert codes(closed) == [LEDGER]
    assert "Make Luis PM of Ledger" not in closed


def test_row_that_stands_no_longer_says_so(filled: Organisation, client_as: SignIn) -> None:
    Product.objects.filter(organisation=filled, key="ledger").delete()
    assert "This finding is closed" in row(client_as(Right.PLANNER), filled, f"open={LEDGER}")


def test_list_works_out_no_fix_and_an_opened_row_only_its_own(
    filled: Organisation, client_as: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    remedies = Snapshot.remedies

    def watched(self: Snapshot, finding: object) -> object:
        looked.append(finding.code)  # type: ignore[attr-defined]
        return remedies(self, finding)  # type: ignore[arg-type]

    monkeypatch.setattr(Snapshot, "remedies", watched)
    client = client_as(Right.PLANNER)
    client.get(f"/o/{filled.slug}/findings/")
    assert looked == []
    client.get(f"/o/{filled.slug}/findings/?open={LEDGER}")
    assert set(looked) == {LEDGER}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("severity=critical", ["Ledger"]),
        ("rule=pair-link", ["Checkout"]),
        ("q=LEDGER covers", ["Ledger"]),
        ("q=xyzzy", []),
        ("rule=nonsense", []),
        ("product=ledger", ["Ledger"]),
        ("product=ledger&role=product-manager", ["Ledger"]),
        ("product=ledger&role=product-marketing-manager", []),
        ("severity=critical&group=subject&page=none&sort=nonsense", ["Ledger"]),
    ],
)
def test_address_filters(filled: Organisation, read: Read, asked: str, expected: list[str]) -> None:
    assert found(filled, read(f"findings/?{asked}")) == expected


@pytest.mark.parametrize(("group", "first"), [("rule", "Product without a Product Manager"), ("subject", "Checkout")])
def test_address_groups(read: Read, group: str, first: str) -> None:
    assert re.findall(r"<h2>([^<]+)</h2>", read(f"findings/?group={group}").split('id="found"')[1])[0] == first


@pytest.mark.parametrize("column", ["what", "where", "since", "due", "assignee", "severity"])
def test_press_on_a_head_sorts_up_then_down_then_as_the_rules_say(read: Read, column: str) -> None:
    up, down = (" ".join(read(f"findings/?sort={way}{column}&group=none").split()) for way in ("", "-"))
    assert f'aria-sort="ascending"><a id="sort-{column}" href="?sort=-{column}' in up
    assert f'aria-sort="descending"><a id="sort-{column}" href="?sort=&amp;' in down
    assert "aria-sort" not in read("findings/")
    assert sorted(codes(up)) == sorted(codes(down))


def test_where_sorts_by_letter_and_backwards(filled: Organisation, read: Read) -> None:
    up = found(filled, read("findings/?sort=where&group=none"))
    assert up == sorted(up, key=str.casefold) != found(filled, read("findings/?sort=-where&group=none"))


def test_what_has_nothing_in_a_column_stands_last_whichever_way(filled: Organisation, read: Read) -> None:
    today = timezone.localdate()
    user = filled.memberships.earliest("pk").user
    identity = Snapshot(filled, today).findings[-1].identity
    collaboration.assign(filled, identity, "x", user, today + timedelta(3), user)
    for sort in ("assignee", "-assignee", "due", "-due"):
        assert codes(read(f"findings/?group=none&sort={sort}"))[0] == code_of(identity)


def test_since_counts_the_days_it_has_stood(read: Read) -> None:
    assert ">today</div>" in read("findings/?rule=cov-pm")
    Sighting.objects.filter(rule="cov-pm").update(opened_on=timezone.localdate() - timedelta(46))
    assert ">46 d</div>" in read("findings/?rule=cov-pm")


def test_page_holds_fifty_and_headings_count_all(filled: Organisation, read: Read) -> None:
    for n in range(PER_PAGE + 2):
        ProductFactory.create(organisation=filled, key=f"more{n}", stage="build", market_facing=False)
    body = " ".join(read("findings/?rule=cov-pm").split())
    assert len(codes(body)) == PER_PAGE
    assert f'<span class="mut num">{PER_PAGE + 3}</span>' in body


def test_reader_sees_fixes_but_nothing_to_do_or_choose(filled: Organisation, client_as: SignIn) -> None:
    body = client_as(Right.VIEWER).get(f"/o/{filled.slug}/findings/?open={LEDGER}").content.decode()
    assert "Make Luis PM of Ledger" in body
    assert "/do/fix/" not in body
    assert "data-choose-row" not in body


def test_fix_can_be_followed(filled: Organisation, client_as: SignIn, read: Read) -> None:
    address = re.findall(r'href="([^"]+/do/fix/[^"]+)"', read(f"findings/?open={LEDGER}"))[0].replace("&amp;", "&")
    assert re.search(r"Closes [1-9]", client_as(Right.PLANNER).get(address).content.decode())


def test_export_holds_every_finding_and_no_formula(filled: Organisation, client_as: SignIn) -> None:
    Product.objects.filter(organisation=filled, key="ledger").update(name="=CMD()")
    answer = client_as(Right.VIEWER).get(f"/o/{filled.slug}/findings/?format=csv")
    rows = list(csv.DictReader(StringIO(answer.content.decode())))
    assert "'=CMD()" in {row["name"] for row in rows}


def test_home_shows_the_worst_first(read: Read) -> None:
    body = read("")
    assert re.findall(r'id="finding-([0-9a-f]{16})"', body)[0] == LEDGER


def test_home_of_an_empty_organisation_says_what_to_do_first(organisation: Organisation, client_as: SignIn) -> None:
    body = client_as(Right.PLANNER).get(f"/o/{organisation.slug}/").content.decode()
    assert "Import files" in body


def test_organisation_without_anything_is_not_told_that_all_is_well(
    organisation: Organisation, client_as: SignIn
) -> None:
    asked = f"/o/{organisation.slug}/findings/"
    assert "Nothing here yet" in client_as(Right.VIEWER).get(asked).content.decode()
    ProductFactory.create(organisation=organisation, stage="idea", market_facing=False)
    writes.touch(organisation)
    assert "No findings" in client_as(Right.VIEWER).get(asked).content.decode()


def test_what_is_alike_stands_by_age_before_its_name(filled: Organisation, read: Read) -> None:
    for name in ("Aero", "Bolt"):
        ProductFactory.create(organisation=filled, key=name.lower(), name=name, stage="build", market_facing=False)
    asked = "findings/?rule=cov-pm&group=none&q=o"
    assert found(filled, read(f"{asked}"))[:2] == ["Aero", "Bolt"]
    Sighting.objects.filter(key="bolt").update(opened_on=timezone.localdate() - timedelta(9))
    assert found(filled, read(f"{asked}"))[:2] == ["Bolt", "Aero"]
