"""Looking at a large file aside: the page asks how far it is, and whichever process is asked next shows what was found.

The look is kept with the draft, as what it would change and say, so it is worked out once however many processes
there are. It counts for the organisation, content and columns that it was worked out on, and for nothing else.
"""

from __future__ import annotations

import json
import logging
import zlib
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, timedelta
from threading import Thread
from time import monotonic
from typing import Any

from django.db import connection
from django.utils import timezone

from planning.core.changes.change import Change, apply
from planning.core.records import Org
from planning.imports import drafts
from planning.imports.models import ImportDraft
from planning.imports.pipeline import Outcome, Summary
from planning.imports.problems import Problem, Unusable
from planning.organisation import store
from planning.organisation.codec import decode, encode

log = logging.getLogger(__name__)
# Files up to so many bytes are looked at within the request.
AT_ONCE = 1_000_000
# A look that has said nothing for so long was cut off with its process.
SILENT = timedelta(minutes=5)
PAUSE = 0.7  # seconds between two words on how far it is
_threads: dict[int, Thread] = {}


def ready(draft: ImportDraft, *, cost: bool) -> drafts.Preview | None:
    """What applying `draft` would do, where that is known or quickly found; else it is being looked at, and the draft
    says how far that is. Raises `Unusable`."""
    place = drafts.place_of(draft, cost=cost)
    if (found := drafts.known(place)) is not None:
        return found
    if draft.unusable and draft.looked_for == place.stamp:
        raise _unusable(draft.unusable)
    if draft.looked_for == place.stamp and _has_look(draft):
        return drafts.remember(place, _kept(draft))
    if _is_looked_at(draft, place.stamp):
        return None
    if _bytes(draft) <= AT_ONCE:
        return drafts.preview(draft, cost=cost)
    if _claim(draft, place.stamp):
        thread = Thread(target=_look, args=(draft, place), name=f"look-{draft.pk}")
        _threads[draft.pk] = thread
        thread.start()
    draft.refresh_from_db(fields=["looking", "looking_since"])
    return None


def wait(draft: ImportDraft) -> None:
    """Until this process has looked at the draft."""
    thread = _threads.get(draft.pk)
    if thread is not None:
        thread.join()


def _is_looked_at(draft: ImportDraft, stamp: str) -> bool:
    said = draft.looking_said
    return draft.looked_for == stamp and said is not None and said > timezone.now() - SILENT


def _bytes(draft: ImportDraft) -> int:
    return sum(len(file.data) for file in drafts.files_of(draft))


def _claim(draft: ImportDraft, stamp: str) -> bool:
    """Take the draft for looking at it; False where another process is at just that."""
    now = timezone.now()
    mine = ImportDraft.objects.filter(pk=draft.pk)
    free = mine.filter(looking_said=None) | mine.filter(looking_said__lt=now - SILENT) | mine.exclude(looked_for=stamp)
    fields = {
        "looking_since": now,
        "looking_said": now,
        "looked_for": stamp,
        "looking": "",
        "unusable": "",
        "look": None,
    }
    return bool(free.update(**fields))


def _look(draft: ImportDraft, place: drafts.Place) -> None:
    mine = ImportDraft.objects.filter(pk=draft.pk, looked_for=place.stamp)
    try:
        found = drafts.compute(draft, place.cost, _teller(mine))
        # Kept before it can be applied, which on SQLite lets nobody else write for a while.
        mine.update(look=pack(found.outcome), looking_said=None, looking="")
        drafts.remember(place, found)
    except Unusable as error:
        mine.update(unusable=json.dumps([error.file, error.message])[:1000], looking_said=None)
    except Exception:
        log.exception("Looking at import %s failed", draft.pk)
        text = "Something went wrong while it was looked at. Nothing was changed; try again, or split the file."
        mine.update(unusable=json.dumps([str(draft), text]), looking_said=None)
    finally:
        connection.close()
        _threads.pop(draft.pk, None)


def _teller(draft: Any) -> Callable[[str], None]:
    """Writes down how far the look is, now and then."""
    last = 0.0

    def tell(text: str) -> None:
        nonlocal last
        if monotonic() - last > PAUSE:
            draft.update(looking=text[:200], looking_said=timezone.now())
            last = monotonic()

    return tell


def _unusable(text: str) -> Unusable:
    file, message = json.loads(text)
    return Unusable(file, message)


def _has_look(draft: ImportDraft) -> bool:
    return ImportDraft.objects.filter(pk=draft.pk, looked_for=draft.looked_for).exclude(look=None).exists()


def _kept(draft: ImportDraft) -> drafts.Preview:
    """The look that some process has kept."""
    packed = ImportDraft.objects.values_list("look", flat=True).get(pk=draft.pk)
    before = store.org_at(draft.organisation, draft.on)
    return drafts.shown(draft, unpack(bytes(packed or b""), before))


def pack(outcome: Outcome) -> bytes:
    """What an outcome adds to the organisation that it was worked out on."""
    changes = [(c.on.isoformat(), c.kind, c.key, encode(c.before), encode(c.after)) for c in outcome.changes]
    whole = {"changes": changes, "problems": outcome.problems, "rows": outcome.rows, "summary": asdict(outcome.summary)}
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
    return Outcome(before, apply(before, changes), changes, Summary(**summary), problems, whole["rows"])
