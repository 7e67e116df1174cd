"""Open jobs of a file over what is here: those that are filled or given up, and those that somebody sits in already."""

from __future__ import annotations

from planning.core.hiring import CANCELLED, is_vacant
from planning.core.records import Org
from planning.core.words import count
from planning.imports.people.requisitions import FILLED
from planning.imports.placing.draft import Draft
from planning.imports.problems import Report

NAMED = 5


def settle(draft: Draft, current: Org, report: Report) -> None:
    """Leave out jobs that were filled, and those given up that were never here; whoever sits here stays."""
    over, held = [], []
    for key, given in list(draft.positions.items()):
        if given.get("holder", "") or "stage" not in given:
            continue
        before = current.positions.get(key)
        if before is not None and not is_vacant(current, before) and not given.get("holder"):
            held.append(key)
        elif given["stage"] == FILLED or (given["stage"] == CANCELLED and before is None):
            over.append(key)
    _say(over, draft, report, "filled or cancelled, so left out. Import new hires with a people file", "openings-over")
    _say(
        held,
        draft,
        report,
        "already filled here, so left out. Close filled jobs in your hiring system",
        "openings-held",
    )
    for key in (*over, *held):
        del draft.positions[key]
    draft.spared.update(held)


def spare(draft: Draft, current: Org, report: Report) -> None:
    """Leave open jobs that are being hired for where they are, if a file of people has none at all: systems of people
    do not know them, and they would close with each of its files."""
    given = draft.positions.values()
    of_people = any(fields.get("holder") for fields in given)
    if not of_people or any(fields.get("holder") == "" and not fields.get("ends") for fields in given):
        return
    hiring = {key: p for key, p in current.positions.items() if is_vacant(current, p) and (p.stage or p.target_start)}
    left = [key for key in hiring if key not in draft.positions]
    draft.spared.update(left)
    if left:
        more = f" and {len(left) - NAMED} more" if len(left) > NAMED else ""
        jobs = count(len(left), "open job is not in the file and stays", "open jobs are not in the file and stay")
        text = f"{jobs}: {', '.join(left[:NAMED])}{more}. The file has no open jobs; close any that are filled."
        report.note(1, "", left[0], text, "openings-stay")


def _say(keys: list[str], draft: Draft, report: Report, what: str, code: str) -> None:
    if keys:
        more = f" and {len(keys) - NAMED} more" if len(keys) > NAMED else ""
        jobs = count(len(keys), "open job in the file is", "open jobs in the file are")
        text = f"{jobs} {what}. Rows: {', '.join(str(draft.rows[key]) for key in keys[:NAMED])}{more}."
        report.note(draft.rows[keys[0]], "", keys[0], text, code)
