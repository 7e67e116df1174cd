"""Are fixes what they say? Each beside a whole run of the rules after it: `python -m scripts.fix_report [FOLDER...]`.

Looks at the demo, at organisations that are made up (`--made N`) and drawn (`--drawn N`), and at each folder named: it
holds the files of a company (people.csv, and products.csv where there is one), and its name ends in the day on which
they are true. `--show` prints each finding with its ways out. Ends with 1 where a fix is not what it says.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from planning.core import fixes, rules
from planning.core.changes.change import apply
from planning.core.content import Content
from planning.core.fixes import Fix, Tried
from planning.core.records import Org
from planning.core.rules import Context
from scripts.fix_law import COLUMNS, FAULTS, Figures, assess

TODAY = date(2026, 3, 2)
# What an import of better data closes, so that the share of findings that a fix closes leaves it out.
LEFT_OUT = {"not-known", "names-empty", "unplaced", "no-manager"}


class Named(NamedTuple):
    name: str
    org: Org


def demo() -> Named:
    """The demo organisation as its story ends."""
    from planning.demo.story import read_story

    story = read_story(TODAY)
    happened = [c for chapter in story.chapters if not chapter.undone for c in chapter.changes if c.on <= TODAY]
    return Named("demo", apply(story.start.at(TODAY), happened))


def made(number: int) -> Iterator[Named]:
    """Believable organisations of growing size, each with its own seed."""
    from planning.demo.synthetic import synthetic_org

    for seed in range(number):
        size = (8, 20, 45, 90, 180, 300)[seed % 6]
        name = f"made-{size}-{seed}"
        yield Named(name, synthetic_org(TODAY, positions=size, products=size // 8 + 1, seed=seed))


def drawn(number: int) -> Iterator[Named]:
    """Organisations that no company would have: rings, unknown managers, several tops."""
    from tests.core.random_organisations import draw_org

    for seed in range(number):
        size = (3, 9, 20, 60)[seed % 4]
        yield Named(f"drawn-{size}-{seed}", draw_org(seed, size, wild=True))


def imported(folder: Path, content: Content) -> Named:
    """The organisation of a company's files."""
    from planning.imports.pipeline import File, Settings, prepare, run

    on = date.fromisoformat(re.findall(r"\d{4}-\d\d(?:-\d\d)?", folder.name + "-01")[-1][:10])
    paths = [(kind, folder / f"{kind}.csv") for kind in ("people", "products")]
    sources = [prepare(File(k, p.name, p.read_bytes()), content, {}) for k, p in paths if p.exists()]
    return Named(folder.name, run(sources, Org(on), content, Settings(on)).after)


def show(one: Named, content: Content) -> None:
    """Each finding with what is offered, what was dropped, and what only a person can do."""
    ctx = Context(one.org, content)
    known = rules.run(ctx)
    for finding in known:
        remedies = fixes.remedies(ctx, known, finding)
        print(f"\n[{finding.severity}] {finding.rule}: {finding.message}")
        for tried in remedies.fixes:
            _show_fix(tried)
        offered = {tried.fix.title for tried in remedies.fixes}
        dropped = (way.title for way in fixes.ways(ctx, finding) if isinstance(way, Fix))
        lines = [("not offered", title) for title in dropped if title not in offered]
        lines += [("passed over", sentence) for sentence in remedies.passed_over]
        lines += [("hint", hint.text) for hint in remedies.hints]
        lines += [("decision", decision.title) for decision in remedies.decisions]
        for what, text in lines:
            print(f"  {what}: {text}")


def _show_fix(tried: Tried) -> None:
    fix, closed = tried.fix, f"closes {len(tried.closes)}" if tried.closes_own else "lowers its own"
    opens = ", ".join(f"{f.rule} {f.subject.name}" for f in tried.opens if f not in tried.next_steps)
    print(f"  {fix.kind}: {fix.title}{f' ({fix.note})' if fix.note else ''}")
    print("".join(f"      {reason.mark}: {reason.text}\n" for reason in fix.reasons), end="")
    print(f"      {closed}; opens {opens or 'nothing'}; next steps {len(tried.next_steps)}")


def print_figures(figures: Figures) -> None:
    widths = [max(len(column), 9) for column in COLUMNS]
    print(f"{'rule':16}", *(column.rjust(width) for column, width in zip(COLUMNS, widths, strict=True)))
    for rule in sorted(figures.by_rule):
        cells = (str(figures.by_rule[rule][column]).rjust(width) for column, width in zip(COLUMNS, widths, strict=True))
        print(f"{rule:16}", *cells)
    findings, fixed = (figures.total(column, LEFT_OUT) for column in ("findings", "with a fix"))
    print(
        f"\n{fixed} of {findings} findings have a fix ({fixed / max(findings, 1):.0%}), without {', '.join(LEFT_OUT)}."
    )
    print(f"{figures.total('offered')} fixes offered, {sum(figures.total(column) for column in FAULTS)} of them wrong.")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--made", type=int, default=0, metavar="N", help="so many organisations that are made up")
    parser.add_argument("--drawn", type=int, default=0, metavar="N", help="so many that no company would have")
    parser.add_argument("--show", action="store_true", help="print each finding with its ways out")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="lineup-fixes-") as folder:
        os.environ.setdefault("LINEUP_MODE", "test")
        os.environ["DATABASE_URL"] = f"sqlite:///{Path(folder) / 'fixes.sqlite3'}"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
        return _report(options)


def site_content() -> Content:
    """The role content that Lineup comes with, from a database made for it."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from roles.content_values import site
    from roles.models import ContentVersion

    return site(ContentVersion.current()).content


def _report(options: argparse.Namespace) -> int:
    content, every = site_content(), Figures()
    own = [imported(folder, content) for folder in options.folders]
    for one in (*own, demo(), *made(options.made), *drawn(options.drawn)):
        if options.show:
            print(f"\n=== {one.name}")
            show(one, content)
        figures = assess(one.org, content)
        share = figures.total("with a fix", LEFT_OUT) / max(figures.total("findings", LEFT_OUT), 1)
        print(
            f"{one.name:28} {figures.total('findings'):5} findings, {share:4.0%} with a fix, {len(figures.said)} said"
        )
        every.add(figures)
    print("\n".join(["", *every.said, ""]))
    print_figures(every)
    return int(any(every.total(column) for column in FAULTS))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
