"""What goes out comes in again: laws over generated organisations."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.records import Org
from planning.org_export.writing import FORMATS, to_json
from tests.org_export.organisations import organisations
from tests.org_export.reading import exported, imported

pytestmark = pytest.mark.pure

READABLE = st.sampled_from([name for name in FORMATS if name != "json"])
WHOLE = st.sampled_from(["csv", "xlsx"])


def listed(org: Org) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = json.loads(to_json(org))
    return found


@given(organisations(), READABLE)
def test_importing_an_export_changes_nothing(org: Org, how: str) -> None:
    outcome = imported(exported(org, how), org)
    assert (outcome.changes, outcome.problems) == ((), ())


@given(organisations(), WHOLE)
def test_an_export_makes_the_same_organisation_anew(org: Org, how: str) -> None:
    assert listed(imported(exported(org, how), Org(org.on)).after) == listed(org)


@given(organisations())
def test_the_positions_alone_are_the_same_anew(org: Org) -> None:
    assert listed(imported(exported(org, "positions"), Org(org.on)).after)["positions"] == listed(org)["positions"]
