"""Accessibility as axe-core sees it: WCAG 2.2 AA and everything below it."""

from functools import cache
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# All that a colour scheme can change.
BY_COLOUR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# What a width alone can change.
BY_WIDTH = {"type": "rule", "values": ["scrollable-region-focusable", "target-size"]}
SCHEMES: tuple[tuple[Literal["light", "dark"], dict[str, Any] | None], ...] = (("light", None), ("dark", BY_COLOUR))
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN = "options => axe.run(document, options).then(results => results.violations)"


@cache
def _script() -> str:
    return str(Axe().axe_script)


def violations(page: Page, rules: dict[str, Any] | None = None) -> list[str]:
    """What axe finds on the page as it stands: rule, place and what is wrong, a line each."""
    which = rules or {"type": "tag", "values": list(TAGS)}
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        page.evaluate(_script())
    found = page.evaluate(RUN, {"runOnly": which, "resultTypes": ["violations"]})
    return [_line(violation, node) for violation in found for node in violation["nodes"]]


def _line(violation: dict[str, Any], node: dict[str, Any]) -> str:
    checks = node["any"] + node["all"] + node["none"]
    return f"{violation['id']} at {' '.join(map(str, node['target']))}: {'; '.join(c['message'] for c in checks)}"


def check(page: Page, *, dark: bool = True) -> None:
    """No violation; in the dark, none of what colours can bring about."""
    for scheme, rules in SCHEMES[: 1 + dark]:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found = violations(page, rules)
        assert not found, "\n".join([f"{page.url} ({scheme})", *found])
    page.emulate_media(color_scheme="light")
