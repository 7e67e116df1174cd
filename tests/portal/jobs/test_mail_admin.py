"""What staff see of e-mail that was not delivered."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from portal.invitations import send
from portal.jobs import delivering
from portal.models import Mail
from tests.factories import InvitationFactory, OrganisationFactory, UserFactory

LIST = "/admin/portal/mail/"
SECRET = "https://portal.example/invitation/abcdef/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Client:
    client = Client()
    client.force_login(UserFactory.create(is_staff=True, is_superuser=True))
    return client


def waits(to: str, **values: Any) -> Mail:
    content = {"subject": "News", "body": f"Look at {SECRET}", "to": [to], "alternatives": [], "attachments": []}
    given = {"kind": "Invitation", "due": timezone.now() + delivering.LONGEST, "content": content, "tries": 2}
    return Mail.objects.create(to=to, **given | values)


def test_staff_see_what_waits_and_what_was_given_up_of_which_kind_since_when(staff: Client) -> None:
    waits("ines@example.com")
    waits("bo@example.com", due=None, tries=7, kind="Weekly digest", content={}, error="SMTPRecipientsRefused: 550")
    page = staff.get(LIST).content.decode()
    today = timezone.localtime().strftime("%-d %b %Y")
    for said in ("ines@example.com", "tried 2 times", "Given up, tried 7 times", "Weekly digest", "550", today):
        assert said in page
    assert "ines@example.com" not in staff.get(LIST, {"state": "given-up"}).content.decode()


def test_no_page_of_it_shows_the_text_or_a_link(staff: Client) -> None:
    row = waits("ines@example.com")
    pages = [staff.get(address).content.decode() for address in (LIST, f"{LIST}{row.pk}/change/")]
    assert all("ines@example.com" in page for page in pages)
    assert not any(SECRET in page or "News" in page for page in pages)


def test_the_list_asks_the_tables_as_often_however_many_wait(staff: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(20):
        waits(f"{number}@example.com", organisation=OrganisationFactory.create())
    staff.get(LIST)
    with django_assert_max_num_queries(8):
        staff.get(LIST)


def act(client: Client, *rows: Mail) -> str:
    sent = {"action": "try_now", "_selected_action": [row.pk for row in rows]}
    return client.post(LIST, sent, follow=True).content.decode()


def test_what_waits_is_tried_at_once_if_staff_want_it(staff: Client) -> None:
    page = act(staff, waits("ines@example.com"))
    assert "1 e-mail will be sent again now" in page
    assert [sent.to for sent in mail.outbox] == [["ines@example.com"]]


def test_what_was_given_up_is_not_tried_again_for_its_text_is_gone(staff: Client) -> None:
    row = waits("ines@example.com", due=None, content={})
    assert "None of these is waiting" in act(staff, row)
    assert (mail.outbox, Mail.objects.get().due) == ([], None)


def test_what_an_organisation_that_is_closed_sends_waits_on(staff: Client) -> None:
    closed = OrganisationFactory.create(closed_at=timezone.now())
    act(staff, waits("ines@example.com", organisation=closed))
    assert mail.outbox == []


def test_what_waits_says_what_sort_of_letter_it_is(in_tables: None, settings: Any) -> None:
    settings.EMAIL_BACKEND = "portal.jobs.mail.Queue"
    invitation = InvitationFactory.create()
    send(invitation, "token")
    Client().post("/accounts/password/reset/", {"email": "ada@example.com"})
    assert set(Mail.objects.values_list("kind", flat=True)) == {"Invitation", "Set a new password"}
