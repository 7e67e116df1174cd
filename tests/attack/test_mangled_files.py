"""Thousands of spoilt files through the doors that people use: `make fuzz FILES=10000 SEED=1`; some in every run."""

from __future__ import annotations

import os
from random import Random

import pytest
from django.test import Client

from planning.organisation import store
from portal.models import Right
from tests.attack.mangling import files
from tests.attack.mangling.doors import by_command, by_pages, exported
from tests.factories import MembershipFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
PIECE = 20
SEED = os.environ.get("FUZZ_SEED", "1")
PIECES = int(os.environ.get("FUZZ_FILES", "60")) // PIECE or 1


@pytest.mark.parametrize("piece", range(PIECES))
def test_a_spoilt_file_is_read_or_refused_wholly_and_all_that_is_said_helps(piece: int) -> None:
    """Each piece is one organisation, whose files come one after the other."""
    chance = Random(f"{SEED}-{piece}")
    organisation = OrganisationFactory.create()
    client = Client()
    client.force_login(MembershipFactory.create(organisation=organisation, right=Right.ADMIN, sees_cost=True).user)
    for number in range(PIECE):
        organisation.refresh_from_db()
        given = files.some(chance, exported(organisation) if number else None)
        try:
            if chance.random() < 0.5:
                by_command(organisation, given, chance)
            else:
                by_pages(organisation, client, given, chance)
        except BaseException as error:
            error.add_note(f"FUZZ_SEED={SEED}, piece {piece}, file {number}: {given!r:.3000}")
            raise
    store.forget()
