"""What a browser and its system are called, from what the browser says of itself."""

from __future__ import annotations

from typing import NamedTuple

UNKNOWN = "Unknown browser"
# As people call them, where the parser says it otherwise.
CALLED = {"Mac OS X": "macOS", "Chrome Mobile": "Chrome", "Chrome Mobile iOS": "Chrome", "Mobile Safari": "Safari"}
CALLED |= {"Firefox Mobile": "Firefox", "Firefox iOS": "Firefox", "Edge Mobile": "Edge", "HeadlessChrome": "Chrome"}


class Agent(NamedTuple):
    """`system` may be ''."""

    browser: str
    system: str

    def __str__(self) -> str:
        return f"{self.browser} on {self.system}" if self.system else self.browser


def read(text: str) -> Agent:
    from ua_parser import parse  # reads its tables when it is imported, which only this page needs

    said = parse(text)
    browser = _called(said.user_agent.family) if said.user_agent else UNKNOWN
    system = _called(said.os.family) if said.os else ""
    return Agent(browser, system)


def _called(family: str) -> str:
    return CALLED.get(family, family)
