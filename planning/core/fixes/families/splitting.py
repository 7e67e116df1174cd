"""Ways out where one person has too many reports: some go to somebody of their craft who leads already, or to one of
them who comes to lead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from planning.core.fixes.base import Case, Fix, FixKind, Form, Hint, Mark, Reason, Way
from planning.core.fixes.choosing.leads import LEAD, called, moved, names, span
from planning.core.fixes.choosing.splits import BEST, Share, Split, is_leading
from planning.core.rules.base import POSITION
from planning.core.rules.context import Context
from planning.core.rules.spans import EACH
from planning.core.words import count, listed, of


def wide(case: Case) -> Iterator[Way]:
    """span-high"""
    if case.finding.about:
        yield from _several(case)
        return
    yield from _splits(case)
    yield Hint("Choose another manager for some of them", Form.MANAGER, case.finding.subject.key)


def _splits(case: Case) -> list[Fix]:
    """One manager's, best first."""
    split = Split(case)
    every = [*split.under_leads(), *split.under_new_leads(), *split.under_peers()]
    return list({fix.key: fix for fix in (_fix(case, shares) for shares in every if shares)}.values())[: BEST + 1]


def _several(case: Case) -> Iterator[Way]:
    """Of managers who have one report too many each, the best for each of them, together; else the widest to begin
    with."""
    bests = [_best_of(case, key) for key in case.finding.involves] if case.finding.about == EACH else []
    fixes = [fix for fix in bests if fix]
    changes = [change for fix in fixes for change in fix.changes]
    if fixes and len(fixes) == len(bests) and len({change.key for change in changes}) == len(changes):
        title = f"Move one or more reports from each of the {count(len(fixes), 'manager')}"
        parts = listed([fix.title.removeprefix("Move ") for fix in fixes])
        yield Fix(FixKind.SPLIT, title, tuple(changes), EACH, f"{parts}")
    widest = case.finding.involves[0]
    yield Hint(f"Choose another manager for some of {of(case.ctx.who(widest))} reports", Form.MANAGER, widest)


def _best_of(case: Case, key: str) -> Fix | None:
    own = case.finding._replace(subject=case.ctx.subject(POSITION, key), about="")
    return next(iter(_splits(replace(case, finding=own))), None)


def _fix(case: Case, shares: Sequence[Share]) -> Fix:
    ctx = case.ctx
    changes = tuple(c for share in shares for c in moved(ctx, share.moved, share.lead.key))
    call = called if len(shares) == 1 else Context.who
    parts = [f"{names(ctx, share.moved, 2)} under {call(ctx, share.lead.key)}" for share in shares]
    left = span(ctx, case.finding.subject.key) - sum(len(share.moved) for share in shares)
    grown = (f"{ctx.who(s.lead.key)} {span(ctx, s.lead.key)} → {span(ctx, s.lead.key) + len(s.moved)}" for s in shares)
    note = f"{span(ctx, case.finding.subject.key)} → {count(left, 'report')}; {listed(list(grown))}"
    key = "+".join(share.lead.key for share in shares)[:200]
    return Fix(FixKind.SPLIT, f"Move {', and '.join(parts)}", changes, key, note, tuple(_reasons(ctx, shares)))


def _reasons(ctx: Context, shares: Sequence[Share]) -> Iterator[Reason]:
    crafts = {ctx.function(share.lead) for share in shares}
    yield Reason(Mark.FOR, f"same craft: {listed(sorted(craft.replace('-', ' ') for craft in crafts))}")
    new = [share.lead for share in shares if not span(ctx, share.lead.key)]
    if len(new) < len(shares):
        yield Reason(Mark.FOR, "already leads people")
    for lead in new:
        senior = ctx.level(lead) >= LEAD or is_leading(ctx, lead)
        text = (
            f"{ctx.who(lead.key)} is senior enough to lead" if senior else f"{ctx.who(lead.key)} has not led a team yet"
        )
        yield Reason(Mark.FOR if senior else Mark.EVEN, text)
