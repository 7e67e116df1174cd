"""Bands, rates, budgets, pay and the cost page, as somebody who may see cost uses them."""

import csv
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import DjangoAssertNumQueries

from planning.core.cost.pay import BAND, Figure
from planning.cost import ledgers
from planning.models import Band, Budget, MoneyRules, Rate
from planning.organisation import store, writes
from portal.models import Organisation
from tests.changes import edited
from tests.cost.conftest import NEW_YEAR, TODAY, member_of
from tests.typing_in import seen_at

Url = Callable[..., str]
GOOD = {
    "role": "product-manager",
    "level": "2",
    "location": "London",
    "currency": "GBP",
    "low": "50,000",
    "high": "70000.50",
    "bonus": "10",
    "equity": "",
    "factor": "",
    "since": "2026-01-01",
}


def test_a_band_is_added_edited_and_removed(kitchen: Organisation, url: Url) -> None:
    client = member_of(kitchen)
    client.post(url("hiring-bands-new"), GOOD)
    band = Band.objects.get(organisation=kitchen)
    assert (band.low, band.high) == (Decimal(50_000), Decimal("70000.50"))
    client.post(
        url("hiring-band", band.pk), GOOD | {"factor": "1.25", "seen": seen_at(client, url("hiring-band", band.pk))}
    )
    kitchen.refresh_from_db()
    assert ledgers.bands_of(kitchen, "product-manager", TODAY)[0].factor == Decimal("1.25")
    assert "GBP\u00a070,000.50" in client.get(url("hiring-bands")).content.decode()
    seen = seen_at(client, url("hiring-band", band.pk))
    client.post(url("hiring-band-remove", band.pk), {"seen": "of another day"})
    assert Band.objects.exists()
    client.post(url("hiring-band-remove", band.pk), {"seen": seen})
    assert not Band.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("low", "-1", "cannot be negative"),
        ("low", "lots", "Enter an amount in figures"),
        ("low", "1.005", "two decimals"),
        ("high", "40000", "below its bottom"),
        ("currency", "XXX", "Unknown currency"),
        ("since", "0026-01-01", "The year 0026 is out of range"),
        ("bonus", "-5", "or more"),
        ("factor", "NaN", "Enter a number"),
        ("role", "cook", "is not available"),
    ],
)
def test_a_bad_band_is_refused_at_its_field(
    kitchen: Organisation, url: Url, field: str, value: str, message: str
) -> None:
    answer = member_of(kitchen).post(url("hiring-bands-new"), GOOD | {field: value})
    assert (answer.status_code, Band.objects.count()) == (422, 0)
    assert any(message in text for text in answer.context["form"].errors[field])
    assert field in ("role", "currency") or value in answer.content.decode()


def test_a_second_band_for_the_same_from_the_same_day_is_refused(priced: Organisation, url: Url) -> None:
    same = GOOD | {"level": "0", "location": "", "since": NEW_YEAR.isoformat()}
    answer = member_of(priced).post(url("hiring-bands-new"), same)
    assert "already a band" in answer.context["form"].errors["since"][0]


HEADER = "Role,Level,Location,Currency,Min,Max,Bonus %,Valid from\n"


def upload(kitchen: Organisation, url: Url, rows: str) -> Any:
    file = SimpleUploadedFile("bands.csv", (HEADER + rows).encode())
    return member_of(kitchen).post(url("hiring-bands-import"), {"file": file})


def test_bands_come_from_a_file_and_again_replace_the_same(kitchen: Organisation, url: Url) -> None:
    rows = (
        'PM,2,,GBP,"50,000",£60k,10%,2026-01-01\nProduct Marketing Manager,,Berlin,eur,40000,"50.000,00",,1 Feb 2026\n'
    )
    assert upload(kitchen, url, rows).status_code == 302
    found = {b.role: (b.level, b.location, b.currency, b.low, b.high, b.bonus) for b in Band.objects.all()}
    assert found == {
        "product-manager": (2, "", "GBP", Decimal(50_000), Decimal(60_000), Decimal(10)),
        "product-marketing-manager": (0, "Berlin", "EUR", Decimal(40_000), Decimal(50_000), Decimal(0)),
    }
    upload(kitchen, url, "PM,2,,GBP,55000,60000,10,2026-01-01\n")
    assert sorted(Band.objects.values_list("low", flat=True)) == [40_000, 55_000]


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        ("Wizard,2,,GBP,1,2,,2026-01-01", "Role", "No role with this name"),
        ("PM,2,,GBP,-5,2,,2026-01-01", "Min", "cannot be negative"),
        ("PM,2,,GBP,9,2,,2026-01-01", "Max", "below its bottom"),
        ("PM,2,,XYZ,1,2,,2026-01-01", "Currency", "three-letter ISO code"),
        ("PM,2,,GBP,1,2,,0026-01-01", "Valid from", "0026"),
        ("PM,2,,GBP,1,2,,", "Valid from", "Enter the date it is valid from"),
        ("PM,2,,GBP,1,2,900,2026-01-01", "Bonus %", "from 0 to 200"),
        ("PM,high,,GBP,1,2,,2026-01-01", "Level", "Not a level"),
        ("PM,2,,GBP,1,2,,2026-01-01\nPM,2,,GBP,1,2,,2026-01-01", "Role", "Row 2 has a band with the same"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_kept(
    kitchen: Organisation, url: Url, row: str, column: str, message: str
) -> None:
    answer = upload(kitchen, url, f"{row}\nPMM,2,,GBP,1,2,,2026-01-01\n")
    assert (answer.status_code, Band.objects.count()) == (422, 0)
    assert [(p.column, message in p.message) for p in answer.context["problems"]] == [(column, True)]


def test_currency_rates_and_budgets_are_set(kitchen: Organisation, url: Url) -> None:
    client, page = member_of(kitchen), url("hiring-terms")
    assert client.post(page, {"what": "rate", "rate-currency": "USD", "rate-rate": "0.8"}).status_code == 422
    client.post(
        page,
        {"what": "rules", "rules-currency": "GBP", "rules-factor": "1.4", "rules-seen": seen_at(client, page, "rules")},
    )
    client.post(page, {"what": "rate", "rate-currency": "USD", "rate-rate": "0.8", "rate-since": "2026-01-01"})
    client.post(page, {"what": "budget", "budget-function": "product", "budget-year": "2026", "budget-amount": "900"})
    assert MoneyRules.objects.get().factor == Decimal("1.4")
    assert list(Rate.objects.values_list("into", "rate")) == [("GBP", Decimal("0.8"))]
    assert list(Budget.objects.values_list("currency", "amount")) == [("GBP", Decimal(900))]
    assert "GBP\u00a0900" in client.get(page).content.decode()
    client.post(page, {"what": "budget", "remove": Budget.objects.get().pk})
    assert not Budget.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [("currency", "GBP", "Choose another"), ("rate", "0", "or more"), ("since", "0026-01-01", "out of range")],
)
def test_a_bad_rate_is_refused(priced: Organisation, url: Url, field: str, value: str, message: str) -> None:
    data = {"rate-currency": "USD", "rate-rate": "0.8", "rate-since": "2026-01-01", f"rate-{field}": value}
    answer = member_of(priced).post(url("hiring-terms"), {"what": "rate", **data})
    assert message in answer.context["rate_form"].errors[field][0]


def set_pay(kitchen: Organisation, url: Url, **data: str) -> Any:
    form = {"of": "pm", "on": TODAY.isoformat(), "pay": "73,219.50", "currency": "GBP", "loaded": "False"} | data
    return member_of(kitchen).post(url("do", "pay"), form)


def test_pay_of_its_own_counts_before_the_band_and_can_be_taken_back(priced: Organisation, url: Url) -> None:
    set_pay(priced, url)
    priced.refresh_from_db()
    position = store.org_at(priced, TODAY).positions["pm"]
    assert (position.pay, position.currency, position.loaded) == (Decimal("73219.50"), "GBP", False)
    told = member_of(priced).get(url("position", "pm")).content.decode()
    assert "GBP 73,219.50 a year" in told
    assert "GBP\u00a095,185" in told
    batch = priced.batches.order_by("-id")[0]
    assert "pay set to GBP 73,219.50 a year" in member_of(priced).get(url("history-batch", batch.pk)).content.decode()
    writes.undo(batch, today=TODAY)
    figure = ledgers.terms_of(priced).figure(store.org_at(batch.organisation, TODAY).positions["pm"], 2, TODAY)
    assert isinstance(figure, Figure), figure
    assert figure.source == BAND


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("pay", "-1", "negative"),
        ("currency", "", "currency of the amount"),
        ("currency", "ZZZ", "three-letter ISO code"),
        ("pay", "1e12", "too large"),
    ],
)
def test_bad_pay_is_refused_at_its_field(priced: Organisation, url: Url, field: str, value: str, message: str) -> None:
    answer = set_pay(priced, url, **{field: value})
    assert answer.status_code == 422
    assert message in answer.context["form"].errors[field][0]


def test_a_look_at_an_edit_says_what_it_costs(priced: Organisation, url: Url) -> None:
    data = {"role": "product-manager", "level": "2", "fte": "0.5", "on": TODAY.isoformat(), "look": "1"}
    told = member_of(priced).post(url("do", "add"), data).content.decode()
    assert "GBP\u00a00 → GBP\u00a032,500" in told


def test_a_look_at_an_edit_of_unknown_cost_does_not_call_it_nothing(priced: Organisation, url: Url) -> None:
    data = {"key": "eng", "manager": "pm", "on": TODAY.isoformat(), "look": "1"}
    told = member_of(priced).post(url("do", "move"), data).content.decode()
    assert "Unknown: no pay" in told
    assert "GBP\u00a00" not in told


def test_the_cost_page_and_its_file_agree_with_the_day_by_day_sum(priced: Organisation, url: Url) -> None:
    Budget.objects.create(organisation=priced, function="product", year=TODAY.year, amount=60_000, currency="GBP")
    writes.touch(priced)
    client = member_of(priced)
    told = client.get(url("hiring-cost"), {"years": "1"}).content.decode()
    assert "Unknown for 1 position (0.5 FTE)" in told
    assert "Product in 2026 by GBP\u00a05,000" in told.replace(str(TODAY.year), "2026")
    rows = list(
        csv.DictReader(StringIO(client.get(url("hiring-cost"), {"format": "csv", "years": "1"}).content.decode()))
    )
    year = next(row for row in rows if row["function"] == "Product" and row["period"] == str(TODAY.year))
    assert (year["currency"], year["current cost"], year["budget"]) == ("GBP", "65000.00", "60000.00")
    assert sum(Decimal(row["current cost"]) for row in rows if row["function"] == "Product") == 130_000


def test_nothing_is_drawn_until_a_cost_is_known(priced: Organisation, url: Url) -> None:
    client = member_of(priced)
    assert 'id="quarters-head"' in client.get(url("hiring-cost")).content.decode()
    Band.objects.all().delete()
    writes.touch(priced)
    unknown = client.get(url("hiring-cost")).content.decode()
    assert "By quarter" not in unknown
    assert 'id="table-head"' in unknown


def test_the_cost_page_needs_the_same_queries_for_any_number_of_positions(
    priced: Organisation, url: Url, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = member_of(priced)
    client.get(url("hiring-cost"))
    with django_assert_num_queries(5):  # session, user, how often reports were asked for, membership, plans
        client.get(url("hiring-cost"))


@pytest.mark.parametrize(
    "asked", ["from=x&years=y", "from=99999999999&years=-1", "from=0&years=0", "years=99", "on=0026-01-01"]
)
def test_odd_addresses_of_the_cost_page_are_answered(priced: Organisation, url: Url, asked: str) -> None:
    assert member_of(priced).get(f"{url('hiring-cost')}?{asked}").status_code == 200


def test_a_rise_that_waits_for_its_day_counts_from_then(priced: Organisation, url: Url) -> None:
    on = date(TODAY.year + 1, 7, 1)
    position = store.org_at(priced, TODAY).positions["pm"]
    rise = edited(on, position, pay=Decimal(73_000), currency="GBP", loaded=True)
    writes.commit(priced, [rise], title="A rise", today=TODAY)
    page = member_of(priced).get(url("hiring-cost"), {"from": str(on.year), "years": "1", "format": "csv"})
    rows = {(r["function"], r["period"]): r for r in csv.DictReader(StringIO(page.content.decode()))}
    quarter = rows["Product", f"Q3 {on.year}"]["current cost"]
    assert Decimal(quarter) == round(Decimal(73_000) * 92 / (366 if on.year % 4 == 0 else 365), 2)


@pytest.mark.parametrize("pay", ["1,200,000,000.75", "999999999999.99", "0.01"])
def test_amounts_stay_exact_in_the_tables_and_in_the_history(priced: Organisation, url: Url, pay: str) -> None:
    set_pay(priced, url, pay=pay, currency="IDR")
    amount = Decimal(pay.replace(",", ""))
    priced.refresh_from_db()
    assert store.org_at(priced, TODAY).positions["pm"].pay == amount
    row = priced.batches.order_by("-id")[0].changes.get()
    assert row.after is not None, "an edit keeps the values after it"
    assert Decimal(row.after["pay"]) == amount
