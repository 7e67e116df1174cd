"""What a worker sees to by the way."""

from datetime import timedelta
from threading import Event

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.jobs import tending
from portal.jobs.pulse import TEND_EVERY, Pulse
from portal.jobs.tending import tend
from portal.models import Job, Mail, Worker
from portal.retention.own import ENDED
from tests.portal.jobs import slow
from tests.portal.jobs.worker import work_off

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_tables")]
LONG_AGO = timezone.now() - timedelta(days=ENDED + 1)


def test_what_is_long_over_is_forgotten() -> None:
    slow.add.start("1", arguments={"one": 1, "other": 2})
    work_off()
    Mail.objects.create(to="a@example.com", content={}, due=None)
    Worker.objects.create(name="gone", seen=LONG_AGO)
    tend()
    assert (Job.objects.count(), DBTaskResult.objects.count(), Mail.objects.count()) == (1, 1, 1)
    assert not Worker.objects.exists()
    Job.objects.update(finished_at=LONG_AGO)
    Mail.objects.update(asked_at=LONG_AGO)
    DBTaskResult.objects.update(enqueued_at=LONG_AGO)
    tend()
    assert (Job.objects.count(), DBTaskResult.objects.count(), Mail.objects.count()) == (0, 0, 0)


def test_what_still_waits_stays_however_long() -> None:
    slow.add.start("1", arguments={"one": 1, "other": 2})
    Job.objects.update(asked_at=LONG_AGO)
    DBTaskResult.objects.update(enqueued_at=LONG_AGO)
    tend()
    work_off()
    assert Job.objects.get().result == 3


def test_a_worker_is_heard_of_while_it_sees_to_what_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, over = Event(), Event()

    def slowly() -> None:
        begun.set()
        over.wait(timeout=30)

    monkeypatch.setattr(tending, "tend", slowly)
    pulse = Pulse("mine")
    pulse._tended = -TEND_EVERY
    pulse._beat()
    assert begun.wait(timeout=10)
    Worker.objects.update(seen=LONG_AGO)
    pulse._beat()
    assert Worker.objects.get().seen > LONG_AGO
    over.set()
