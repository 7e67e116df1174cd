"""Work that takes longer than a request, and e-mail: done by a worker (`manage.py db_worker`), seen from any process.

A feature says what the work is, under a name that stays:

    from portal import jobs

    @jobs.job("export-chart", sorry="The chart could not be drawn. Try again.")
    def export(run: jobs.Run, *, organisation: int, day: str) -> int:
        for number, page in enumerate(pages):
            run.tell("Drawing a page", number, len(pages))     # what the page shows; costs nothing
            ...
        return kept.pk                                          # JSON; stands in `job.result`

asks for it in a view, as often as it likes, and shows how it goes:

    job = export.start(key, organisation=access.organisation, by=access.user, arguments={"day": "2026-01-01", ...})
    render(request, ..., {"status": jobs.status_of(job)})       # {% include "portal/jobs/_job.html" %}

`key` names what is worked on: while a job of that name and key is open, asking again gives the same job. The fragment
asks by itself how far the job is, offers to start it again where it died, and has its page fetched anew when it has
ended, so the page looks at `export.latest(key)` and goes where the result is.

- Where no page shows it (a command run by cron), `jobs.again(export.start(...))` begins anew what has died.
- What a job calls without knowing of it says `jobs.tell(...)`: in a request that does nothing.
- Another process does the work: all it needs is in `arguments` (JSON) and in the tables.
- `job(..., atomic=True)` does the whole of it in one transaction that also notes its end: what died, failed or was
  started again meanwhile has changed nothing. Other work is done so that twice does no harm.
- `jobs.cancel(job)` ends an open job: one that waits never begins, in one that runs the next `run.tell` raises
  `Cancelled`. With `job(..., may_cancel=True)` the fragment offers that to whoever asked for it.
- Raise `jobs.Failed("in words")` for what can be foreseen. Anything else is logged, and `sorry` is shown.
- The module is imported by `ready()` of its app, so that a worker knows the name.
"""

from portal.jobs.kinds import Kind, job
from portal.jobs.models import Job
from portal.jobs.queue import again, cancel
from portal.jobs.run import Run, tell
from portal.jobs.status import Status, status_of
from portal.jobs.work import Cancelled, Failed, Superseded

__all__ = [
    "Cancelled",
    "Failed",
    "Job",
    "Kind",
    "Run",
    "Status",
    "Superseded",
    "again",
    "cancel",
    "job",
    "status_of",
    "tell",
]
