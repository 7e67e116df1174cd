"""Whom a cell names: one or several people, each with what stands beside the name."""

from __future__ import annotations

import re
from typing import NamedTuple

from planning.core.asides import asides, parted, without_any_asides
from planning.imports.columns.match import KIND_WORDS
from planning.imports.products.absent import absence, is_blank, part_absence
from planning.imports.products.staff import Found, Staff

_HARD = re.compile(r"[;|\n；、•·]")
_SOFT = re.compile(r"\s*[,/&+，／＆]\s*|\s+(?:and|und|et|y|e|en|og|och|ja|with|w/)\s+", re.I)
_AFTER_ASIDE = re.compile(r"(?<=[\)\]）】])\s+(?=[^\s\(\[（【])")
_NOT_APPLICABLE = re.compile(r"(?<![\w/])n\s?/\s?[ad](?![\w/])", re.I)
_COMMA = re.compile(r"\s*[,，]\s*")
_SIDES = re.compile(r"\s+[-–—>→]\s+|\s*[:：]\s+|\s*：\s*")
_SHARE = re.compile(r"\s*(?:^|[\s:–—-])\d{1,3}(?:[.,]\d+)?\s*%\s*[:–—-]?\s*")
_MARKS = " *†‡?!#~^'\"@-–—:,."


class Naming(NamedTuple):
    """A part of a cell. `keys` are the positions it may mean (one where it is clear), `why` how they were found
    where that is a doubt, `aside` what stands beside the name, `absent` what it says instead (see `absent.py`)."""

    text: str
    keys: tuple[str, ...] = ()
    why: str = ""
    aside: str = ""
    absent: str = ""

    @property
    def key(self) -> str:
        """The one position that is meant; '' where there is none or more than one."""
        return self.keys[0] if len(self.keys) == 1 else ""


class Namer:
    """Reads cells; each distinct one once. `person_first`: ids are those of people rather than of positions."""

    def __init__(self, staff: Staff, person_first: bool) -> None:
        self.staff, self.person_first = staff, person_first
        self._cells: dict[str, tuple[Naming, ...]] = {}

    def read(self, cell: str, role: str = "") -> tuple[Naming, ...]:
        """Everybody whom a cell names; of several people of one name, who is in `role`."""
        found = self._cells.get(cell)
        if found is None:
            found = self._cells[cell] = self._read(cell)
        if role and any(len(naming.keys) > 1 for naming in found):
            return tuple(self._settled(naming, role) for naming in found)
        return found

    def _read(self, cell: str) -> tuple[Naming, ...]:
        if not asides(cell) and not is_blank(cell) and (keys := self._directly(cell)):
            return (Naming(cell, keys),)
        return tuple(self._part(part) for part in self.parts(cell))

    def _settled(self, naming: Naming, role: str) -> Naming:
        keys, why = self.staff.in_role(Found(naming.keys, naming.why), role)
        return naming._replace(keys=keys, why=why)

    def parts(self, cell: str) -> list[str]:
        """Several in one cell. A comma, slash, ampersand or “and” parts them only where the whole is not known."""
        parts: list[str] = []
        for chunk in parted(_HARD, cell):
            whole = _NOT_APPLICABLE.sub("-", chunk).strip()
            parts += [whole] if self._is_one(whole) else self._softly(whole)
        return [part for part in parts if part and not is_blank(part)]

    def _is_one(self, whole: str) -> bool:
        name = without_any_asides(whole)
        return bool(is_blank(name) or absence(name) or self._directly(name)) or self.staff.is_team(name)

    def _softly(self, whole: str) -> list[str]:
        pieces = [piece.replace("\0", ", ").strip() for piece in parted(_SOFT, self._with_whole_names(whole))]
        return [part for piece in pieces for part in self._run_together(piece)]

    def _run_together(self, piece: str) -> list[str]:
        """“Ida Berg Tom Falk”, which stood on two lines of a cell: whole names, ids or addresses one after the
        other."""
        parts = _AFTER_ASIDE.split(piece)
        if len(parts) > 1 and all(self._find(without_any_asides(part)).keys for part in parts):
            return parts
        words, found = piece.split(), []
        while 1 < len(words) <= 40:
            length = next((n for n in range(min(5, len(words)), 0, -1) if self._directly(" ".join(words[:n]))), 0)
            if not length:
                return [piece]
            found.append(" ".join(words[:length]))
            words = words[length:]
        return [*found, *words] if found and all(map(self._directly, words)) else [piece]

    def _with_whole_names(self, whole: str) -> str:
        """“Berg, Ida, Falk, Tom” with the commas within known names taken for a mark that parts nothing."""
        pieces = parted(_COMMA, whole)
        joined: list[str] = []
        while pieces:
            piece = pieces.pop(0)
            pair = f"{piece}, {pieces[0]}" if pieces else ""
            if pair and self._directly(without_any_asides(pair)):
                pieces.pop(0)
                piece = pair.replace(", ", "\0", 1)
            joined.append(piece)
        return ", ".join(joined)

    def _directly(self, name: str) -> tuple[str, ...]:
        return self.staff.directory.find(name, self.person_first)

    def _find(self, name: str) -> Found:
        return self.staff.find(name, self.person_first) if name else Found()

    def _part(self, text: str) -> Naming:
        name, aside = without_any_asides(text), " ".join(asides(text)).strip()
        if share := _SHARE.search(name):
            name, aside = _SHARE.sub(" ", name).strip(), f"{aside} {share[0].strip(' :–—-')}".strip()
        if (missing := part_absence(name)) and not self._directly(name):
            return Naming(text, aside=aside, absent=missing)
        readings = self._readings(name)
        outright = next(((found, beside) for found, beside in readings if self._directly(found)), None)
        for other, beside in [outright] if outright else reversed(readings):
            found = self._find(other)
            if found.keys:
                return Naming(text, found.keys, found.why, " ".join(f"{aside} {beside}".split()))
        return Naming(text, self.staff.directory.find(text, self.person_first), aside=aside)

    def _readings(self, name: str) -> list[tuple[str, str]]:
        """What may be the name, with what is beside it: the whole, without marks, without words such as “interim”, and
        either side of a dash or colon."""
        found = [(name, ""), (name.strip(_MARKS), "?" if name.rstrip().endswith("?") else "")]
        for pattern in KIND_WORDS.values():
            if words := pattern.search(name):
                found.append((pattern.sub(" ", name).strip(_MARKS), words[0]))
        if sides := _SIDES.search(name):
            head, tail = name[: sides.start()].strip(_MARKS), name[sides.end() :].strip(_MARKS)
            found += [(tail, head), (head, tail)]
        return found
