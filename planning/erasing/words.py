"""What names a person in a text, and a text without it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import quote, quote_plus

from django.utils.text import slugify

# Between the parts of a name: blanks, and what stands for them in addresses and keys.
APART = r"(?:[\s\u00a0]+|[-_.+]|%20)"
# The shortest piece of a name that a search of the tables asks for: two letters stand in nearly every text.
PIECE = 2
# Fields that hold what people say: a text there that equals a key names somebody all the same.
SAID = frozenset(
    ("name", "email", "holder", "lead", "recruiter", "title", "text", "message", "by", "owner", "reason", "note")
)


@dataclass(frozen=True)
class Wording:
    """What is taken out of texts (`names`, `emails`), and what comes in its place (`label`, “Erased person 7”). `keys`
    gives records whose key told who somebody is a new one."""

    label: str
    names: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    keys: Mapping[str, str] = field(default_factory=dict)

    def clean(self, text: str, name: str = "") -> str:
        """The text without the person; `name` is that of the field it stands in."""
        if name not in SAID:
            if text in self.keys:
                return self.keys[text]
            if self._keys:
                text = self._keys.sub(lambda found: self._key_of[found.group().casefold()], text)
        return self._names.sub(self._in_place, text) if self._names else text

    def clean_all(self, value: Any, name: str = "") -> Any:
        """The same for every text in a document, the names of its fields among them."""
        if isinstance(value, str):
            return self.clean(value, name)
        if isinstance(value, list):
            return [self.clean_all(one, name) for one in value]
        if isinstance(value, dict):
            return {self._field(key): self.clean_all(one, str(key)) for key, one in value.items()}
        return value

    def names_somebody(self, text: str) -> bool:
        return self.clean(text) != text

    def _field(self, key: Any) -> Any:
        return self.keys.get(key) or self.clean(key, "key") if isinstance(key, str) else key

    def _in_place(self, found: re.Match[str]) -> str:
        """Within an address, a key or a query it is written as such texts are."""
        text = found.group()
        if "%20" in text:
            return quote(self.label)
        if "+" in text and "@" not in text:
            return quote_plus(self.label)
        is_part_of_key = text == text.casefold() and not re.search(r"[\s@]", text) and re.search(r"[-_.]", text)
        return slugify(self.label) if is_part_of_key else self.label

    @cached_property
    def _key_of(self) -> dict[str, str]:
        """New keys by how an old one is written in addresses."""
        forms = [(form, new) for old, new in self.keys.items() for form in (old, quote(old, safe=""), quote(old))]
        return {form.casefold(): new for form, new in forms}

    @cached_property
    def _keys(self) -> re.Pattern[str] | None:
        forms = sorted(self._key_of, key=len, reverse=True)
        return _either(rf"(?<=[/=|]){re.escape(form)}(?=[/&?#|]|$)" for form in forms)

    @cached_property
    def _names(self) -> re.Pattern[str] | None:
        addresses = [form for one in self.emails for form in (one, quote(one))]
        return _either([*map(re.escape, addresses), *_patterns(self.names)])

    @cached_property
    def pieces(self) -> list[str]:
        """A row that names the person holds one of these, whatever its letters are written as: for the search."""
        return sorted({piece(text) for text in (*spellings(self.names), *self.emails, *self.keys)})


def _either(patterns: Iterable[str]) -> re.Pattern[str] | None:
    """Any of them, as a word of its own, in small or capital letters."""
    every = list(patterns)
    return re.compile(f"(?:{'|'.join(every)})", re.IGNORECASE) if every else None


def _patterns(names: Iterable[str]) -> list[str]:
    found: list[str] = []
    for name in sorted(set(spellings(names)), key=lambda name: (-len(name), name)):
        parts = [re.escape(part) for part in name.split()]
        # One word alone may be a word of the language: it counts as it is written.
        text = APART.join(parts) if len(parts) > 1 else f"(?-i:{parts[0]})"
        found.append(_whole(name, text))
        if len(parts) > 1:
            first, last = APART.join(parts[:-1]), parts[-1]
            found.append(_whole(name, rf"{last}(?:,\s*|{APART}){first}"))
    return found


def _whole(name: str, pattern: str) -> str:
    """Scripts without blanks have no ends of words."""
    spaced = unicodedata.category(name[0])[0] == "L" and unicodedata.name(name[0], "").split()[0] not in SCRIPTS
    return rf"(?<![^\W_]){pattern}(?![^\W_])" if spaced else pattern


SCRIPTS = frozenset(("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR"))


def spellings(names: Iterable[str]) -> Iterable[str]:
    """Each name, without its accents too, and of three parts and more the first with the last."""
    for name in names:
        plain = " ".join(name.replace(",", " ").split())
        for text in dict.fromkeys((plain, unicodedata.normalize("NFD", plain), _unaccented(plain))):
            if text:
                yield text
                parts = text.split()
                if len(parts) > 2:
                    yield f"{parts[0]} {parts[-1]}"


def _unaccented(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFC", "".join(letter for letter in apart if not unicodedata.combining(letter)))


def piece(text: str) -> str:
    """The longest run of plain letters and digits; the whole where there is none, as a script of its own has it."""
    runs = re.findall(r"[A-Za-z0-9]+", text)
    longest = max(runs, key=len, default="")
    return longest if len(longest) >= PIECE else text
