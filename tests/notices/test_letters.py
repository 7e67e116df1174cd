"""Notices by e-mail: what they say, and how they look."""

import re
from contextlib import suppress
from typing import Any

import pytest
from django.core import mail
from django.db import transaction

from planning.models import Notice
from planning.notices import notices
from planning.notices.kinds import ABOUT
from portal.models import Mail, Organisation
from tests.factories import MembershipFactory
from tests.portal.jobs.worker import IN_TABLES


def tell(organisation: Organisation) -> None:
    user = MembershipFactory.create(organisation=organisation).user
    notices.tell(organisation, "finding", "Bob assigned you <a finding>", [user], link="/o/x/", by=None)


@pytest.fixture
def sent(organisation: Organisation) -> mail.EmailMultiAlternatives:
    tell(organisation)
    (message,) = mail.outbox
    assert isinstance(message, mail.EmailMultiAlternatives)
    return message


def test_a_letter_stands_in_the_queue_with_what_it_tells_of_or_not_at_all(
    organisation: Organisation, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "portal.jobs.mail.Queue"
    settings.TASKS = IN_TABLES
    with suppress(ZeroDivisionError), transaction.atomic():
        tell(organisation)
        raise ZeroDivisionError
    assert not Mail.objects.exists()
    tell(organisation)  # a process that is killed from here on loses no letter
    assert Mail.objects.count() == 1


def test_every_kind_of_notice_has_its_button_and_its_reason() -> None:
    assert set(ABOUT) == set(Notice.Kind.values)


def test_the_mail_says_what_happened_where_and_why_one_gets_it(
    sent: mail.EmailMultiAlternatives, organisation: Organisation
) -> None:
    assert sent.subject == f"{organisation}: Bob assigned you <a finding>"
    for part in (
        "Bob assigned you <a finding>.",
        "Open finding: http://testserver/o/x/",
        "You are receiving this because a finding was assigned to you.",
        f"http://testserver/o/{organisation.slug}/notices/settings/",
    ):
        assert part in sent.body


def test_its_html_fetches_nothing_and_has_one_button(sent: mail.EmailMultiAlternatives) -> None:
    content, kind = str(sent.alternatives[0][0]), sent.alternatives[0][1]
    assert (kind, "Bob assigned you &lt;a finding&gt;" in content) == ("text/html", True)
    assert re.findall(r"<(?:img|link|script)|url\(", content) == []
    assert re.findall(r'href="([^"]+)"', content)[0] == "http://testserver/o/x/"
