"""An organisation's own words of a language."""

from __future__ import annotations

import pytest
from django.test import Client

from planning.organisation.role_content import content_for
from portal.models import Organisation, Right
from tests.factories import MembershipFactory
from tests.roles.editing.typing import add, form_of

pytestmark = pytest.mark.django_db
GERMAN = "role-content/edit/language/german/section/translation-title/"


def test_a_word_of_its_own_is_read_in_the_organisation_alone(organisation: Organisation) -> None:
    client = Client()
    client.force_login(MembershipFactory.create(organisation=organisation, right=Right.ADMIN).user)
    page = f"/o/{organisation.slug}/{GERMAN}"
    sent = form_of(client.get(page))
    add(sent, "translation-title", means="product marketing manager", words="Zauberer")
    assert client.post(page, sent).status_code == 302
    organisation.refresh_from_db()
    assert content_for(organisation).read_title("Zauberer").role == "product-marketing-manager"
    assert "German" in client.get(f"/o/{organisation.slug}/role-content/").content.decode()
