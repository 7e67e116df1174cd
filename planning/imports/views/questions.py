"""What an import asks before it is applied: endings, rows of a part, positions under new ids, titles."""

from __future__ import annotations

from typing import NamedTuple

from django.http import QueryDict

from planning.imports import drafts
from planning.imports.comparing.endings import Ending, in_short
from planning.imports.comparing.renumbering import Match
from planning.imports.models import ImportDraft
from planning.imports.placing.draft import Proposal

CONFIRM = "Confirm the positions that would end, or import only these rows. Nothing was changed."


class Questions(NamedTuple):
    """`endings` have to be confirmed, `ends` are all of them as a sentence. `kept` of the positions that are there
    would stay; `part`: so few that the file seems to hold only some rows. `forced`: it can hold nothing else, for want
    of titles. `titles` likely name a role, which somebody has to say. `lines` are managers by department, which are
    taken `by_heads`."""

    endings: tuple[Ending, ...]
    ends: str
    closing: int
    kept: int
    part: bool
    update: bool
    forced: bool
    plan: bool
    proposed: tuple[Match, ...]
    accepted: tuple[Match, ...]
    titles: tuple[str, ...]
    lines: Proposal
    by_heads: bool


def questions_of(draft: ImportDraft, seen: drafts.Preview) -> Questions:
    """What there is to ask about a draft, as it was looked at."""
    outcome, doubts = seen.outcome, seen.outcome.doubts
    ended, before = outcome.endings, outcome.before
    closing = sum(ending.closes for ending in ended)
    return Questions(
        endings=ended,
        ends=in_short(ended, before) if ended else "",
        closing=closing,
        kept=len(before.positions) - closing,
        part=doubts.part,
        update=doubts.update,
        forced=doubts.update and draft.update is None,
        plan=doubts.plan and bool(before.positions),
        proposed=doubts.proposed,
        accepted=doubts.accepted,
        titles=tuple(row.title for row in seen.titles if row.is_question),
        lines=doubts.lines,
        by_heads=draft.by_heads,
    )


def choose(draft: ImportDraft, posted: QueryDict) -> bool:
    """Keep the answers that a form carries; whether it carried any."""
    answers: dict[str, bool] = {}
    if posted.get("rows") in ("only", "whole"):
        answers["update"] = posted["rows"] == "only"
    if posted.get("matched") in ("same", "others"):
        answers["accept_matches"] = posted["matched"] == "same"
    if posted.get("lines") in ("heads", "none"):
        answers["by_heads"] = posted["lines"] == "heads"
    if answers:
        ImportDraft.objects.filter(pk=draft.pk, applied=None).update(**answers)
    return bool(answers)


def are_confirmed(seen: drafts.Preview, posted: QueryDict) -> bool:
    """Whether nothing has to be confirmed, or it was."""
    return bool(posted.get("endings")) or not seen.outcome.endings
