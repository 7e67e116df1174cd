"""Forms of pages as a browser would send them back."""

from __future__ import annotations

from typing import Any

from django.test import Client
from lxml import html  # type: ignore[import-untyped]

from portal.optimistic_lock import FIELD


def form_of(page: Any, part: str = "", action: str = "") -> tuple[str, dict[str, Any]]:
    """Where the form with a token sends that has `action` in its address ('' for the page itself), and what it holds.
    `part` is the prefix of its fields."""
    name = f"{part}-{FIELD}" if part else FIELD
    for form in html.fromstring(page.content.decode()).forms:
        if name in form.fields and action in (form.get("action") or ""):
            return form.get("action") or "", _sent(form)
    raise AssertionError(f"No form of the page carries {name}.")


def _sent(form: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in form.form_values():
        found[name] = value if name not in found else [*_list(found[name]), value]
    return {name: value.removeprefix("\n") if isinstance(value, str) else value for name, value in found.items()}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def seen_at(client: Client, address: str, part: str = "", action: str = "") -> str:
    """The token that a form of a page carries."""
    name = f"{part}-{FIELD}" if part else FIELD
    return str(form_of(client.get(address), part, action)[1][name])
