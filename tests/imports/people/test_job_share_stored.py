"""A job share in the database, and on the chart."""

from __future__ import annotations

from datetime import date

import pytest

from planning.imports.pipeline import File, Settings
from planning.imports.service import apply, preview
from portal.models import Organisation
from tests.imports.helpers import people
from tests.imports.people.test_job_share import HEADER, ROWS

pytestmark = pytest.mark.django_db


def test_it_is_stored_and_the_same_file_changes_nothing(organisation: Organisation) -> None:
    files = [File("people", "people.csv", people(*ROWS, header=HEADER).encode())]
    on = date(2026, 6, 1)
    apply(organisation, preview(organisation, files, Settings(on)), ["people.csv"], today=on)
    again = preview(organisation, files, Settings(on))
    assert again.changes == ()
    assert again.before.holder_names(again.before.positions["P2"]) == "Bero Vask and Mira Osk"
