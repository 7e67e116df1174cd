"""The chart on paper: what a browser prints, read back from the sheet."""

from collections.abc import Callable
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page

from portal.models import Organisation, Right
from tests.factories import PositionFactory

pytestmark = pytest.mark.browser

DOTS = 144  # to the inch
MARGIN = 10 / 25.4 * DOTS
SHEET = (1040 / 96 * DOTS, 690 / 96 * DOTS)
# A frame around all that the lines are drawn on, once it has been drawn for paper.
FRAME = """addEventListener('beforeprint', () => {
  const canvas = document.querySelector('[data-wires]'), to = canvas.getContext('2d');
  to.setTransform(1, 0, 0, 1, 0, 0);
  to.strokeStyle = 'red';
  to.lineWidth = canvas.width / 200;
  to.strokeRect(0, 0, canvas.width, canvas.height);
})"""


def printed(page: Page) -> Image.Image:
    sheet = pypdfium2.PdfDocument(BytesIO(page.pdf(prefer_css_page_size=True)))
    image: Image.Image = sheet[0].render(scale=DOTS / 72).to_pil()
    return image.convert("RGB")


def red_ends(image: Image.Image) -> tuple[int, int]:
    """How far to the right and how far down something red stands."""
    red, green, _ = image.split()
    box = ImageChops.subtract(red, green).point(lambda value: 255 if value > 100 else 0).getbbox()
    assert box is not None, "Nothing red was printed."
    return box[2], box[3]


@pytest.mark.parametrize("width", [390, 1440, 1920])
def test_lines_are_printed_as_large_as_the_cards(
    signed_in_page: Callable[[Right], Page], organisation: Organisation, width: int
) -> None:
    page = signed_in_page(Right.VIEWER)
    page.set_viewport_size({"width": width, "height": 900})
    PositionFactory.create(organisation=organisation, title="Chief Executive Officer")
    page.goto("/o/acme/chart/")
    page.locator("[data-chart][data-ready]").wait_for()
    page.evaluate(FRAME)
    right, low = red_ends(printed(page))
    assert right == pytest.approx(MARGIN + SHEET[0], abs=4)
    assert low == pytest.approx(MARGIN + SHEET[1], abs=4)
