"""Publishing: units of the draft go into a new version, which is whole, checked and never changed again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction

from roles.contradictions import contradictions
from roles.documents import BadContent, Document, dump, from_json, load, tables, to_json
from roles.models import ContentVersion


class Overtaken(Exception):
    """Somebody published meanwhile; `version` is what is in force now."""

    def __init__(self, version: ContentVersion) -> None:
        super().__init__(f"{version} was published meanwhile. Look at it, then publish again.")
        self.version = version


def latest() -> ContentVersion | None:
    return ContentVersion.objects.first()


def published() -> Document:
    """What is in force; nothing before the first version."""
    version = latest()
    return from_json(version.units) if version else {}


def changed(before: Document, after: Document) -> list[str]:
    """The units that differ, are new or are gone, in order."""
    return [name for name in {**after, **before} if before.get(name) != after.get(name)]


def unpublished() -> list[str]:
    """The units of the draft that differ from what is in force."""
    return changed(published(), tables.draft())


def with_units(base: Document, other: Mapping[str, Any], names: Collection[str]) -> Document:
    """`base`, with the units of these names as `other` has them (or has them not)."""
    merged = {name: unit for name, unit in base.items() if name not in names}
    merged |= {name: other[name] for name in names if name in other}
    return dump(load(merged))


def publish(names: Collection[str], *, note: str, author: Any = None, seen: int | None = None) -> ContentVersion:
    """Publish these units of the draft. `seen` is the number of the version that the author looked at.

    Raises `BadContent` where the result would contradict itself, `Overtaken` where `seen` is no longer in force.
    """
    with transaction.atomic():
        version = ContentVersion.objects.select_for_update().first()
        if version and seen is not None and version.number != seen:
            raise Overtaken(version)
        return publish_document(with_units(published(), tables.draft(), names), note=note, author=author)


def publish_document(
    document: Document, *, note: str, author: Any = None, seed: str = "", files: Document | None = None
) -> ContentVersion:
    """Publish a whole document, whatever the draft holds; `files` is what it was made from. Raises `BadContent`."""
    check(document)
    with transaction.atomic():
        last = ContentVersion.objects.select_for_update().first()
        before = from_json(last.units) if last else {}
        return ContentVersion.objects.create(
            number=last.number + 1 if last else 1,
            units=to_json(document),
            changed=changed(before, document),
            note=note,
            author=author,
            seed=seed,
            files=to_json(files) if files is not None and files != document else "",
        )


def check(document: Document) -> None:
    """Raises `BadContent` with every contradiction."""
    wrong = contradictions(load(document))
    if wrong:
        raise BadContent(str(found) for found in wrong)


def discard(names: Collection[str], author: Any = None) -> None:
    """Bring these units of the draft back to what is in force."""
    take(published(), names, author)


def take(source: Document, names: Collection[str], author: Any = None) -> None:
    """Bring these units of the draft to what `source` says of them. Raises `BadContent`; the draft is as before
    then."""
    with transaction.atomic():
        tables.write(with_units(tables.draft(), source, names), author)


def restore(version: ContentVersion, names: Collection[str], author: Any = None) -> None:
    """Bring these units of the draft back to how a version has them."""
    take(from_json(version.units), names, author)
