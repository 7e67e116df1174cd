"""What the best plan saves: today's fixes one by one, a fair greedy and the optimum, in open days and cost a year:
`python -m scripts.close_gaps_report [FOLDER...]`.

Looks at the demo, at organisations in which holders are scarce (`--scarce N`, of growing size), and at each folder
named: it holds the files of a company (people.csv, and products.csv where there is one), and its name ends in the day
on which they are true. Each is asked without limits, with `--budget` and with twice that. Cost is by bands made up for
this report, the same for all. Days are critical ones and warnings; `over` counts whom today's fixes bring over a norm
of load on a later day. Ends with 1 where the greedy does better than the
optimum, or the rules find other days open than it says.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from planning.core.changes.record_history import DatedOrg
from planning.core.close_gaps.answer import Days
from planning.core.close_gaps.question import YEAR, Basis, Question
from planning.core.content import Content
from planning.core.cost.pay import Band, Terms
from planning.core.records import Org
from scripts.fix_report import Named, demo, imported, site_content

if TYPE_CHECKING:
    from tests.core.close_gaps.made import Case

SIZES = ((24, 8), (40, 12), (60, 20), (100, 35), (150, 50), (250, 80))
LEAD, BUDGET = 75, 300_000
COLUMNS = ("organisation", "budget", "before", "today's fixes", "over", "fair greedy", "optimum", "status", "seconds")
WIDTHS = (28, 9, 13, 20, 6, 20, 20, 10, 8)


class Row(NamedTuple):
    """Critical days and warnings open before, and with each; costs a year; `over`: how many people come over a norm of
    load by today's fixes; how long the optimum took, in seconds."""

    before: Days
    found: Sequence[tuple[Days, Decimal]]
    over: int
    status: str
    seconds: float
    is_judged: bool

    @property
    def is_sound(self) -> bool:
        """The greedy does no better, and the rules find what the answer says. Today's fixes look at norms on the day of
        each gap alone, so they may close more."""
        _, (fair, _), (best, _) = self.found
        return self.is_judged and best <= fair


def terms(content: Content) -> Terms:
    """Bands of every covering role: the first of them the dearest, higher levels dearer."""
    levels = [(role.slug, n, level) for n, role in enumerate(content.covering) for level in (0, 1, 2, 3, 4)]
    bands = (Band(s, at, "", "EUR", *_range(n, at)) for s, n, at in levels)
    return Terms("EUR", bands=tuple(bands))


def _range(role: int, level: int) -> tuple[Decimal, Decimal]:
    middle = 60_000 - 6_000 * role + 12_000 * (level or 2)
    return Decimal(middle - 8_000), Decimal(middle + 8_000)


def case_of(org: Org, content: Content) -> Case:
    from tests.core.close_gaps.made import Case

    lead = {role.slug: LEAD for role in content.covering}
    basis = Basis(DatedOrg(org.tables), content, terms(content), lead)
    return Case(Question(org.on, org.on.fromordinal(org.on.toordinal() + YEAR)), basis)


def cases(options: argparse.Namespace, content: Content) -> Iterator[tuple[str, Case]]:
    own: list[Named] = [imported(folder, content) for folder in options.folders]
    for named in (*own, demo()):
        yield named.name, case_of(named.org, content)
    from tests.core.close_gaps.made import scarce

    for number, (products, holders) in enumerate(SIZES[: options.scarce]):
        yield f"scarce {products} x {holders}", scarce(number, products, holders, budget=None)


def rows(case: Case, budget: Decimal | None) -> Row:
    from planning.close_gaps.solver import Highs
    from planning.core.close_gaps.answering import answer
    from tests.core.close_gaps.engine import open_days, overloaded_by
    from tests.core.close_gaps.fair_greedy import greedy
    from tests.core.close_gaps.todays_fixes import todays_fixes

    case = case._replace(question=replace(case.question, budget=budget))
    begun = perf_counter()
    best = answer(case.question, case.basis, Highs)
    seconds = perf_counter() - begun
    today, fair = todays_fixes(case), greedy(case)
    over = {place[2] for place in overloaded_by(case.dated, case.content, case.question, today.changes)}
    sides = (case.dated, case.dated.with_over(best.changes))
    judged = [open_days(one, case.content, case.question, arriving=True) for one in sides]
    found = [_told(today), _told(fair), (best.after, best.cost or Decimal(0))]
    return Row(best.before, found, len(over), str(best.status), seconds, judged == [best.before, best.after])


def _told(found: object) -> tuple[Days, Decimal]:
    from tests.core.close_gaps.possible import Found

    assert isinstance(found, Found)
    return Days(*found.value[:2]), found.value.cost


def print_row(*cells: object) -> None:
    print("".join(str(cell).ljust(width) for cell, width in zip(cells, WIDTHS, strict=True)).rstrip())


def shown(days: Days, cost: Decimal) -> str:
    return f"{days.critical}+{days.warning} {cost / 1000:.0f}k"


def report(options: argparse.Namespace, content: Content, say: Callable[..., None] = print_row) -> int:
    say(*COLUMNS)
    sound = True
    for name, case in cases(options, content):
        for budget in (None, Decimal(options.budget), Decimal(options.budget * 2)):
            row = rows(case, budget)
            sound &= row.is_sound
            limit = "none" if budget is None else f"{budget / 1000:.0f}k"
            before, mark = f"{row.before.critical}+{row.before.warning}", "" if row.is_sound else " (wrong)"
            first, *others = (shown(*one) for one in row.found)
            say(name, limit, before, first, row.over, *others, f"{row.status}{mark}", f"{row.seconds:.2f}")
    return 0 if sound else 1


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--scarce", type=int, default=3, metavar="N", help=f"so many scarce ones, {len(SIZES)} at most")
    parser.add_argument("--budget", type=int, default=BUDGET, metavar="N", help="what may be added a year, in EUR")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="lineup-gaps-") as folder:
        os.environ.setdefault("LINEUP_MODE", "test")
        os.environ["DATABASE_URL"] = f"sqlite:///{Path(folder) / 'gaps.sqlite3'}"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
        return report(options, site_content())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
