"""An organisation's own ladder and career paths reach what reads them."""

from django.test import Client

from planning.core.content import CareerStep
from planning.organisation.role_content import content_for
from portal.models import Organisation
from tests.role_content.adapting import UNIT, keep, opened, send
from tests.roles.editing.typing import add, form_of

PMM = "product-marketing-manager"


def test_a_level_that_it_names_otherwise_gives_the_title(acme: Organisation, admin: Client) -> None:
    sent = form_of(opened(acme, "level"))
    at = next(name for name, value in sent.items() if value == "Senior Product Marketing Manager")
    keep(admin, acme, "level", **{at: "Marketeer"})
    assert content_for(acme).titles[PMM, 3] == "Marketeer"


def test_a_next_step_of_its_own_is_a_career_path(acme: Organisation, admin: Client) -> None:
    sent = form_of(opened(acme, "nextstep"))
    add(sent, "nextstep", level="3", to="product-manager", at="3")
    send(admin, acme, "nextstep", sent, UNIT)
    assert CareerStep(PMM, 3, "product-manager", 3) in content_for(acme).steps
