"""Tries that come at once are each counted, by whatever worker."""

import pytest
from django.conf import settings

from portal.models import Tries
from portal.sign_in import tries
from portal.sign_in.tries import Limit, TooMany
from tests.portal.jobs.test_together import at_once

EACH, THREADS = 10, 8
ONE_AT_A_TIME = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


@pytest.mark.skipif(ONE_AT_A_TIME, reason="SQLite lets nobody else write meanwhile")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_many_at_once_each_counts() -> None:
    limit = Limit("at-once", EACH * THREADS // 2, 60)
    refused: list[TooMany] = []

    def work() -> None:
        for _ in range(EACH):
            try:
                tries.count(limit, "somebody")
            except TooMany as stop:
                refused.append(stop)

    assert at_once(work, THREADS) == []
    assert (Tries.objects.get().count, len(refused)) == (EACH * THREADS, EACH * THREADS // 2)
    assert sum(stop.first for stop in refused) == 1
