"""A page that waits for a job: it tells how that goes and goes on by itself."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from planning.imports import previewing
from portal.models import Job, Organisation, Right, Worker
from tests.browser import axe
from tests.portal.jobs.worker import IN_TABLES, work_off

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("_waiting")]
PEOPLE = {"name": "people.csv", "mimeType": "text/csv", "buffer": b"Position ID,Job Title\n1,CEO\n2,CTO\n"}


@pytest.fixture
def _waiting(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is looked at by a worker."""
    settings.TASKS = IN_TABLES
    monkeypatch.setattr(previewing, "AT_ONCE", 1)


@pytest.fixture
def waiting(organisation: Organisation, signed_in_page: Callable[[Right], Page]) -> Page:
    """The page of an upload that waits to be looked at."""
    opened = signed_in_page(Right.PLANNER)
    opened.goto(f"/o/{organisation.slug}/import/")
    opened.set_input_files("input[name=people]", PEOPLE)  # type: ignore[arg-type]
    opened.get_by_role("button", name="Upload and preview").click()
    opened.get_by_role("button", name="Preview changes").click()
    expect(opened.get_by_text("Waiting to start")).to_be_visible()
    return opened


def test_says_that_no_worker_runs_then_goes_on_by_itself_when_one_does(waiting: Page) -> None:
    expect(waiting.get_by_text("No background worker is running")).to_be_visible()
    axe.check(waiting)
    work_off()
    expect(waiting.get_by_role("button", name="Apply 4 changes")).to_be_visible()


def test_tells_how_far_it_is_and_starts_again_what_died(waiting: Page) -> None:
    now = timezone.now()
    Worker.objects.create(name="some", seen=now)
    Job.objects.update(state="running", beat=now, text="Reading row 3", done=1, total=4)
    expect(waiting.get_by_text("Reading row 3")).to_be_visible()
    assert waiting.locator("progress").get_attribute("value") == "1"
    Job.objects.update(beat=now - timedelta(seconds=30))
    button = waiting.get_by_role("button", name="Start again")
    button.focus()
    waiting.wait_for_timeout(2500)  # it is asked for again and again, and the key stays where it was
    expect(button).to_be_focused()
    axe.check(waiting)
    button.press("Enter")
    expect(waiting.get_by_text("Waiting to start")).to_be_visible()
    work_off()
    expect(waiting.get_by_role("button", name="Apply")).to_be_visible()
