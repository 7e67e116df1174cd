"""docs/import.md names what there is: systems, languages, flags and limits."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.management import load_command_class

from planning.imports.codes import CODES
from planning.imports.formats import FORMATS

pytestmark = pytest.mark.pure
ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = (ROOT / "docs/import.md").read_text()
TEXT = " ".join(PAGE.split())


@pytest.mark.parametrize("name", [format.name.removeprefix("a ") for format in FORMATS])
def test_every_system_is_named(name: str) -> None:
    assert name in TEXT


@pytest.mark.parametrize("name", [path.stem for path in (ROOT / "roles/content/languages").glob("*.yaml")])
def test_every_language_is_named(name: str) -> None:
    assert name.capitalize() in TEXT


def test_the_flags_are_those_of_the_command() -> None:
    help_text = load_command_class("planning", "import_org").create_parser("manage.py", "import_org").format_help()
    django_flags = {"--version", "--verbosity", "--settings", "--pythonpath", "--traceback", "--no-color", "--help"}
    flags = set(re.findall(r"--[a-z-]+[a-z]", help_text)) - django_flags - {"--force-color", "--skip-checks"}
    assert flags <= set(re.findall(r"--[a-z-]+[a-z]", PAGE))


def test_the_limits_are_those_that_refuse() -> None:
    limits = {code.removeprefix("limit-") for code in CODES if code.startswith("limit-")}
    assert limits <= set(re.findall(r"`([a-z]+)`", PAGE[PAGE.index("## Limits") :]))
