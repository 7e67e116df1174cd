"""Columns of a products file whose headers name a role, and what else of its assignment."""

from __future__ import annotations

import re

from planning.core.content import Content, Role
from planning.imports.columns.owners import BESIDE
from planning.imports.columns.spelling import BRACKETS, plain

# How the name of a role column begins (see `role_column`). Remembered choices hold it as it is.
ROLE_COLUMN = "slot:"
# Words of a role column's header that say how the cell names somebody, not in which role.
_NAMING = re.compile(
    r"\b(position|person|employee|staff|id|ids|e-?mails?|names?|key|keys|primary|main|assigned|\d{1,2})\b", re.I
)
_ATTRIBUTES = {
    "share": re.compile(r"\b(share|fte|allocation|percent|percentage)\b|%", re.I),
    "starts": re.compile(r"\b(start date|start|starts|from|since)\b", re.I),
    "ends": re.compile(r"\b(end date|end|ends|until|to)\b", re.I),
}
KIND_WORDS = {
    "backup": re.compile(r"\b(back-?up|deputy|secondary)\b", re.I),
    "stand-in": re.compile(r"\b(interim|acting|stand-?in|temporary|temp|caretaker|cover)\b", re.I),
}
_FUNCTION_WORDS = {
    "qa": "quality", "quality assurance": "quality", "test": "quality", "testing": "quality", "ux": "design",
    "ui": "design", "eng": "engineering", "tech": "engineering", "development": "engineering", "cs": "customer-success",
    "csm": "customer-success",
}  # fmt: skip


def role_column(header: str, content: Content) -> str | None:
    """The field of a products file's column that names a role, as `slot:ROLE:WHAT`; WHAT is the kind of assignment
    (owner, backup, stand-in) or a detail of it (share, starts, ends)."""
    what = next((kind for kind, words in KIND_WORDS.items() if words.search(header)), "owner")
    words = header
    for pattern in KIND_WORDS.values():
        words = pattern.sub(" ", words)
    role = role_of(_NAMING.sub(" ", words.replace("_", " ")), content)
    if role:
        return f"{ROLE_COLUMN}{role}:{what}"
    if BESIDE.search(words) and (role := role_of(BESIDE.sub(" ", _NAMING.sub(" ", words)), content)):
        return f"{ROLE_COLUMN}{role}:{what}"
    for attribute, pattern in _ATTRIBUTES.items():
        role = role_of(pattern.sub(" ", words.replace("_", " ")), content) if pattern.search(words) else ""
        if role:
            return f"{ROLE_COLUMN}{role}:{attribute}"
    return None


def role_of(words: str, content: Content) -> str:
    """The slug of the role that a header names, by code, name, reading or function; '' for none."""
    words = " ".join(BRACKETS.sub(" ", words).split()).strip(" -:/")
    if not words or len(words) > 60:
        return ""
    name = plain(words)
    for role in content.roles.values():
        if name.removesuffix("s") in {plain(text).removesuffix("s") for text in (role.code, role.slug, role.name)}:
            return role.slug
    return content.read_title(words).role or _of_function(words, content)


def _of_function(words: str, content: Content) -> str:
    words = words.casefold().removesuffix("partner").removesuffix("lead").strip(" -")
    function = _FUNCTION_WORDS.get(words, words.replace(" ", "-"))
    roles: list[Role] = [role for role in content.roles.values() if role.function == function]
    return next((role.slug for role in roles if not role.covers), "")
