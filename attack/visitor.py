"""Somebody who is signed in and presses buttons, over HTTP."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any, NamedTuple

import requests
from django.conf import settings
from django.test import Client

from portal.models import User

SECRET = "a" * 32  # a visitor's own; the server compares cookie and header


class Edited(NamedTuple):
    """The answer to an edit, or to asking for its form; and what the form showed."""

    answer: requests.Response | None
    shown: str

    @property
    def status(self) -> int:
        """0 where no answer came."""
        return self.answer.status_code if self.answer is not None else 0

    @property
    def is_done(self) -> bool:
        return self.status in (204, 302)


class Visitor:
    """`address`: of the portal."""

    def __init__(self, address: str, user: User | None) -> None:
        self.address = address
        self.cookies = {settings.CSRF_COOKIE_NAME: SECRET}
        if user is not None:
            client = Client()
            client.force_login(user)
            name = settings.SESSION_COOKIE_NAME
            self.cookies[name] = client.cookies[name].value

    def get(self, path: str, **asked: Any) -> requests.Response | None:
        """None where no answer came."""
        return self._send("GET", path, params=asked)

    def post(self, path: str, **data: Any) -> requests.Response | None:
        return self._send("POST", path, data=data, headers={"X-CSRFToken": SECRET})

    def edit(self, organisation: str, key: str, word: str) -> Edited:
        """Write a word over the location of a position, as the form shows it."""
        path = f"/o/{organisation}/do/edit/"
        page = self.get(path, of=key)
        if page is None or page.status_code != 200:
            return Edited(page, "")
        shown = fields_of(page.text, path)
        return Edited(self.post(path, **{**shown, "location": word}), shown.get("location", ""))

    def _send(self, method: str, path: str, **more: Any) -> requests.Response | None:
        try:
            return requests.request(
                method, self.address + path, cookies=self.cookies, allow_redirects=False, timeout=120, **more
            )
        except requests.RequestException:
            return None


class _Fields(HTMLParser):
    """What the form to this address holds."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action, self.found, self._is_in, self._select = action, {}, False, ""  # type: ignore[var-annotated]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._is_in = said.get("action", "").partition("?")[0] in ("", self.action)
        elif self._is_in and tag == "input" and said.get("name") and said.get("type") not in ("submit", "file"):
            if said.get("type") not in ("checkbox", "radio") or "checked" in said:
                self.found[said["name"]] = said.get("value", "")
        elif self._is_in and tag == "select":
            self._select = said.get("name", "")
        elif self._is_in and tag == "option" and "selected" in said and self._select:
            self.found[self._select] = said.get("value", "")


def fields_of(page: str, action: str) -> dict[str, str]:
    """The fields of a page's form as a browser would send them."""
    reader = _Fields(action)
    reader.feed(page)
    return {name: value for name, value in reader.found.items() if name != "csrfmiddlewaretoken"}
