"""Two people at the same band."""

from datetime import date
from decimal import Decimal

from django.test import Client

from planning.models import Band
from portal.models import Organisation

ROLE = {"role": "product-manager", "level": 0, "currency": "GBP", "since": date(2026, 9, 1)}


def test_a_band_that_somebody_else_changed_meanwhile_is_not_overwritten_in_silence(
    company: Organisation, admin: Client
) -> None:
    company.memberships.update(sees_cost=True)
    band = Band.objects.create(organisation=company, low=1000, high=2000, **ROLE)
    there = f"/o/{company.slug}/hiring/bands/{band.pk}/"
    seen = admin.get(there).context["form"]["seen"].value()
    said = {**ROLE, "low": "1100", "high": "2000", "bonus": "0", "seen": seen}
    Band.objects.update(high=3000)
    answer = admin.post(there, said)
    assert answer.status_code == 409
    assert "It is now 3000.00." in answer.content.decode()
    assert 'value="2000"' in answer.content.decode()
    again = admin.post(there, {**said, "seen": answer.context["form"]["seen"].value()})
    assert (again.status_code, Band.objects.get().high) == (302, Decimal(2000))
