"""What applying a draft would do: worked out within the request where its files are small, else by a worker.

It is kept with the draft, as what it would change and say, so that it is worked out once however many processes there
are. It counts for the organisation, content and columns that it was worked out on, and for nothing else.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict
from datetime import date
from typing import Any

from planning.core.changes.change import Change, apply
from planning.core.records import Org
from planning.imports import drafts
from planning.imports.comparing.endings import Cover, Ending
from planning.imports.comparing.renumbering import Match
from planning.imports.comparing.summary import Summary
from planning.imports.models import ImportDraft
from planning.imports.pipeline import Doubts, Outcome
from planning.imports.placing.draft import Proposal
from planning.imports.problems import Problem, Unusable
from planning.organisation import store
from planning.organisation.codec import decode, encode
from portal import jobs
from portal.models import Right, User

# Files up to so many bytes are worked out within the request.
AT_ONCE = 1_000_000
SORRY = "Something went wrong while reading the files. Nothing was changed. Try again, or split the file."


def ready(draft: ImportDraft, *, cost: bool, by: User) -> drafts.Preview | jobs.Job:
    """What applying `draft` would do, where that is known or quickly found; else the job that finds out, or that failed
    to. Raises `Unusable`."""
    place = drafts.place_of(draft, cost=cost)
    found = _found(draft, place)
    if found is None and drafts.size_of(draft) <= AT_ONCE:
        found = drafts.preview(draft, cost=cost)
    return found or _asked_for(draft, place, by)


def recalled(draft: ImportDraft, *, cost: bool) -> drafts.Preview:
    """What applying `draft` would do; looked at now where nobody has. Raises `Unusable`."""
    return _found(draft, drafts.place_of(draft, cost=cost)) or drafts.preview(draft, cost=cost)


@jobs.job("preview-import", own=True, sorry=SORRY)
def preview_import(run: jobs.Run, *, draft: int, cost: bool, stamp: str) -> None:
    """Keep with the draft what applying it would do, or why it cannot be used. Where something that it rests on has
    changed meanwhile, nothing is kept and the page asks anew."""
    found = ImportDraft.objects.select_related("organisation").filter(pk=draft).first()
    if found is None or (place := drafts.place_of(found, cost=cost)).stamp != stamp:
        return
    kept: dict[str, Any] = {"look": None, "unusable": ""}
    try:
        kept["look"] = pack(drafts.remember(place, drafts.compute(found, cost, run.tell)).outcome)
    except Unusable as error:
        kept["unusable"] = "\n".join([error.code, error.file, error.message])[:1000]
    ImportDraft.objects.filter(pk=draft).update(looked_for=stamp, **kept)


def _found(draft: ImportDraft, place: drafts.Place) -> drafts.Preview | None:
    if (found := drafts.known(place)) is not None:
        return found
    if draft.looked_for != place.stamp:
        return None
    if draft.unusable:
        raise _unusable(draft.unusable)
    return drafts.remember(place, _kept(draft)) if _has_outcome(draft) else None


def _asked_for(draft: ImportDraft, place: drafts.Place, by: User) -> drafts.Preview | jobs.Job:
    key = f"{draft.pk}:{place.stamp}"
    latest = preview_import.latest(key)
    if latest is None or latest.state == jobs.Job.State.DONE:
        asked: dict[str, Any] = {"draft": draft.pk, "cost": place.cost, "stamp": place.stamp}
        latest = preview_import.start(key, organisation=draft.organisation, by=by, right=Right.PLANNER, arguments=asked)
        draft.refresh_from_db(fields=["looked_for", "unusable"])
    return _found(draft, place) or latest


def _unusable(text: str) -> Unusable:
    code, file, message = text.split("\n", 2)
    return Unusable(file, message, code)


def _has_outcome(draft: ImportDraft) -> bool:
    return ImportDraft.objects.filter(pk=draft.pk, looked_for=draft.looked_for).exclude(look=None).exists()


def _kept(draft: ImportDraft) -> drafts.Preview:
    """What some process has kept with the draft."""
    packed = ImportDraft.objects.values_list("look", flat=True).get(pk=draft.pk)
    before = store.org_at(draft.organisation, draft.on)
    return drafts.preview_of(draft, unpack(bytes(packed or b""), before))


def pack(outcome: Outcome) -> bytes:
    """What an outcome adds to the organisation that it was worked out on."""
    changes = [(c.on.isoformat(), c.kind, c.key, encode(c.before), encode(c.after)) for c in outcome.changes]
    whole = {
        "changes": changes,
        "problems": outcome.problems,
        "rows": outcome.rows,
        "summary": asdict(outcome.summary),
        "endings": outcome.endings,
        "doubts": asdict(outcome.doubts),
        "works_on": outcome.works_on,
    }
    return zlib.compress(json.dumps(whole, separators=(",", ":")).encode(), 1)


def unpack(packed: bytes, before: Org) -> Outcome:
    """The inverse of `pack`, given the organisation."""
    whole = json.loads(zlib.decompress(packed))
    changes = tuple(
        Change(date.fromisoformat(on), kind, key, decode(kind, old), decode(kind, new))
        for on, kind, key, old, new in whole["changes"]
    )
    summary: dict[str, Any] = whole["summary"]
    summary = {name: tuple(v) if isinstance(v, list) else v for name, v in summary.items()}
    summary["products"] = {name: tuple(keys) for name, keys in summary["products"].items()}
    problems = tuple(Problem(*row) for row in whole["problems"])
    ended = tuple(Ending(*row)._replace(covers=tuple(Cover(*cover) for cover in row[4])) for row in whole["endings"])
    doubts = _doubts(whole["doubts"])
    texts = whole["works_on"]
    works_on = texts if texts is None else {key: tuple(several) for key, several in texts.items()}
    after = apply(before, changes)
    return Outcome(before, after, changes, Summary(**summary), problems, whole["rows"], ended, doubts, works_on)


def _doubts(kept: dict[str, Any]) -> Doubts:
    matches = {name: tuple(Match(*row) for row in kept[name]) for name in ("proposed", "accepted")}
    positions, heads = kept["lines"]
    return Doubts(**{**kept, **matches, "lines": Proposal(positions, tuple(heads))})
