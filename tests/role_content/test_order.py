"""An organisation orders rows its own way."""

import pytest
from django.test import Client

from planning.models import Adaptation
from planning.organisation.role_content import guide_for
from portal.models import Organisation
from roles.models import Responsibility
from roles.publishing import versions
from tests.role_content.adapting import PMM, UNIT, handles, keep, opened, reset, send, url
from tests.roles.editing.typing import add, form_of

pytestmark = pytest.mark.django_db


def names(organisation: Organisation) -> list[str]:
    guide = guide_for(Organisation.objects.get(pk=organisation.pk))
    return [row.name for row in guide.of(Responsibility, PMM)]


class TestOrder:
    def test_what_is_put_first_stands_first_until_the_sites_order_is_back(
        self, acme: Organisation, admin: Client
    ) -> None:
        before = names(acme)
        page = opened(acme, "responsibility")
        last = page.context["editor"].forms[-1].prefix
        keep(admin, acme, "responsibility", **{f"{last}-order": "0"})
        assert names(acme) == [before[-1], *before[:-1]]
        body = admin.get(url(acme, UNIT, "responsibility")).content.decode()
        assert "It has a different place in the standard content." in body
        reset(admin, acme, handles())
        assert names(acme) == before

    def test_what_the_site_adds_later_does_not_count_as_moved(self, acme: Organisation, admin: Client) -> None:
        sent = form_of(opened(acme, "responsibility"))
        add(sent, "responsibility", name="Naming", text="Names.", roles=[PMM], source="own", order=99)
        send(admin, acme, "responsibility", sent)
        assert Adaptation.objects.count() == 1
        Responsibility.objects.create(
            key=f"{PMM}/new", role_id=PMM, name="New", text="New.", source_id="lineup", roles=[PMM], order=50
        )
        versions.publish(versions.unpublished(), note="One more")
        assert names(acme)[-2:] == ["New", "Naming"]
        keep(admin, acme, "responsibility")
        assert Adaptation.objects.count() == 1
