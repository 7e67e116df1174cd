"""Names of people as files write them: asides taken off, “Last, First” turned round, other spellings kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from planning.imports.cells.words import words_of

# What an aside says of the person: taken off the name, and read.
LEAVE, LEFT, CONTRACTOR, INTERIM, PRONOUNS, ID = "on-leave", "inactive", "contractor", "interim", "pronouns", "id"
_ASIDES = {
    LEAVE: re.compile(
        r"(currently )?((on|in|parental|maternity|paternity|sick|medical|unpaid|family|garden(ing)?|study) )*"
        r"(leave( of absence)?|maternity|loa|sabbatical|furlough(ed)?)( until .*)?|karenz|elternzeit|mutterschutz|"
        r"(en )?congé.*|de baja|excedencia|licença.*|in congedo|met verlof|föräldraledig|abwesend|"
        r"休職中?|育休中?|产假|休假|휴직",
        re.I,
    ),
    LEFT: re.compile(
        r"terminated|inactive|deactivated|disabled|left( .*)?|leaver|former(ly| employee)?|resigned|retired|deceased|"
        r"ex[- ]employee|ausgeschieden|inaktiv|parti|退職|离职|퇴사",
        re.I,
    ),
    CONTRACTOR: re.compile(
        r"c|cw|ext\.?|extern(al|e|er)?|contract(or)?|contingent( worker)?|consultant|freelance(r)?|"
        r"agency|temp(orary)?( worker)?|"
        r"vendor|subcontractor|prestataire|freiberufler(in)?|業務委託|外包",
        re.I,
    ),
    INTERIM: re.compile(r"interim|acting|ad interim|cover|a\.i\.|kommissarisch|par intérim", re.I),
    PRONOUNS: re.compile(
        r"(she|he|they|ze|xe|sie|er|elle|il|iel|ella|él|elle|ela|ele)([ ]?/[ ]?\w+)+|any pronouns|"
        r"m/w/d|w/m/d|m/f/d|h/f|f/h|she|he|they",
        re.I,
    ),
    ID: re.compile(r"#?(?=[^\s]*\d)[A-Z]{0,5}[-_#]?[\w-]{0,3}\d[\w-]*", re.I),
}
_BRACKETED = re.compile(r"\s*[\(\[\{（【]\s*([^\(\)\[\]\{\}（）【】]*?)\s*[\)\]\}）】]\s*")
_DASHED = re.compile(r"\s+[-–—|*]\s*([^-–—|*]+)$")
_MARKS = re.compile(r"[\s*†‡^~]+$|^[*†‡^~\s]+")
# What a name holds that has anything to take off or to turn round.
_ODD = re.compile(r"[\[\](){}（）【】,*†‡^~]|\s[-–—|]")
# What may stand behind a comma without being a first name.
_TITLES = words_of(
    "jr sr ii iii iv v phd ph.d dphil md mba cpa esq dr msc bsc pmp cfa rn pe ma ba bs ms jd llm dds cissp acca fca "
    "inc ltd llc gmbh ag co plc"
)
_WORD = re.compile(r"[^\W\d_][\w'’.\-]*")
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af々]{1,6}")


class Name(NamedTuple):
    """`shown` is the name as it is shown; `aliases` are other spellings that a file may use for the same person;
    `asides` says what was taken off (LEAVE, LEFT, ...), `taken` the words themselves."""

    shown: str
    aliases: tuple[str, ...] = ()
    asides: frozenset[str] = frozenset()
    taken: tuple[str, ...] = ()


def read_name(text: str, capitals_first: bool = False) -> Name:
    """A whole name. `capitals_first`: the file writes family names in capitals before the first name."""
    return Name(text) if not capitals_first and not _ODD.search(text) else _read_odd(text, capitals_first)


def _read_odd(text: str, capitals_first: bool) -> Name:
    bare, asides, taken, inner = _without_asides(text)
    shown, first, last = _turned(bare, capitals_first)
    aliases: dict[str, None] = {}
    if inner and first and last:
        shown, aliases = f"{inner} {last}", {f"{first} {last}": None}
        aliases[f"{last}, {first} ({inner})"] = None
    if first and last and " " in first:
        aliases[f"{first.split()[0]} {last}"] = None
    if bare != shown:
        aliases[bare] = None
    if text not in (shown, bare):
        aliases[text] = None
    aliases.pop(shown, None)
    return Name(shown, tuple(aliases), frozenset(asides), taken)


def _without_asides(text: str) -> tuple[str, set[str], tuple[str, ...], str]:
    """The name, what its asides say, their words, and another first name that stood in brackets (of “Last, First
    (Other)” only: elsewhere it may as well be a name by birth, and stays where it is)."""
    asides: set[str] = set()
    taken: list[str] = []
    inner = ""

    def take(found: re.Match[str]) -> str:
        nonlocal inner
        kind = _kind(found[1])
        if not kind:
            if "," in text and found.end() == len(text) and _WORD.fullmatch(found[1]):
                inner = found[1]
                return " "
            return found[0]
        asides.add(kind)
        taken.append(found[0].strip())
        return " "

    bare = _BRACKETED.sub(take, text) if any(c in text for c in "([{（【") else text
    dashed = _DASHED.search(bare)
    if dashed and (kind := _kind(dashed[1].strip())) and kind not in (ID,):
        asides.add(kind)
        taken.append(dashed[0].strip())
        bare = bare[: dashed.start()]
    bare = _MARKS.sub("", bare)
    bare = " ".join(bare.split())
    return (bare, asides, tuple(taken), inner) if bare else (text, set(), (), "")


def _kind(words: str) -> str:
    return next((kind for kind, pattern in _ASIDES.items() if pattern.fullmatch(words)), "")


def _turned(name: str, capitals_first: bool) -> tuple[str, str, str]:
    """The name with its first name first; and first and last name where that is certain."""
    last, comma, first = (part.strip() for part in name.partition(","))
    if comma:
        return (f"{first} {last}", first, last) if _is_last_first(last, first) else (name, "", "")
    if capitals_first and is_capitals_first(name):
        words = name.split()
        split = next(i for i, word in enumerate(words) if not word.isupper())
        last = " ".join(word.title() for word in words[:split])
        first = " ".join(words[split:])
        return f"{first} {last}", first, last
    return name, "", ""


def _is_last_first(last: str, first: str) -> bool:
    if not last or not first or "," in first:
        return False
    if any(part.strip(".").casefold() in _TITLES for part in (*first.split(), last)):
        return False
    return all(
        len(part.split()) <= 4 and _WORD.match(part) and not any(c.isdigit() for c in part) for part in (last, first)
    )


def is_capitals_first(name: str) -> bool:
    """Whether a name is of the form “LIND Odette”."""
    words = name.split()
    return (
        2 <= len(words) <= 6
        and len(words[0]) > 2
        and words[0].isupper()
        and not words[-1].isupper()
        and words[-1][:1].isupper()
    )


def _family_first(first: str, last: str, others: Iterable[str]) -> Name:
    """Chinese, Japanese and Korean names are written with the family name first."""
    aliases = (f"{last}{first}", f"{first} {last}", *(other for other in others if other))
    return Name(f"{last} {first}", tuple(dict.fromkeys(aliases)))


def joined(first: str, middle: str, last: str, preferred: str, legal: str) -> Name:
    """A name in parts: shown by the preferred name, known by the legal one, too."""
    if _EAST_ASIAN.fullmatch(first) and _EAST_ASIAN.fullmatch(last):
        return _family_first(first, last, (preferred, legal))
    if not (preferred or middle or legal):
        return read_name(f"{first} {last}".strip())
    shown_first = preferred or first
    shown = preferred if " " in preferred and last and preferred.endswith(last) else f"{shown_first} {last}".strip()
    read = read_name(shown)
    aliases: dict[str, None] = dict.fromkeys(read.aliases)
    if middle:
        aliases[" ".join(f"{first} {middle} {last}".split())] = None
    for other in {first, preferred} - {""}:
        aliases[f"{other} {last}".strip()] = None
    if preferred and first and preferred != first:
        aliases[f"{last}, {first} ({preferred})"] = None
        aliases[f"{first} ({preferred}) {last}"] = None
    if legal:
        aliases[read_name(legal).shown] = None
    aliases.pop(read.shown, None)
    return Name(read.shown, tuple(aliases), read.asides, read.taken)
