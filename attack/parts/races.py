"""Two at the same moment: plans, admins, editors, invitations, sign-offs, imports. What was answered must be there."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import timedelta

import requests
from django.utils import timezone

from attack import invariants, made
from attack.plan import Plan
from attack.site import Site, site
from attack.visitor import Visitor, fields_of
from planning.core.changes.change import edit
from planning.organisation import store
from planning.organisation.models import Batch, StoredChange
from planning.organisation.models import Plan as DraftPlan
from planning.plans import editing
from planning.reporting_lines.models import LineReview, LineSignOff
from planning.reporting_lines.reviews import starting
from portal import invitations
from portal.models import Membership, Organisation, Right, User

EDITORS = 8


def run(plan: Plan) -> None:
    with site(plan.folder, workers=0) as portal:
        _plans(plan, portal)
        _admins(plan, portal)
        _invited(plan, portal)
        _imports(plan, portal)
        _signed(plan, portal)
        _editors(plan, portal)


def _half(plan: Plan) -> int:
    """What tries more at once, or makes an organisation for each try, is tried less often."""
    return max(plan.times // 2, 1)


def _at_once(presses: Sequence[Callable[[], requests.Response | None]]) -> list[int]:
    """Press all at the same moment; the statuses, 0 where no answer came."""
    gate, statuses = threading.Barrier(len(presses)), list[int]()

    def one(press: Callable[[], requests.Response | None]) -> None:
        gate.wait()
        answer = press()
        statuses.append(answer.status_code if answer is not None else 0)

    people = [threading.Thread(target=one, args=(press,)) for press in presses]
    for person in people:
        person.start()
    for person in people:
        person.join()
    return statuses


def _broken(statuses: list[int]) -> list[str]:
    return [f"answered {status}" for status in statuses if status == 0 or status >= 500]


def _plans(plan: Plan, portal: Site) -> None:
    """Two plans that give one position different titles, applied at once: one is, the other is asked about."""
    outcome = plan.outcome("two plans applied at once")
    organisation, users = made.filled("two-plans", members=2)
    visitors = [Visitor(portal.address, user) for user in users]
    both = 0
    for number in range(plan.times):
        plans = [_approved(organisation, user, number, n) for n, user in enumerate(users)]
        paths = [f"/o/{organisation.slug}/plans/{one.slug}/apply/" for one in plans]
        pairs = list(zip(visitors, paths, strict=True))
        statuses = _at_once([lambda v=v, p=p: v.post(p) for v, p in pairs])  # type: ignore[misc]
        applied = DraftPlan.objects.filter(pk__in=[one.pk for one in plans], state=DraftPlan.State.APPLIED).count()
        both += applied == 2
        outcome.add(
            [*_broken(statuses), *([] if applied == 1 else [f"{applied} of two plans that differ were applied"])]
        )
    outcome.lost += invariants.problems(organisation)
    plan.keep(outcome)


def _approved(organisation: Organisation, user: User, number: int, side: int) -> DraftPlan:
    organisation.refresh_from_db()
    position = store.org_at(organisation, made.today()).positions[f"p{number % 60}"]
    draft = editing.create(organisation, name=f"Plan {number} {side}", target=made.today(), owner=user)
    change = edit(made.today(), position, title=f"Title {number} of {side}")
    assert change is not None
    editing.edit(draft, [change], title="Change a title", author=user)
    DraftPlan.objects.filter(pk=draft.pk).update(state=DraftPlan.State.APPROVED)
    return draft


def _admins(plan: Plan, portal: Site) -> None:
    outcome = plan.outcome("two admins remove each other at once")
    for number in range(_half(plan)):
        organisation, users = made.organisation(f"admins-{number}", members=2)
        rows = {row.user_id: row.pk for row in Membership.objects.filter(organisation=organisation)}
        presses = []
        for user, other in (users, reversed(users)):
            path = f"/o/{organisation.slug}/members/{rows[other.pk]}/remove/"
            visitor = Visitor(portal.address, user)
            presses.append(lambda v=visitor, p=path: v.post(p))
        statuses = _at_once(presses)
        left = Membership.objects.filter(organisation=organisation, right=Right.ADMIN).count()
        outcome.add([*_broken(statuses), *([] if left else ["an organisation without an admin"])])
    plan.keep(outcome)


def _invited(plan: Plan, portal: Site) -> None:
    outcome = plan.outcome("one invitation accepted twice at once")
    organisation, users = made.organisation("invited")
    for number in range(_half(plan)):
        user = User.objects.create_user(f"guest-{number}@attack.example")
        invitation, token = invitations.invite(
            organisation, user.email, Right.VIEWER, False, by=users[0], now=timezone.now()
        )
        _confirm(user)
        visitors = [Visitor(portal.address, user) for _ in range(2)]
        statuses = _at_once([lambda v=v, t=token: v.post(f"/invitations/{t}/") for v in visitors])  # type: ignore[misc]
        invitation.refresh_from_db()
        count = Membership.objects.filter(organisation=organisation, user=user).count()
        fine = count == 1 and invitation.accepted_at is not None
        outcome.add([*_broken(statuses), *([] if fine else [f"{count} memberships of {user.email}"])])
    plan.keep(outcome)


def _confirm(user: User) -> None:
    from allauth.account.models import EmailAddress

    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


def _imports(plan: Plan, portal: Site) -> None:
    outcome = plan.outcome("one upload applied twice at once")
    home, owners = made.organisation("draft-home")
    template = made.draft(home, owners[0], made.people_file(80, plan.seed))
    for number in range(_half(plan)):
        organisation, users = made.organisation(f"draft-{number}")
        draft = made.copied(template, organisation, users[0])
        path, seen = f"/o/{organisation.slug}/import/{draft.pk}/apply/", made.seen(draft)
        visitors = [Visitor(portal.address, users[0]) for _ in range(2)]
        statuses = _at_once([lambda v=v, p=path, s=seen: v.post(p, seen=s) for v in visitors])  # type: ignore[misc]
        batches = Batch.objects.filter(organisation=organisation).count()
        found = [*_broken(statuses), *([] if batches == 1 else [f"{batches} batches of one upload"])]
        outcome.add([*found, *invariants.problems(organisation)])
    plan.keep(outcome)


def _signed(plan: Plan, portal: Site) -> None:
    outcome = plan.outcome("one review signed off twice at once")
    organisation, users = made.filled("signed", members=2)
    for number in range(_half(plan)):
        one = starting.start(
            organisation,
            name=f"Review {number}",
            due=made.today() + timedelta(days=9),
            reviewers=users,
            by=users[0],
            today=made.today(),
            scope=LineReview.Scope.FUNCTION,
            of="legal",  # nobody is in it, so that there is nothing to answer before
        )
        path = f"/o/{organisation.slug}/lines/reviews/{one.pk}/sign/"
        presses = []
        for user in users:
            visitor = Visitor(portal.address, user)
            page = visitor.get(path)
            given = fields_of(page.text, path) if page is not None else {}
            presses.append(lambda v=visitor, p=path, g=given: v.post(p, **g))
        statuses = _at_once(presses)
        count = LineSignOff.objects.filter(review=one).count()
        outcome.add([*_broken(statuses), *([] if count == 1 else [f"{count} sign-offs of one review"])])
    plan.keep(outcome)


def _editors(plan: Plan, portal: Site) -> None:
    """Each writes a word of their own over what their form shows. What was answered as done is in the history, and
    started from what the form showed; else somebody's edit is lost."""
    outcome, wrong, done = plan.outcome(f"edits by {EDITORS} editors at once"), list[str](), dict[str, str]()
    organisation, users = made.filled("editors", members=EDITORS)

    def work(user: User, number: int) -> None:
        visitor = Visitor(portal.address, user)
        for turn in range(plan.times):
            word = f"word {number} {turn}"
            edited = visitor.edit(organisation.slug, f"p{(turn + number) % 3}", word)
            wrong.extend(_broken([edited.status]))
            if edited.is_done:
                done[word] = edited.shown
            outcome.tried += 1

    people = [threading.Thread(target=work, args=(user, number)) for number, user in enumerate(users)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    outcome.lost = [*wrong, *invariants.problems(organisation), *lost_words(organisation, done)]
    outcome.seen = f"{len(done):,} done, the others were shown what had changed"
    plan.keep(outcome)


def lost_words(organisation: Organisation, done: dict[str, str]) -> list[str]:
    """`done`: each word that was answered as written, with what its form showed."""
    changes = StoredChange.objects.filter(organisation=organisation, after__has_key="location").exclude(before=None)
    written = {row.after["location"]: row.before["location"] for row in changes if row.after and row.before}
    missing = [f"{word} is not in the history" for word in done if word not in written]
    blind = [w for w, shown in done.items() if written.get(w, shown) != shown]
    return [*missing, *(f"{word} was written over what its author did not see" for word in blind)]
