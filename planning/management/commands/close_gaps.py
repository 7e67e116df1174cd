"""Close gaps: the cheapest plan that covers every product, as text or JSON, and kept as a plan if asked."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from planning.close_gaps import told
from planning.close_gaps.answers import contract
from planning.close_gaps.asking import Unaskable, ask, ask_curve, in_own_currency
from planning.close_gaps.keeping import LONGEST_NAME, NothingToKeep, keep
from planning.close_gaps.questions import from_dict
from planning.core.close_gaps.answer import Answer, Point
from planning.core.close_gaps.question import Question
from planning.core.content import Content
from planning.core.names import Names
from planning.forms.days import plus_months, sane
from planning.management.arguments import add_snapshot_arguments, snapshot_of
from planning.management.output import as_json
from planning.organisation.models import Plan
from planning.organisation.plan_access import visible
from planning.organisation.snapshot import Snapshot
from planning.organisation.writes import Refused, Stale
from portal.guard import Access
from portal.models import Membership, Organisation, Right, User

MONTHS = 12
# The argument that says a field of the question.
ARGUMENTS = {"most": "max-load"}
USAGE = 2
DIGITS = 9  # of a number that is read at all


class Command(BaseCommand):
    help = (
        "Find the cheapest plan that closes the gaps in coverage, proven, and optionally keep it as a private plan. "
        "Asks for all gaps within 12 months, without a budget, unless told otherwise. Changes nothing by itself. "
        "Exit code 0: answered, also where no plan meets the limits; 2: an argument is not valid."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_snapshot_arguments(parser, formats=("text", "json"))
        parser.add_argument(
            "--as",
            dest="member",
            metavar="EMAIL",
            help="as this member: with what they may see; a saved plan is theirs (default: cost is seen; first admin)",
        )
        parser.add_argument("--by", metavar="DATE", help="close gaps by this date (default: 12 months on)")
        parser.add_argument("--budget", metavar="N", help="additional cost a year at most")
        parser.add_argument("--currency", metavar="C", help="of the budget (default: the reporting currency)")
        _several(parser, "--max-load", "ROLE=N", "products per holder of a role at most, for example PM=4")
        _several(parser, "--pin", "KEY", "keep this product, position or person as is, or this move in the plan")
        _several(parser, "--forbid", "KEY", "leave this product, position, person or move out of the plan")
        parser.add_argument("--curve", action="store_true", help="also work out what a larger or smaller budget buys")
        parser.add_argument("--save", metavar="NAME", help="keep the answer as a private plan with this name")

    def handle(self, *, org: str, plan: str | None, on: str | None, **options: Any) -> None:
        snapshot = snapshot_of(org, plan, on)
        asker = _asker(snapshot, options["member"], saves=options["save"] is not None)
        _check_name(options["save"])
        try:
            question = _question(snapshot, options)
            answer = ask(snapshot.organisation, question, snapshot.plan, sees_cost=asker.sees_cost)
            curve = _curve(snapshot, question, asker) if options["curve"] else ()
        except Unaskable as refused:
            name = ARGUMENTS.get(refused.field, refused.field)
            raise CommandError(f"--{name}: {refused}", returncode=USAGE) from refused
        saved = self._saved(snapshot, answer, asker, options["save"])
        self._print(snapshot, answer, curve, saved, options)

    def _print(
        self, snapshot: Snapshot, answer: Answer, curve: Sequence[Point], saved: Plan | None, options: Any
    ) -> None:
        if options["format"] == "json":
            asked = {} if options["save"] is None else {"saved": saved.slug if saved else None}
            self.stdout.write(as_json(contract(answer, curve) | asked))
            return
        self.stdout.write(told.as_text(answer, curve, Names(snapshot.org, snapshot.content)))
        if saved:
            self.stdout.write(f"\nSaved as plan “{saved}” ({saved.slug}), visible only to {saved.owner}.")

    def _saved(self, snapshot: Snapshot, answer: Answer, asker: _Asker, name: str | None) -> Plan | None:
        if name is None or asker.user is None:
            return None
        made = partial(keep, name=name, author=asker.user, plan=snapshot.plan)
        try:
            return made(snapshot.organisation, answer.question, answer)
        except NothingToKeep:
            self.stderr.write("--save: the answer changes nothing, so no plan was saved.")
            return None
        except (Refused, Stale) as error:
            text = "--save: the organisation has changed in the meantime. Run the command again."
            raise CommandError(text, returncode=1) from error


@dataclass(frozen=True)
class _Asker:
    """Who asks: whether they may see cost, and whose a saved plan is (None: nothing is saved)."""

    sees_cost: bool
    user: User | None


def _several(parser: ArgumentParser, name: str, metavar: str, text: str) -> None:
    parser.add_argument(name, nargs="+", action="extend", default=[], metavar=metavar, help=text)


def _asker(snapshot: Snapshot, email: str | None, *, saves: bool) -> _Asker:
    """Raises `CommandError` where there is no such member, they may not do this, or nobody could own a saved plan."""
    organisation = snapshot.organisation
    if email is None:
        return _Asker(True, _first_admin(organisation) if saves else None)
    member = _members(organisation).filter(user__email=email.strip().lower()).first()
    if member is None:
        raise CommandError(f"--as {email!r}: no member of {organisation.slug} has this address.", returncode=USAGE)
    if snapshot.plan is not None and not _sees(member, snapshot.plan):
        raise CommandError(f"--plan {snapshot.plan.slug!r}: {email} cannot see this plan.", returncode=USAGE)
    if saves and not member.may(Right.PLANNER):
        raise CommandError(f"--save: {email} needs planner access to keep plans.", returncode=USAGE)
    return _Asker(member.sees_cost, member.user)


def _members(organisation: Organisation) -> Any:
    return organisation.memberships.filter(user__is_active=True).select_related("user")


def _first_admin(organisation: Organisation) -> User:
    first = _members(organisation).filter(right=Right.ADMIN).order_by("created_at", "pk").first()
    if first is None:
        text = f"--save: {organisation.slug} has no admin to own the plan. Name its owner with --as EMAIL."
        raise CommandError(text, returncode=USAGE)
    user: User = first.user
    return user


def _sees(member: Membership, plan: Plan) -> bool:
    today = timezone.localdate()
    return visible(Access(plan.organisation, member, today, today)).filter(pk=plan.pk).exists()


def _check_name(name: str | None) -> None:
    if name is not None and not (0 < len(name.strip()) <= LONGEST_NAME and name.isprintable()):
        text = f"--save: a plan's name is one line of 1 to {LONGEST_NAME} characters."
        raise CommandError(text, returncode=USAGE)


def _question(snapshot: Snapshot, options: Any) -> Question:
    """Raises `Unaskable`."""
    on = snapshot.org.on
    given = {
        "on": on.isoformat(),
        "by": options["by"] or sane(plus_months(sane(on), MONTHS)).isoformat(),
        "most": _loads(options["max_load"], snapshot.content),
        "pin": options["pin"],
        "forbid": options["forbid"],
    }
    question = from_dict(given if options["budget"] is None else {**given, "budget": options["budget"]})
    if options["currency"] is None:
        return question
    if question.budget is None:
        raise Unaskable("currency", "This is the currency of a budget. Add --budget N.")
    return replace(question, budget=in_own_currency(snapshot.organisation, question.budget, options["currency"], on))


def _loads(texts: Sequence[str], content: Content) -> dict[str, int]:
    """By role. Raises `Unaskable`, also where one is given twice: neither is surely what was meant."""
    found: dict[str, int] = {}
    for text in texts:
        slug, number = _load(text, content)
        if slug in found:
            code = content.roles[slug].code
            raise Unaskable("most", f"{code} is given twice, as {found[slug]} and as {number}. Give each role once.")
        found[slug] = number
    return found


def _load(text: str, content: Content) -> tuple[str, int]:
    """A role, by its short name or its code, and a number."""
    name, _, number = text.rpartition("=")
    if not name or not number.isdecimal() or len(number) > DIGITS:
        raise Unaskable("most", f"{text[:80]!r} is not a role and a number. Write it like PM=4.")
    known = {called.casefold(): role.slug for role in content.covering for called in (role.code, role.slug) if called}
    slug = known.get(name.strip().casefold())
    if slug is None:
        raise Unaskable("most", f"Role {name!r} not found. Known: {', '.join(role.code for role in content.covering)}.")
    return slug, int(number)


def _curve(snapshot: Snapshot, question: Question, asker: _Asker) -> tuple[Point, ...]:
    return ask_curve(snapshot.organisation, question, snapshot.plan, sees_cost=asker.sees_cost)
