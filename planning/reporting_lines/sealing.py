"""The seal of a signed record, which still holds once a name has been erased from it.

A record is a document. Its seal is the root of a tree of hashes over it: each text goes in as the hash of a salt of its
own and the text. A text that is erased is replaced in the record; its hash is kept, its salt goes, and so nobody can
try names on the hash, while everything else is proven as before. All salts come from one: that of a field is the hash
of that of what it stands in and of its place. When one goes, those beside it and above it are written down instead.

A place is how a text is reached: “5/12/2” is the third field of the thirteenth entry of the sixth field; “5/12/2k” is
the name of that field.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from secrets import token_hex
from typing import Any, TypedDict

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

# A text, the name of the field it stands in, gives the text that stands there afterwards.
Clean = Callable[[str, str], str]


class Seal(TypedDict):
    """`salts` by place, `kept` the hashes of erased texts by place; `root` and `word` where the record was sealed by
    its text as a whole before: the root of the tree, and the word of this installation that they went together."""

    salts: dict[str, str]
    kept: dict[str, str]
    root: str
    word: str


def new_seal() -> Seal:
    return {"salts": {"": token_hex(32)}, "kept": {}, "root": "", "word": ""}


def root_of(record: Any, seal: Seal) -> str:
    """The root of the tree over a record, 64 characters."""
    return _Tree(seal).of(record, "", "", seal["salts"].get(""))


def seal_of_text(record: str, digest: str) -> Seal:
    """The seal of a record that was sealed by its text as a whole, before something is erased from it: from then on the
    tree proves what is left, by the word of this installation that the text had its digest when the tree was made."""
    seal = new_seal()
    root = root_of(json.loads(record), seal)
    word = _word(digest, root) if digest_of(record) == digest else ""
    return {**seal, "root": root, "word": word}


def is_sealed(record: str, digest: str, seal: Seal | None) -> bool:
    """Whether a record is the one that its digest was made of, but for what was erased."""
    if seal is None:
        return digest == digest_of(record)
    data = json.loads(record)
    if as_text(data) != record:
        return False
    root = root_of(data, seal)
    if not seal["root"]:
        return root == digest
    secrets = (None, *settings.SECRET_KEY_FALLBACKS)
    return root == seal["root"] and any(constant_time_compare(seal["word"], _word(digest, root, s)) for s in secrets)


def _word(digest: str, root: str, secret: str | None = None) -> str:
    return salted_hmac("planning.reporting_lines.sealing", f"{digest} {root}", secret, algorithm="sha256").hexdigest()


def as_text(record: Any) -> str:
    """The one way in which a record is written."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def digest_of(text: str) -> str:
    """The SHA-256 of a text, 64 characters."""
    return sha256(text.encode()).hexdigest()


def children(value: Any) -> Iterator[tuple[str, Any]]:
    """What stands in a document's value, names of fields among them, each with its part of the place."""
    if isinstance(value, dict):
        for number, (key, inner) in enumerate(value.items()):
            yield f"{number}k", key
            yield str(number), inner
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield str(number), inner


class _Tree:
    def __init__(self, seal: Seal) -> None:
        self.salts, self.kept = seal["salts"], seal["kept"]

    def of(self, value: Any, place: str, part: str, salt: str | None) -> str:
        """The hash of what stands at a place; `salt` is None where that of a part of it is gone."""
        if isinstance(value, str):
            return self.kept.get(place) or _hash(salt or "", value)
        if isinstance(value, dict | list):
            inner = (self._inner(place, part, salt, one) for part, one in children(value))
            return _hash("{" if isinstance(value, dict) else "[", *inner)
        return _hash("=", json.dumps(value))

    def _inner(self, place: str, part: str, salt: str | None, value: Any) -> str:
        here = f"{place}/{part}" if place else part
        return self.of(value, here, part, _hash(salt, part) if salt else self.salts.get(here))


def without(record: Any, seal: Seal, clean: Clean) -> tuple[Any, Seal]:
    """The record with every text as `clean` gives it, and the seal that proves what is left."""
    salts, kept = dict(seal["salts"]), dict(seal["kept"])
    erased = _Erasing(salts, kept, clean).of(record, "", "", salts.get(""))
    return erased, {**seal, "salts": salts, "kept": kept}


class _Erasing:
    def __init__(self, salts: dict[str, str], kept: dict[str, str], clean: Clean) -> None:
        self.salts, self.kept, self.clean = salts, kept, clean
        self.broken: set[str] = set()  # in which something is erased by now

    def of(self, value: Any, place: str, name: str, salt: str | None) -> Any:
        """The value without what is erased; where something in it is, the salts of its parts take the place of its
        own."""
        if isinstance(value, str):
            return self._text(value, place, name, salt)
        if not isinstance(value, dict | list):
            return value
        before = len(self.kept)
        parts = [(part, self._inner(place, part, one, name, value, salt)) for part, one in children(value)]
        if len(self.kept) > before:
            self.broken.add(place)
            if salt:
                self._write_down(place, [part for part, _ in parts], salt)
        return self._whole(value, parts)

    def _inner(self, place: str, part: str, one: Any, name: str, within: Any, salt: str | None) -> Any:
        here = f"{place}/{part}" if place else part
        field = _field(within, part, name)
        return self.of(one, here, field, _hash(salt, part) if salt else self.salts.get(here))

    def _text(self, text: str, place: str, name: str, salt: str | None) -> str:
        new = self.clean(text, name)
        if new != text and place not in self.kept:
            self.kept[place] = _hash(salt or "", text)
            self.salts.pop(place, None)
        return new

    def _write_down(self, place: str, parts: list[str], salt: str) -> None:
        self.salts.pop(place, None)
        for part in parts:
            here = f"{place}/{part}" if place else part
            # A part that lost its own salt has those of its parts written down already.
            if here not in self.kept and here not in self.broken:
                self.salts[here] = _hash(salt, part)

    def _whole(self, value: Any, parts: list[tuple[str, Any]]) -> Any:
        if isinstance(value, list):
            return [one for _, one in parts]
        cells = [one for _, one in parts]
        return dict(zip(cells[::2], cells[1::2], strict=True))


def _field(within: Any, part: str, name: str) -> str:
    """The name of the field that a part is, or that it stands in; “key” for a name of a field itself."""
    if isinstance(within, list):
        return name
    return "key" if part.endswith("k") else str(list(within)[int(part)])


def _hash(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()
