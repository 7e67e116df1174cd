"""The chart in headless Chromium, next to d3-org-chart drawing the same tree."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from shutil import which
from statistics import median
from typing import Any

from django.urls import reverse
from playwright.sync_api import Browser, Page, sync_playwright

from bench import data
from bench.server import running
from bench.table import Table, at_most
from planning.core.tree import shape
from planning.organisation import store
from portal.models import Organisation
from scripts import chromium

PAGES = Path(__file__).parent / "pages"
MODULES = Path(__file__).parent.parent / "node_modules"
SCRIPTS = ("d3/dist/d3.min.js", "d3-flextree/build/d3-flextree.min.js", "d3-org-chart/build/d3-org-chart.min.js")
ROUNDS, D3_ROUNDS = 5, 3
STEPS = 120
OURS = "chart fully open: drawn from its data and scripts"
ROOT = "the organisation"


def measure(table: Table, organisations: dict[int, Organisation]) -> None:
    path = chromium.find()
    if path is None:
        table.notes.append(f"The chart is not drawn. {chromium.MISSING}")
        return
    trees = {size: tree(organisation) for size, organisation in organisations.items()}
    cookie = data.session()  # and no query from here on: Playwright runs an event loop
    with running() as url, opened(path) as browser:
        for size, organisation in organisations.items():
            address = f"{url}{reverse('chart', args=[organisation.slug])}?depth=all"
            _measure_ours(table, size, _signed_in(browser, url, cookie), address)
        if _has_d3(table):
            for size, rows in trees.items():
                _measure_d3(table, size, browser, rows)


@contextmanager
def opened(path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        yield browser
        browser.close()


def tree(organisation: Organisation) -> list[dict[str, Any]]:
    """The positions as d3-org-chart wants them: one root, every card open."""
    org = store.org_at(organisation, data.TODAY)
    depth = shape(org).depth
    rows: list[dict[str, Any]] = [{"id": ROOT, "parentId": None, "title": "All", "holder": "", "_expanded": True}]
    for key in shape(org).order:
        position = org.positions[key]
        holder = org.holder(position)
        parent = position.manager if depth[key] else ROOT
        name = holder.name if holder else "Open"
        rows.append({"id": key, "parentId": parent, "title": position.title, "holder": name, "_expanded": True})
    return rows


def _measure_ours(table: Table, size: int, page: Page, address: str) -> None:
    times = [_draw(page, address) for _ in range(ROUNDS + 1)][1:]
    drawn, whole = (median(column) for column in zip(*times, strict=True))
    table.time(OURS, size, drawn / 1000)
    table.time("  from the click, server and download included", size, whole / 1000)
    longest = median(_pan(page) for _ in range(ROUNDS))
    row = table.row("  longest frame while panning", "ms", "≤ 33 ms", at_most(33))
    row.values[size] = longest
    page.context.close()


def _signed_in(browser: Browser, url: str, cookie: tuple[str, str]) -> Page:
    context = browser.new_context(bypass_csp=True, viewport={"width": 1440, "height": 900})
    name, value = cookie
    context.add_cookies([{"name": name, "value": value, "url": url}])
    context.add_init_script(path=PAGES / "watch.js")
    return context.new_page()


def _draw(page: Page, address: str) -> tuple[float, float]:
    """Milliseconds until the cards are painted: since data and scripts were there, as d3-org-chart is timed, and
    since the click."""
    page.goto(address)
    page.wait_for_function("watched.drawn > 0", timeout=120_000)
    drawn, begun = page.evaluate("[watched.drawn, performance.getEntriesByName('chart')[0].startTime]")
    return drawn - begun, drawn


def _pan(page: Page) -> float:
    """The longest frame, in milliseconds, while the chart is dragged along."""
    page.mouse.move(1200, 450)
    page.mouse.down()
    page.evaluate("watched.frames = []")
    for step in range(STEPS):
        page.mouse.move(1200 - 8 * step, 450 + 2 * (step % 20))
    frames: list[float] = page.evaluate("watched.frames")
    page.mouse.up()
    return max(later - earlier for earlier, later in pairwise(frames))


def _has_d3(table: Table) -> bool:
    """Whether d3-org-chart is here, fetched if need be."""
    if not (MODULES / SCRIPTS[-1]).exists() and which("npm"):
        fetch = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        subprocess.run(fetch, cwd=MODULES.parent, check=False)
    if (MODULES / SCRIPTS[-1]).exists():
        return True
    table.notes.append("d3-org-chart is not compared with: it comes from npm, and npm is missing or cannot fetch it.")
    return False


def _measure_d3(table: Table, size: int, browser: Browser, rows: list[dict[str, Any]]) -> None:
    times = [_draw_with_d3(browser, rows) for _ in range(D3_ROUNDS)]
    table.time("d3-org-chart: the same tree drawn", size, median(times) / 1000, ours=False)
    ours = table.rows[OURS].values[size]
    ratio = table.row("  chart ÷ d3-org-chart", "×", "≤ 1/30 at 10,000", at_most(1 / 30))
    ratio.at = (10_000,)
    ratio.values[size] = ours / median(times)


def _draw_with_d3(browser: Browser, rows: list[dict[str, Any]]) -> float:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(300_000)
    page.set_content('<div id="chart"></div>')
    for script in (*(MODULES / name for name in SCRIPTS), PAGES / "compare.js"):
        page.add_script_tag(path=script)
    result = page.evaluate("rows => drawWithD3(rows)", rows)
    page.close()
    if result["cards"] != len(rows):
        raise SystemExit(f"d3-org-chart drew {result['cards']} cards of {len(rows)}.")
    return float(result["milliseconds"])
