"""The rig itself: that it can fail, and that Chromium reaches the portal."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from portal.models import Right
from tests.browser import axe

pytestmark = pytest.mark.browser


@pytest.fixture
def home(signed_in_page: Callable[[Right], Page]) -> Page:
    page = signed_in_page(Right.VIEWER)
    page.goto("/o/acme/")
    return page


def test_a_member_reaches_the_organisation(home: Page) -> None:
    assert "Acme" in home.inner_text("body")


def test_an_inline_script_is_refused_and_noticed(home: Page, complaints: list[str]) -> None:
    home.evaluate("document.body.append(Object.assign(document.createElement('script'), {textContent: 'ran = 1'}))")
    assert home.evaluate("window.ran") is None
    assert any("Content Security Policy" in complaint for complaint in complaints)
    complaints.clear()


def test_axe_notices_a_picture_without_words(home: Page) -> None:
    home.evaluate("document.querySelector('main').append(new Image(10, 10))")
    assert any("image-alt" in violation for violation in axe.violations(home))
