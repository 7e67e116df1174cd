"""The bell: a press opens the latest news under it, by mouse and by keys."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from planning.models import Notice
from planning.notices import notices
from portal.models import Organisation, Right
from tests.browser import axe

pytestmark = pytest.mark.browser


def test_the_bell_opens_by_keys_marks_all_read_and_gives_the_focus_back(
    organisation: Organisation, signed_in_page: Callable[[Right], Page]
) -> None:
    page = signed_in_page(Right.VIEWER)
    user = organisation.memberships.get().user
    for text in ("Bob asks you about Maker", "Bob signed Spring off"):
        notices.tell(organisation, "lines", text, [user], link="/o/acme/people/", by=None)
    page.goto("/o/acme/people/")
    bell = page.get_by_role("button", name="Notifications 2 unread")
    bell.press("Enter")
    news = page.get_by_role("dialog", name="Notifications")
    expect(news.get_by_role("listitem")).to_have_count(2)
    axe.check(page)
    news.get_by_role("button", name="Mark all read").press("Enter")
    expect(page.get_by_role("button", name="Notifications", exact=True)).to_be_visible()
    assert not Notice.objects.filter(read_at=None).exists()
    page.keyboard.press("Escape")
    expect(news).to_be_hidden()
    expect(page.locator("[data-bell]")).to_be_focused()
