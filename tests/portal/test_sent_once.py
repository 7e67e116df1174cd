"""A form that makes something and is sent twice makes it once."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from planning.organisation.models import Plan
from planning.plans.models import Comment
from portal.models import Organisation, Right, User
from tests.shapes import SignIn

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def token(client: Client, page: str) -> str:
    """What the form of a page is known by."""
    found = re.search(r'name="once" value="(\w+)"', client.get(page).content.decode())
    assert found
    return found[1]


def test_a_plan_is_made_once_by_a_form_that_is_sent_twice(organisation: Organisation, client_as: SignIn) -> None:
    client, page = client_as(Right.PLANNER), reverse("plans-new", args=[organisation.slug])
    typed = {"name": "Spring", "target": str(date.today()), "once": token(client, page)}
    first, second = (client.post(page, typed) for _ in range(2))
    assert first["Location"] == second["Location"] == reverse("plan", args=[organisation.slug, "spring"])
    assert Plan.objects.count() == 1
    # Each press says the same, as only the last is seen.
    assert "visible only to you" in client.get(second["Location"]).content.decode()
    # Another name is another plan, the same name from another page is asked about.
    client.post(page, typed | {"name": "Autumn"})
    again = client.post(page, typed | {"once": token(client, page)})
    assert (again.status_code, Plan.objects.count()) == (422, 2)
    assert "An open plan already has this name." in again.content.decode()


def test_a_comment_is_made_once_and_a_step_of_a_plan_too(organisation: Organisation, client_as: SignIn) -> None:
    client, slug = client_as(Right.PLANNER), organisation.slug
    client.post(reverse("plans-new", args=[slug]), {"name": "Spring", "target": str(date.today())})
    page = reverse("plan", args=[slug, "spring"])
    for _ in range(2):
        client.post(reverse("plan-comment", args=[slug, "spring"]), {"text": "Why?", "once": "abc"})
        typed = {"name": "Growth", "on": str(date.today()), "once": "def", "where": "plan", "in_plan": "spring"}
        client.post(reverse("do", args=[slug, "add-team"]) + "?plan=spring", typed)
    assert Comment.objects.count() == Plan.objects.get().steps.count() == 1
    assert token(client, page)


def test_nobody_gets_two_organisations_of_one_name(organisation: Organisation, client_as: SignIn) -> None:
    client, page = client_as(Right.ADMIN), reverse("organisation-new")
    answer = client.post(page, {"name": organisation.name.upper()})
    assert (answer.status_code, Organisation.objects.count()) == (422, 1)
    typed = {"name": "Other", "once": token(client, page)}
    assert [client.post(page, typed).status_code for _ in range(2)] == [302, 302]
    assert Organisation.objects.count() == 2
    assert User.objects.get().memberships.count() == 2
