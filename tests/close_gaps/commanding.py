"""The command `close_gaps` as tests run it."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from planning.models import Band
from portal.models import Organisation
from tests.small_organisation import PM


def run(organisation: Organisation, *options: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("close_gaps", "--org", organisation.slug, "--on", "2027-01-04", *options, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def answer(organisation: Organisation, *options: str) -> Any:
    return json.loads(run(organisation, "--format", "json", *options)[0])


def refusal(organisation: Organisation, *options: str) -> str:
    with pytest.raises(CommandError) as refused:
        run(organisation, *options)
    assert refused.value.returncode == 2
    return str(refused.value)


def price(organisation: Organisation, role: str = PM) -> None:
    Band.objects.create(
        organisation=organisation, role=role, currency="EUR", low=80_000, high=100_000, since="2020-01-01"
    )
