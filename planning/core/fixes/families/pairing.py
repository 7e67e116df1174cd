"""Ways out where two roles on a product are not joined, or what they answer for is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from planning.core.changes.change import Change, add, edit
from planning.core.fixes.base import Case, Fix, FixKind, Form, Hint, Mark, Reason, Way
from planning.core.fixes.choosing.couples import apart
from planning.core.fixes.choosing.owning import by_habit, habit, handed_to, likeliest, name_of
from planning.core.fixes.new_keys import free_key
from planning.core.fixes.standing import indexed
from planning.core.records import Link
from planning.core.words import an, count, listed

BEST = 2
# More responsibilities than these are counted in a title, not named.
NAMED = 3


def link(case: Case) -> Iterator[Way]:
    """pair-link: the two who are nearest to each other first."""
    one, other = (case.ctx.cell(case.product.key, slug).by for slug in case.finding.about.split("+"))
    couples = sorted(((left, right) for left in one for right in other), key=lambda pair: apart(case.ctx, *pair))
    yield from (_named(case, *couple) for couple in couples[:BEST])
    for left, right in couples[:1]:
        yield from _dotted(case, left, right)


def _named(case: Case, one: str, other: str) -> Fix:
    product = case.product.key
    key = free_key(case.org.tables["link"], product, one, other)
    title = f"Pair {case.ctx.who(one)} and {case.ctx.who(other)} on {case.finding.subject.name}"
    reasons = tuple(_in_common(case, one, other))
    return Fix(FixKind.LINK, title, (add(case.on, Link(key, product, one, other)),), f"{one}+{other}", "", reasons)


def _in_common(case: Case, one: str, other: str) -> Iterator[Reason]:
    left, right = case.org.positions[one], case.org.positions[other]
    yield Reason(Mark.FOR, "both already cover it")
    if left.location and left.location == right.location:
        yield Reason(Mark.FOR, f"both in {left.location}")
    shared = {d.product for d in case.org.duties.get(one, ()) if d.active(case.on)}
    shared &= {d.product for d in case.org.duties.get(other, ()) if d.active(case.on)}
    if len(shared) > 1:
        yield Reason(Mark.FOR, f"share {len(shared)} products")


def _dotted(case: Case, one: str, other: str) -> Iterator[Fix]:
    position = case.org.positions[other]
    line = edit(case.on, position, dotted=(*position.dotted, one))
    if line:
        title = f"Add a dotted line from {case.ctx.who(other)} to {case.ctx.who(one)}"
        yield Fix(FixKind.DOTTED, title, (line,), f"{one}+{other}", "applies to all products of both")


def unowned(case: Case) -> Iterator[Way]:
    """resp-gap: alone, then with all else that has no owner on the product."""
    alone = list(_owners(case, case.finding.involves))
    yield from alone[:1]
    yield from _shared_out(case)
    yield from alone[1:]


def _shared_out(case: Case) -> Iterator[Fix]:
    """All that has no owner on the product, each to whoever comes first for it alone."""
    gaps = [replace(case, finding=finding) for finding in indexed(case.ctx)[case.rule.id].get(case.product.key, ())]
    every = ((gap.finding.about, likeliest(case.ctx, gap.finding.about, gap.finding.involves)) for gap in gaps)
    to = {about: staying[0] for about, staying in every if staying}
    changes = [_hand_to(gap, to[gap.finding.about]) for gap in gaps if gap.finding.about in to]
    if len(gaps) > 1 and len(changes) == len(gaps):
        shares: dict[str, list[str]] = {}
        for gap in gaps:
            shares.setdefault(to[gap.finding.about], []).append(_responsibility(gap))
        parts = [f"{case.ctx.who(key)} responsible for {_some(names)}" for key, names in shares.items()]
        key = "+".join(f"{about}:{position}" for about, position in to.items())
        made = tuple(change for change in changes if change)
        note = f"{'both' if len(gaps) == 2 else f'all {len(gaps)}'} without an owner"
        yield Fix(FixKind.ACCOUNTABLE, f"Make {listed(parts)}", made, key, note)


def _some(names: Sequence[str]) -> str:
    return count(len(names), "responsibility", "responsibilities") if len(names) > NAMED else listed(names)


def crossed(case: Case) -> Iterator[Way]:
    """resp-cross"""
    yield from _owners(case, case.finding.involves[1:])


def _owners(case: Case, positions: tuple[str, ...]) -> Iterator[Way]:
    """Whoever of them stays comes first; one who leaves is not proposed at all where others are there."""
    about = case.finding.about
    staying = likeliest(case.ctx, about, positions)
    for key in staying or by_habit(case.ctx, about, positions):
        change = _hand_to(case, key)
        if change:
            title = f"Make {case.ctx.who(key)} responsible for {_responsibility(case)}"
            yield Fix(FixKind.ACCOUNTABLE, title, (change,), key, "", tuple(_part(case, key, habit(case.ctx, about))))
    if not staying:
        yield Hint("Name someone who is staying", Form.ASSIGN, case.product.key)


def _part(case: Case, key: str, known: Counter[str]) -> Iterator[Reason]:
    role = case.ctx.content.roles.get(case.org.positions[key].role)
    if role and role.covers:
        yield Reason(Mark.FOR, f"is its {role.name}")
        if known[role.slug]:
            yield Reason(Mark.FOR, f"{an(role.name)} owns it on {count(known[role.slug], 'other product')}")


def _responsibility(case: Case) -> str:
    return name_of(case.ctx, case.finding.about)


def _hand_to(case: Case, position: str) -> Change | None:
    return handed_to(case.org, case.product.key, case.finding.about, position, case.on)
