"""Erasing somebody of a large organisation, aside."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from django.utils import timezone
from django.utils.crypto import salted_hmac

from planning.erasing import people
from planning.erasing.people import NobodyOfThatKey, Terms
from planning.organisation.models import StoredChange
from portal import jobs
from portal.models import Job, Organisation, Right, User

# With more changes than that in the history a worker does it.
IN_ONE_REQUEST = 20_000
# With more than that a page does not count beforehand what would change.
COUNTED = 100_000
KIND = "erase-person"
SORRY = "Something went wrong. No one was erased and nothing was changed; try again."


@jobs.job(KIND, atomic=True, sorry=SORRY)
def erase_person(
    run: jobs.Run, *, organisation: int, person: str, reason: str, also: Sequence[str], remember: bool, by: int
) -> None:
    """Erase somebody. What was asked for named them, so it goes, too."""
    of = Organisation.objects.get(pk=organisation)
    run.tell("Searching everything that is kept")
    terms = Terms(reason, tuple(also), remember)
    with suppress(NobodyOfThatKey):  # they have been erased meanwhile, as was asked
        people.erase(of, person, terms, by=User.objects.filter(pk=by).first(), now=timezone.now())
    Job.objects.filter(kind=KIND, key=run.job.key).update(arguments={})


def is_large(organisation: Organisation, many: int | None = None) -> bool:
    """Whether the history has more than so many changes."""
    return StoredChange.objects.filter(organisation=organisation)[many or IN_ONE_REQUEST :].exists()


def start(organisation: Organisation, person: str, terms: Terms, *, by: User) -> jobs.Job:
    """Have a worker do it."""
    asked = {"organisation": organisation.pk, "person": person, "by": by.pk}
    said = {"reason": terms.reason, "also": list(terms.also), "remember": terms.remember}
    return erase_person.start(
        _key(organisation, person), organisation=organisation, by=by, right=Right.ADMIN, arguments={**asked, **said}
    )


def _key(organisation: Organisation, person: str) -> str:
    """One for each person, so that nobody is forgotten who is asked for while another is erased; it stays, so it must
    not tell who it was."""
    return salted_hmac("planning.privacy.erasing_job", f"{organisation.pk} {person}", algorithm="sha256").hexdigest()


def unfinished(organisation: Organisation) -> list[Job]:
    """The last for each person, where it has not ended well."""
    found: dict[str, Job] = {}
    for one in Job.objects.filter(kind=KIND, organisation=organisation):
        found.setdefault(one.key, one)
    return [one for one in found.values() if one.state != Job.State.DONE]
