"""Ways out while whoever covers a product is on leave."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from planning.core.changes.change import add
from planning.core.dates import day
from planning.core.fixes.base import Case, Fix, FixKind, Form, Hint, Way
from planning.core.fixes.choosing.book import proposed
from planning.core.fixes.families.staffing import new_duty, why
from planning.core.records import BACKUP, Person


def on_leave(case: Case) -> Iterator[Way]:
    """cover-away: somebody of the role is the backup until whoever covers is back."""
    until = _back(case)
    for one in proposed(case, kind=BACKUP):
        duty = new_duty(case.ctx, case.product.key, one.key, case.role)
        duty = duty._replace(kind=BACKUP, starts=case.on, ends=until)
        title = f"Make {case.ctx.who(one.key)} backup for {case.finding.subject.name}"
        yield Fix(
            FixKind.BACKUP,
            title,
            (add(case.on, duty),),
            one.key,
            f"until {day(until)}" if until else "",
            why(case, case.role, one, kind=BACKUP),
        )
    for person in _people(case):
        who = f"{person.name} is" if person.name else "they are"
        yield Hint(f"Enter when {who} back", Form.LEAVE, person.key)


def _back(case: Case) -> date | None:
    """The last day of leave of whoever is back last, where it is known of all."""
    days = [person.away_until for person in _people(case)]
    return max((day for day in days if day), default=None) if all(days) else None


def _people(case: Case) -> list[Person]:
    """Who covers, in place of whom somebody is wanted."""
    return [case.org.people[case.org.positions[key].holder] for key in case.finding.involves]
