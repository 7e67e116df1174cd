"""Tries as the database counts them: each of many at once, and whatever was typed."""

import pytest
from django.conf import settings

from portal.models import Tries
from portal.sign_in import limits, tries
from portal.sign_in.tries import Limit, TooMany
from tests.portal.jobs.test_together import at_once
from tests.portal.signing_in import browser

EACH, THREADS = 10, 8
ONE_AT_A_TIME = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


@pytest.mark.skipif(ONE_AT_A_TIME, reason="SQLite lets no one else write meanwhile")
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


@pytest.mark.django_db
def test_an_address_that_no_table_can_hold_is_stopped_like_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = limits.RULES["account_reset_password"][0]
    monkeypatch.setitem(limits.RULES, "account_reset_password", (rule._replace(limit=Limit("reset-here", 1, 900)),))
    client = browser()
    answers = [client.post("/accounts/password/reset/", {"email": "a\0@example.com"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
