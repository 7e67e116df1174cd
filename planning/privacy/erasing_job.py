"""Erasing somebody of a large organisation, aside."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from planning.erasing import people
from planning.erasing.people import NobodyOfThatKey, Terms
from planning.organisation.models import StoredChange
from portal import jobs
from portal.models import Job, Organisation, Right, User

# With more changes than that in the history a worker does it.
IN_ONE_REQUEST = 20_000
# With more than that a page does not count beforehand what would change.
COUNTED = 100_000
SORRY = "Something went wrong. Nobody was erased and nothing was changed; try again."


@jobs.job("erase-person", atomic=True, sorry=SORRY)
def erase_person(
    run: jobs.Run, *, organisation: int, person: str, reason: str, also: Sequence[str], remember: bool, by: int
) -> None:
    """Erase somebody. What was asked for named them, so it goes, too."""
    of = Organisation.objects.get(pk=organisation)
    run.tell("Looking through everything that is kept")
    try:
        terms = Terms(reason, tuple(also), remember)
        people.erase(of, person, terms, by=User.objects.filter(pk=by).first(), now=timezone.now())
    except NobodyOfThatKey as nobody:
        raise jobs.Failed(str(nobody)) from nobody
    finally:
        Job.objects.filter(kind="erase-person", organisation=of).update(arguments={})


def is_large(organisation: Organisation, many: int | None = None) -> bool:
    """Whether the history has more than so many changes."""
    return StoredChange.objects.filter(organisation=organisation)[many or IN_ONE_REQUEST :].exists()


def start(organisation: Organisation, person: str, terms: Terms, *, by: User) -> jobs.Job:
    """Have a worker do it; one at a time."""
    asked = {"organisation": organisation.pk, "person": person, "by": by.pk}
    said = {"reason": terms.reason, "also": list(terms.also), "remember": terms.remember}
    return erase_person.start(
        str(organisation.pk), organisation=organisation, by=by, right=Right.ADMIN, arguments={**asked, **said}
    )


def latest(organisation: Organisation) -> jobs.Job | None:
    return erase_person.latest(str(organisation.pk))
