"""A real organisation on two dates, the second imported over the first: what lies between is told day by day."""

import re
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from planning.core.coverage.coverage import coverage
from planning.core.over_time.timeline import Timeline, timeline
from planning.organisation import store
from portal.models import Organisation
from tests.coverage.test_over_time import bands
from tests.coverage.test_real import SHARED
from tests.factories import MembershipFactory

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SHARED.exists(), reason="the real organisations are not here"),
]
PM, PMM = "product-manager", "product-marketing-manager"
MARCH, JUNE, END = date(2022, 3, 1), date(2022, 6, 1), date(2022, 7, 31)
LOST_PM = {"cloud_saas", "growth_and_integrations", "content_platform"}
GAINED_PM = {"iam_and_admin_exp", "code_security_tiger_team", "search_core", "integrations"}
LOST_PMM = {"cloud_saas", "growth_and_integrations"}
GAINED_PMM = {"growth", "iam_and_admin_exp", "code_security_tiger_team", "integrations"}
BETWEEN = (MARCH, date(2022, 4, 15), date(2022, 5, 31), JUNE, END)


@pytest.fixture
def real() -> Organisation:
    for day in (MARCH, JUNE):
        folder = SHARED / f"sourcegraph-{day}"
        files = ["--people", str(folder / "people.csv"), "--products", str(folder / "products.csv")]
        more = ["--create", "--allow-endings", "--on", str(day)]
        call_command("import_org", "--org", "real", *files, *more, stdout=StringIO())
    return Organisation.objects.get(slug="real")


def line_of(organisation: Organisation) -> Timeline:
    return timeline(store.dated(organisation, MARCH), store.content_for(organisation), MARCH, END)


def covered(line: Timeline, role: str, day: date) -> set[str]:
    found = {product: line.on(product, role, day) for product, of in line.lanes if of == role}
    return {product for product, band in found.items() if band and band.cell.is_covered}


def test_stepping_the_date_shows_what_the_bands_say(real: Organisation) -> None:
    line, content = line_of(real), store.content_for(real)
    for day in BETWEEN:
        stepped = {(c.product, c.role): (c.state, set(c.by)) for c in coverage(store.org_at(real, day), content)}
        found = {place: band for place in line.lanes if (band := line.on(*place, day))}
        assert {place: (band.cell.state, set(band.cell.by)) for place, band in found.items()} == stepped


def test_bands_tell_which_products_lost_or_gained_whom(real: Organisation) -> None:
    line = line_of(real)
    before, after = (covered(line, PMM, day) for day in (date(2022, 5, 31), JUNE))
    assert (before - after, after - before) == (LOST_PMM, GAINED_PMM)
    before, after = (covered(line, PM, day) for day in (date(2022, 5, 31), JUNE))
    assert (before - after, after - before) == (LOST_PM, GAINED_PM)
    turning = {band.first for lane in line.lanes.values() for band in lane}
    assert turning == {MARCH, JUNE}


def test_page_shows_the_turns_of_the_first_of_june(real: Organisation) -> None:
    client = Client()
    client.force_login(MembershipFactory.create(organisation=real).user)
    told = bands(client.get("/o/real/coverage/time/?from=2022-03-01&span=6&on=2022-04-01").content.decode())
    assert any(re.fullmatch(r"PM, Content Platform Team: standing in, .+, from 1 Jun 2022", text) for text in told)
    assert any(re.fullmatch(r"PMM, Growth: covered, .+, from 1 Jun 2022", text) for text in told)
    assert any(re.fullmatch(r"PMM, Cloud SaaS: covered, .+, until 31 May 2022", text) for text in told)
