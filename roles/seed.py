"""The role content that Lineup comes with: readable files in `roles/content`, published when they are new."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Model

from roles.contradictions import contradictions
from roles.documents import BadContent, Document, Unit, dump, from_folder, from_json, from_text, load, tables
from roles.documents.cells import cells, rows
from roles.editing.merging import three_way
from roles.models import ContentVersion
from roles.publishing import versions

FOLDER = Path(__file__).parent / "content"


def read(place: Path = FOLDER) -> list[Model]:
    """Every row that the files describe, unsaved. Raises `BadContent`."""
    return load(document(place))


def document(place: Path = FOLDER) -> Document:
    """A folder of files, or one file. Raises `BadContent`."""
    return from_folder(place) if place.is_dir() else from_text(place.read_text(encoding="utf-8"))


def take_over(place: Path, *, note: str, publish: bool = True, author: Any = None) -> list[str]:
    """Make the draft, and unless told otherwise what is published, what the files say; the units that changed.

    Raises `BadContent`; nothing is changed then.
    """
    new = document(place)
    versions.check(new)
    with transaction.atomic():
        before = versions.published() if publish else tables.draft()
        tables.write(new, author)
        names = versions.changed(before, new)
        if publish and names:
            versions.publish_document(new, note=note, author=author)
    return names


def load_if_changed(**_: Any) -> None:
    """After a migration: bring what the files say, where they are not the ones that came last."""
    seed = digest()
    if ContentVersion.objects.filter(seed=seed).exists():
        return
    ours, new = versions.published(), document()
    last = ContentVersion.objects.exclude(seed="").first()
    base = from_json(last.files or last.units) if last else {}
    with transaction.atomic():
        note = "Updated with a new release of Lineup" if last else "Standard content of Lineup"
        versions.publish_document(updated(base, ours, new), note=note, seed=seed, files=new)
        tables.write(updated(base, tables.draft(), new))


def updated(base: Document, ours: Document, new: Document) -> Document:
    """`ours` with what changed from `base` to `new`, record by record: what somebody edited stays as it is. Where that
    would contradict itself, a unit that was edited stays whole."""
    careful = _followed(base, ours, new, lambda name: ours.get(name))
    merged = _followed(base, ours, new, lambda name: _merged(base.get(name), ours.get(name), new.get(name), name))
    return careful if contradictions(load(merged)) else merged


def _followed(base: Document, ours: Document, new: Document, edited: Callable[[str], Unit | None]) -> Document:
    """What nobody edited as the files have it; what somebody did as `edited` says."""
    units = {}
    for name in {**ours, **new}:
        unit = new.get(name) if ours.get(name) == base.get(name) else edited(name)
        if unit is not None:
            units[name] = unit
    return dump(load(units))


def _merged(base: Unit | None, ours: Unit | None, new: Unit | None, name: str) -> Unit | None:
    """An edited unit with what the files changed where the edits did not."""
    if base is None or ours is None or new is None:
        return ours
    try:
        was, mine, theirs = (cells(load({name: unit})) for unit in (base, ours, new))
    except BadContent:  # the files that came last were of another make
        return ours
    table, _ = three_way(was, mine, theirs)
    return dump(rows(table))[name]


def digest(folder: Path = FOLDER) -> str:
    return sha256(b"\0".join(path.read_bytes() for path in sorted(folder.rglob("*.yaml")))).hexdigest()
