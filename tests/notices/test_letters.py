"""Notices by e-mail: what they say, and how they look."""

import re

import pytest
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks

from planning.models import Notice
from planning.notices import notices
from planning.notices.kinds import ABOUT
from portal.models import Organisation
from tests.factories import MembershipFactory


@pytest.fixture
def sent(
    organisation: Organisation, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> mail.EmailMultiAlternatives:
    user = MembershipFactory.create(organisation=organisation).user
    with django_capture_on_commit_callbacks(execute=True):
        notices.tell(organisation, "finding", "Bob assigned you <a finding>", [user], link="/o/x/", by=None)
    (message,) = mail.outbox
    assert isinstance(message, mail.EmailMultiAlternatives)
    return message


def test_every_kind_of_notice_has_its_button_and_its_reason() -> None:
    assert set(ABOUT) == set(Notice.Kind.values)


def test_the_mail_says_what_happened_where_and_why_one_gets_it(
    sent: mail.EmailMultiAlternatives, organisation: Organisation
) -> None:
    assert sent.subject == f"{organisation}: Bob assigned you <a finding>"
    for part in (
        "Bob assigned you <a finding>.",
        "Open the finding: http://testserver/o/x/",
        "You get this because a finding was assigned to you.",
        f"http://testserver/o/{organisation.slug}/notices/settings/",
    ):
        assert part in sent.body


def test_its_html_fetches_nothing_and_has_one_button(sent: mail.EmailMultiAlternatives) -> None:
    content, kind = str(sent.alternatives[0][0]), sent.alternatives[0][1]
    assert (kind, "Bob assigned you &lt;a finding&gt;" in content) == ("text/html", True)
    assert re.findall(r"<(?:img|link|script)|url\(", content) == []
    assert re.findall(r'href="([^"]+)"', content)[0] == "http://testserver/o/x/"
