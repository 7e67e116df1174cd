"""Types that tests share: what the fixtures of conftest.py and Django's test client give."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from django.test import Client

from portal.models import Right

if TYPE_CHECKING:
    # An answer with `context`, `json()` and so on, which the test client puts on it; Django gives it no name.
    from django.test.client import _MonkeyPatchedWSGIResponse

Answer: TypeAlias = "_MonkeyPatchedWSGIResponse"

SignIn: TypeAlias = Callable[[Right], Client]
