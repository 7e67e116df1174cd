"""Mail servers that refuse, say nothing, dawdle and hang up; workers killed in between; 10,000 e-mails at once."""

from __future__ import annotations

from statistics import median
from time import monotonic, sleep

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from attack import made
from attack.plan import Plan, until
from attack.site import WEB, Site, site
from attack.smtp import HOWS, Server
from attack.visitor import Visitor
from portal.jobs import mail
from portal.models import Job, Mail, User

AT_MOST = 10.0  # seconds that an answer may take while the mail server misbehaves; a worker waits longer for it
MANY_A_TIME = 500


def run(plan: Plan) -> None:
    server = Server()
    with site(plan.folder, more={"EMAIL_URL": f"smtp://127.0.0.1:{server.port}"}) as portal:
        _warm(portal)
        for how in HOWS:
            _behaving(plan, portal, server, how)
        server.how = "well"
        _killed(plan, portal, server)
        _many(plan, server)
        _known_and_unknown(plan, portal)


def _warm(portal: Site) -> None:
    """A process takes long over its first page, whatever the mail server does."""
    organisation, users = made.organisation("warm")
    for _ in range(4 * WEB):
        Visitor(portal.address, users[0]).get(f"/o/{organisation.slug}/members/")


def _behaving(plan: Plan, portal: Site, server: Server, how: str) -> None:
    """Requests that send e-mail are answered at once, jobs are done meanwhile; once it behaves, all arrive once."""
    outcome, longest = plan.outcome(f"mail server: {how}"), 0.0
    server.how = how
    organisation, users = made.organisation(f"mail-{HOWS.index(how)}")
    visitor, sent = Visitor(portal.address, users[0]), []
    for number in range(max(plan.times // 2, 3)):
        name = f"{'odd' if number % 3 == 0 else 'even'}-{HOWS.index(how)}-{number}@attack.example"
        began = monotonic()
        answer = visitor.post(f"/o/{organisation.slug}/invitations/", email=name, right="viewer")
        took = monotonic() - began
        longest = max(longest, took)
        fine = answer is not None and answer.status_code in (200, 302) and took < AT_MOST
        outcome.add([] if fine else [f"answered {answer and answer.status_code} after {took:.1f} s"])
        sent.append(name)
    outcome.lost += _other_work(users[0])
    server.how = "recipient 550" if how == "recipient 550" else "well"
    outcome.lost += _arrived(server, [name for name in sent if how != "recipient 550" or name.startswith("even")])
    if how == "recipient 550":
        outcome.lost += [f"{n} was taken" for n in sent if n.startswith("odd") and server.taken[n]]
    outcome.seen = f"answers within {longest:.1f} s"
    plan.keep(outcome)


def _other_work(user: User) -> list[str]:
    """A file is looked at by a worker while the mail server misbehaves."""
    organisation, users = made.organisation(f"beside-{monotonic():.0f}")
    draft = made.draft(organisation, users[0], made.people_file(20, 1))
    job = made.apply_aside(draft, users[0])
    took = until(lambda: Job.objects.filter(pk=job.pk, state=Job.State.DONE).exists(), 60)
    return [] if took is not None else ["an import waited for the mail server"]


def _arrived(server: Server, wanted: list[str]) -> list[str]:
    def all_there() -> bool:
        Mail.objects.filter(due__gt=timezone.now(), tries__gt=0).update(due=timezone.now())  # its time has come
        Mail.objects.filter(due__gt=timezone.now(), tries=0).update(due=timezone.now())
        return all(server.taken[name] for name in wanted)

    until(all_there, 90)
    missing = [f"{name} never arrived" for name in wanted if not server.taken[name]]
    return [*missing, *(f"{name} arrived {server.taken[name]} times" for name in wanted if server.taken[name] > 1)]


def _post(names: list[str]) -> None:
    with transaction.atomic():
        for name in names:
            mail.post(EmailMessage("Hello", "Text", to=[name]))


def _killed(plan: Plan, portal: Site, server: Server) -> None:
    """Workers killed while they deliver: nothing is lost; what was cut off may come twice."""
    outcome, names = plan.outcome("kill -9 while e-mail is delivered"), []
    for number in range(plan.times):
        some = [f"kill-{number}-{n}@attack.example" for n in range(60)]
        _post(some)
        names += some
        sleep(plan.chance.uniform(0, 2.0))
        for worker in portal.workers():
            portal.kill(worker)
        outcome.add([])

    def all_there() -> bool:
        Mail.objects.filter(due__gt=timezone.now()).update(due=timezone.now())
        return all(server.taken[name] for name in names)

    until(all_there, 300)  # what was cut off is tried again after two minutes
    outcome.lost = [f"{name} never arrived" for name in names if not server.taken[name]]
    twice = sum(server.taken[name] > 1 for name in names)
    outcome.seen = f"{len(names):,} e-mails, {twice} came twice"
    plan.keep(outcome)


def _many(plan: Plan, server: Server) -> None:
    outcome, count = plan.outcome("e-mails waiting"), MANY_A_TIME * plan.times
    names = [f"many-{n}@attack.example" for n in range(count)]
    for start in range(0, count, 500):
        _post(names[start : start + 500])
    took = until(lambda: not Mail.objects.filter(to__startswith="many-", due__isnull=False).exists(), 900)
    outcome.tried = count
    outcome.lost = [f"{name} came {server.taken[name]} times" for name in names if server.taken[name] != 1]
    outcome.seen = f"delivered within {took or 0:.0f} s"
    plan.keep(outcome)


def _known_and_unknown(plan: Plan, portal: Site) -> None:
    """A password reset takes as long for an address with an account as for one without."""
    outcome = plan.outcome("password reset, known or unknown")
    _, users = made.organisation("resets", members=1)
    visitor, took = Visitor(portal.address, None), {True: [], False: []}  # type: ignore[var-annotated]
    for number in range(plan.times * 2):
        known = number % 2 == 0
        email = users[0].email if known else f"nobody-{number}@attack.example"
        began = monotonic()
        visitor.post("/accounts/password/reset/", email=email)
        took[known].append(monotonic() - began)
        outcome.add([])
    one, other = median(took[True]) * 1000, median(took[False]) * 1000
    outcome.seen = f"median {one:.0f} ms known, {other:.0f} ms unknown"
    plan.keep(outcome)
