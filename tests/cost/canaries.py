"""An organisation with distinctive money wherever the portal keeps any, twice over: with other amounts, in another
order and in other proportions, and nothing else changed. What differs between the two tells of money."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from planning.core.changes.change import add, edit
from planning.core.records import Product, Requisition
from planning.digests import sending
from planning.imports import drafts
from planning.imports.pipeline import File
from planning.models import Band, Budget, JobBrief, Plan, PlanRules, Rate
from planning.organisation import store, writes
from planning.plans import editing, review
from portal.models import Membership, Organisation, User
from tests.cost.conftest import TODAY

FACTOR = Decimal("1.3")  # on-costs, where nobody has set others


class Money(NamedTuple):
    """Amounts a year, by what they are."""

    pay: Decimal
    open: Decimal
    later: Decimal
    moved: Decimal
    planned: Decimal
    planned_too: Decimal
    salary: Decimal
    salary_to: Decimal
    low: Decimal
    high: Decimal
    rate: Decimal
    budget: Decimal
    uploaded: Decimal

    def shown(self, text: bytes) -> bool:
        """Whether any of them stands in a text, as it is or fully loaded, however it is written: 73219, 73,219.00,
        73 219, 73.2k."""
        every = [int(one) for amount in self for one in (amount, amount * FACTOR)]
        whole, short = {b"%d" % one for one in every}, {b"%d.%d" % (one // 1000, one % 1000 // 100) for one in every}
        return any(_APART.sub(b"", found) in whole for found in _NUMBER.findall(text)) or any(
            found.replace(b",", b".") in short for found in _THOUSANDS.findall(text)
        )


_BETWEEN = rb"(?:[,.' ]|\\xa0|&nbsp;|&#x27;|\xc2\xa0|\xe2\x80\xaf)"
_NUMBER = re.compile(rb"(?<![0-9a-f.,])\d{2,3}" + _BETWEEN + rb"?\d{3}(?![0-9a-f])")
_THOUSANDS = re.compile(rb"(?<![\d.,])(\d{2,3}[.,]\d)\s?[kK]\b")
_APART = re.compile(_BETWEEN)
FIRST = Money(
    *map(
        Decimal,
        (73_219, 61_847, 82_391, 41_773, 91_583, 97_241, 57_119, 68_437, 53_693, 77_911, 87_317, 45_823, 64_579),
    )
)
SECOND = Money(
    *map(
        Decimal,
        (31_219, 96_847, 22_391, 71_773, 21_583, 17_241, 27_119, 98_437, 83_693, 87_911, 17_317, 995_823, 14_579),
    )
)


class Planted(NamedTuple):
    """What addresses take to point at what was planted."""

    organisation: Organisation
    batch: int
    plan: str
    draft: int


def plant(organisation: Organisation, money: Money, owner: User) -> Planted:
    """Pay now, on an open position, later and in a plan under review that clashes with it; a requisition and a brief
    that says its salary, a band, a rate, a budget; an upload. `organisation` is `priced` of the fixtures."""
    pm = store.org_at(organisation, TODAY).positions["pm"]
    batch = writes.commit(organisation, _made(edit(TODAY, pm, pay=money.pay, currency="GBP")), title="Pay", today=TODAY)
    _plant_hiring(organisation, money)
    _commit(
        organisation, "A rise", edit(TODAY + timedelta(days=40), _eng(organisation), pay=money.later, currency="GBP")
    )
    _plant_terms(organisation, money)
    writes.touch(organisation)
    plan = _plan(organisation, money, owner)
    organisation.refresh_from_db()
    _commit(organisation, "Another", edit(TODAY, _eng(organisation), pay=money.moved, currency="GBP"))
    return Planted(organisation, batch.pk, plan.slug, _upload(organisation, money, owner))


def _eng(organisation: Organisation) -> Any:
    return store.org_at(organisation, TODAY).positions["eng"]


def _made(*changes: Any) -> list[Any]:
    return [change for change in changes if change]


def _commit(organisation: Organisation, title: str, *changes: Any) -> None:
    writes.commit(organisation, _made(*changes), title=title, today=TODAY)


def _plant_hiring(organisation: Organisation, money: Money) -> None:
    vacant = _eng(organisation)._replace(key="open", holder="", target_start=TODAY, pay=money.open, currency="GBP")
    salary: dict[str, Any] = {"salary_from": money.salary, "salary_to": money.salary_to, "salary_currency": "GBP"}
    wanted, app = Requisition("open", **salary), Product("app", "App")
    _commit(organisation, "A position", add(TODAY, vacant), add(TODAY, wanted), add(TODAY, app))
    texts = {"mission": "Build.", "first": "- One"}
    JobBrief.objects.create(organisation=organisation, position="open", texts=texts, shows_salary=True)


def _plant_terms(organisation: Organisation, money: Money) -> None:
    band = {"role": "product-manager", "level": 7, "currency": "GBP", "low": money.low, "high": money.high}
    Band.objects.create(organisation=organisation, since=TODAY, **band)
    Rate.objects.create(organisation=organisation, currency="USD", into="GBP", rate=money.rate, since=TODAY)
    budget = {"function": "product", "year": TODAY.year, "amount": money.budget, "currency": "GBP"}
    Budget.objects.create(organisation=organisation, **budget)
    PlanRules.objects.create(organisation=organisation, budget=True, gate="none")


def _plan(organisation: Organisation, money: Money, owner: User) -> Plan:
    plan = editing.create(organisation, name="Rises", target=TODAY, owner=owner)
    positions = store.org_at(organisation, TODAY).positions
    for key, pay in (("eng", money.planned), ("pm", money.planned_too)):
        plan = editing.edit(
            plan, _made(edit(TODAY, positions[key], pay=pay, currency="GBP")), title="Pay", author=owner
        )
    for member in organisation.memberships.all():
        plan.shares.get_or_create(user=member.user)
    review.submit(plan, by=owner)
    return plan


def _upload(organisation: Organisation, money: Money, author: User) -> int:
    cells = f"pm,Ada,Product Manager,{money.uploaded},GBP,{money.uploaded},{money.uploaded}"
    data = f"Position ID,Name,Job Title,Salary,Currency,OTE,Zeta\n{cells}\n".encode()
    return drafts.start(organisation, author, [File("people", "people.csv", data)], TODAY).pk


def send_digests(organisation: Organisation, members: list[Membership]) -> None:
    for member in members:
        sending.want(member, True)
    sending.start(organisation, TODAY, "http://testserver")
