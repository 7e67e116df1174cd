"""Publishing: units of the draft go into a new version, which is whole, checked and never changed again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction

from portal.optimistic_lock import check as check_seen
from roles.documents import BadContent, Document, dump, from_json, load, tables, to_json
from roles.documents.units import same
from roles.models import ContentVersion
from roles.wording import refused


def latest() -> ContentVersion | None:
    return ContentVersion.objects.first()


def published() -> Document:
    """What is in force; nothing before the first version."""
    version = latest()
    return from_json(version.units) if version else {}


def changed(before: Document, after: Document) -> list[str]:
    """The units that differ, are new or are gone, in order."""
    return [name for name in {**after, **before} if not same(before.get(name), after.get(name))]


def unpublished() -> list[str]:
    """The units of the draft that differ from what is in force."""
    return changed(published(), tables.draft())


def with_units(base: Document, other: Mapping[str, Any], names: Collection[str]) -> Document:
    """`base`, with the units of these names as `other` has them (or has them not)."""
    merged = {name: unit for name, unit in base.items() if name not in names}
    merged |= {name: other[name] for name in names if name in other}
    return dump(load(merged))


def one_at_a_time() -> None:
    """Keep off everybody else who edits the draft or publishes it. Inside a transaction."""
    list(ContentVersion.objects.select_for_update().values_list("pk")[:1])


def state(names: Collection[str] | None = None) -> list[Any]:
    """By which it is told whether what is in force, and the draft of these units (of all), are still what somebody
    saw."""
    version, draft = latest(), tables.draft()
    return [version.number if version else 0, {n: unit for n, unit in draft.items() if names is None or n in names}]


def publish(names: Collection[str], *, note: str, author: Any = None, seen: str | None = None) -> ContentVersion:
    """Publish these units of the draft. `seen` is the token of the state that the author looked at.

    Raises `BadContent` where the result would contradict itself, `Overtaken` where the state is another one now.
    """
    with transaction.atomic():
        one_at_a_time()
        if seen is not None:
            _check_seen(seen, names)
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
    """Raises `BadContent` with every contradiction, and every text that parts from its fields."""
    wrong = refused(load(document))
    if wrong:
        raise BadContent(str(found) for found in wrong)


def _check_seen(seen: str, names: Collection[str] | None = None) -> None:
    version = latest()
    newest = f" (now {version})" if version else ""
    check_seen(seen, state(names), f"the draft or what is published{newest}")


def discard(names: Collection[str], author: Any = None, *, seen: str | None = None) -> None:
    """Bring these units of the draft back to what is in force. Raises as `take` does."""
    take(published(), names, author, seen=seen)


def take(source: Document, names: Collection[str], author: Any = None, *, seen: str | None = None) -> None:
    """Bring these units of the draft to what `source` says of them. Raises `BadContent`, and `Overtaken` where the
    state is not the one whose token was `seen`; the draft is as before then."""
    with transaction.atomic():
        one_at_a_time()
        if seen is not None:
            _check_seen(seen)
        tables.write(with_units(tables.draft(), source, names), author)


def restore(version: ContentVersion, names: Collection[str], author: Any = None, *, seen: str | None = None) -> None:
    """Bring these units of the draft back to how a version has them. Raises as `take` does."""
    take(from_json(version.units), names, author, seen=seen)
