"""Where a title names something beside what somebody is: “Payouts” in “Backend Engineer, Commerce:Payouts”."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from planning.core.content import TitleWord
from planning.core.product_finding.names import listed
from planning.core.product_finding.places import PLACES
from planning.core.product_finding.sorts import AREA, CRAFT, FUNCTION, NAME, NOTHING, REGION, TRADE, sort_of
from planning.core.product_finding.word_lists import BUILDING
from planning.core.recalled import recalled

# “for” begins another part of a title; “of” may stand inside a name (“Point of Sale”).
_CUTS = listed("bij hos for on at within with in fur chez para pour voor a à to till dla @ supporting")
# What follows these is somebody else's: “Chief of Staff to the CTO”.
_OTHERS = frozenset(["to", "reporting to", "supporting"])
# What is a name where it stands alone behind what somebody is: “Frontend Engineer, Editor”.
_NAMES_TOO = listed(
    """
    editor seller buyer partner agent planner writer operator master advisor member coach admin administrator assistant
    """
)
# Before which such a word is what somebody is: “Scrum Master”.
_OF_JOBS = listed(
    "scrum business technical content copy account team people hr executive personal administrative agile ux"
)
# Words before an occupation that only say how: “Technical Product Manager”.
_HOW = listed(
    """
    technical digital global strategic founding commercial clinical staff principal growth general hands on senior
    certified experienced dedicated dynamic international corporate regional interim acting deputy chief customer
    customers market business applied creative web big new
    """
)
# What is led or made by whoever has the title, in front of what it is for: “Director of Product Payments”.
_LED = listed("product products engineering technology software development management team technical technology")
_BUILDING = listed("engineering software")
_DONE = listed("product software engineering design technical technology program project marketing management")
_RANKS = listed("intern lead head director chief vp manager associate executive assistant president")
# Kinds of words that neither begin nor end a name, and small words that may begin one all the same: “Global Search”.
_EDGES = ("grade", "idle", "tie", "and", "slash")
_GRADES = listed("senior junior staff principal")
_NEVER_FIRST = listed("the a an our all of interim acting deputy former vacant ex co team part-time full-time")
_FIRST = listed("global central fixed joint permanent")
# Kinds of teams, and the like, that a product may be called by: “Groups”.
_KINDS = listed("group team area stage section cell domain squad channel on unit chapter crew")
_NO_OUTER = (CRAFT, FUNCTION, REGION, NOTHING)
TAIL, PREFIX, OUTER = "tail", "prefix", "outer"


class Mention(NamedTuple):
    """`words` of a title that name something. `place`: `tail` behind what somebody is or apart from it, `prefix` before
    it (“Payments Engineer”), `outer` what a nested name stands in (“Commerce” in “Commerce:Payouts”). `outer` are those
    words of a nested name. `listed`: it ends a list with commas. `wide` are the words with those beside them that
    may belong to the name (“Zéro Logement Vacant”, “Digital Payments PM”), () without any. `in_bracket`: a nested name
    stands in brackets. `is_kind`: it is a word for teams, which several have to say (“Groups”)."""

    words: tuple[TitleWord, ...]
    place: str = TAIL
    outer: tuple[TitleWord, ...] = ()
    listed: bool = False
    wide: tuple[TitleWord, ...] = ()
    in_bracket: bool = False
    is_kind: bool = False


class _Part(NamedTuple):
    """`opener` is the mark or word before it; `first` whether its first small word belongs to a name (“La Redoute”)."""

    opener: str
    words: tuple[TitleWord, ...]
    first: bool = False


@recalled()
def mentions(title: str, words: tuple[TitleWord, ...]) -> tuple[Mention, ...]:
    """What a title names, in order. Each of these may still be several things (“Mail and Calendar”)."""
    if all(word.kind != "somebody" for word in words):
        return ()
    found = [told for one in _every(title, words) for told in _told(title, one)]
    has_tail = any(one.place == TAIL for one in found)
    return tuple(one for one in found if one.place != PREFIX or not has_tail)


def _told(title: str, one: Mention) -> list[Mention]:
    """A nested name, or what it is nested in where it is no more than a craft or a place (“Payments: Backend”)."""
    if not one.outer:
        return [one]
    if sort_of(text_of(title, one.outer)) in _NO_OUTER:
        return [one._replace(outer=(), in_bracket=False)]
    if sort_of(text_of(title, one.words)) in (CRAFT, REGION, NOTHING):
        return [one._replace(words=one.outer, outer=(), in_bracket=False)]
    return [one]


def _every(title: str, words: Sequence[TitleWord]) -> list[Mention]:
    found: list[Mention] = []
    has_role = False
    after_tail = False
    for part in _parts(title, words):
        if part.opener in _OTHERS:
            break
        if _is_role(part, has_role):
            found += _of_role(title, part, is_first=not has_role)
            has_role = True
            after_tail = any(one.place == TAIL for one in found)
            continue
        tail = _tail(title, part, after_of=part.opener == "of")
        if not tail and not after_tail and len(part.words) == 1 and part.words[0].means in _KINDS:
            found.append(Mention(part.words, is_kind=True))
        if tail and not (part.opener == "of" and _is_led(tail)):
            _add(found, tail, part.opener) if after_tail else found.append(Mention(tail))
            found[-1] = found[-1]._replace(wide=_wide(part, tail))
            after_tail = True
    return found


def _add(found: list[Mention], tail: tuple[TitleWord, ...], opener: str) -> None:
    """Another name behind a first one: inside of it (“Commerce:Payouts”), or beside it (“Payments, Billing”)."""
    before = found[-1]
    if opener in (":", ">", "-", "–", "—", "(", "[", "·") and before.place == TAIL:
        found[-1] = before._replace(place=OUTER)
        found.append(Mention(tail, TAIL, before.words, in_bracket=opener in ("(", "[")))
    else:
        found.append(Mention(tail, listed=True))


def _parts(title: str, words: Sequence[TitleWord]) -> Iterable[_Part]:
    """The title cut at its marks, and at words such as “for”."""
    opener = ""
    part: list[TitleWord] = []
    for at, word in enumerate(words):
        text = title[word.start : word.end].casefold()
        if _cuts(words, at, text, part) and not (_is_large(title, words, at) and not part):
            if part:
                yield _Part(opener, tuple(part), _is_large(title, part, 0))
            opener, part = text if word.kind == "mark" else _said(word, text), []
        else:
            part.append(word)
    if part:
        yield _Part(opener, tuple(part), _is_large(title, part, 0))


def _is_large(title: str, words: Sequence[TitleWord], at: int) -> bool:
    """Whether a small word begins with a capital, behind the beginning of the title: “chez La Redoute”."""
    word = words[at]
    is_small = word.kind in ("tie", "idle") and word.means in ("of", "the", "a") and word.start > 0
    return is_small and title[word.start].isupper() and len(title[word.start : word.end]) > 1


def _said(word: TitleWord, text: str) -> str:
    return "to" if text in _OTHERS else "of" if word.kind == "tie" and text not in _CUTS else "for"


def _cuts(words: Sequence[TitleWord], at: int, text: str, part: Sequence[TitleWord]) -> bool:
    kind = words[at].kind
    if kind == "mark":
        return True
    about_somebody = any(word.kind == "somebody" for word in part)
    if text == "to" and part and not about_somebody:
        is_inside = part[-1].kind == "name" and [word.kind for word in words[at + 1 : at + 2]] == ["name"]
        return not is_inside and any(word.kind == "somebody" for word in words[at + 1 :])
    if kind == "tie":
        return about_somebody or text in _CUTS or not part
    beside = kind in ("and", "slash") and bool(part) and part[-1].kind == "somebody"
    return beside and (kind == "slash" or any(word.kind == "somebody" for word in words[at + 1 :]))


def _is_role(part: _Part, has_role: bool) -> bool:
    """Whether a part says what somebody is. Where that was said already, it has to end with it (“Team Lead”), and be
    no single word that may as well be a name."""
    told = [word for word in part.words if word.kind not in ("grade", "idle")]
    if has_role and part.first:
        return False
    if not has_role:
        return any(word.kind == "somebody" for word in told)
    is_name = told[-1:] and told[-1].means in _NAMES_TOO and not any(word.means in _OF_JOBS for word in told[:-1])
    return bool(told) and told[-1].kind == "somebody" and not is_name


def _of_role(title: str, part: _Part, is_first: bool) -> list[Mention]:
    """What stands around what somebody is: “Customer Journey PM”, “Software Engineer Payments”."""
    words = list(part.words)
    while words and words[-1].kind in ("grade", "idle"):
        words.pop()
    somebody = [at for at, word in enumerate(words) if word.kind == "somebody"]
    if not somebody:
        return []
    if somebody[-1] == len(words) - 1:
        prefix = _prefix(words[: _run_start(words)]) if is_first else ()
        return [Mention(prefix, PREFIX, wide=_wide_prefix(words, prefix))] if prefix else []
    end = _run_end(words, somebody[0])
    for at in somebody[1:]:
        if all(word.kind in ("work", "idle", "grade") for word in words[end:at]):
            end = _run_end(words, at)
    tail = _tail(title, _Part("", tuple(words[end:])), after_of=True)
    return [Mention(tail)] if tail and not _is_adjective(title, tail) else []


def _is_adjective(title: str, words: Sequence[TitleWord]) -> bool:
    """Whether what follows what somebody is without a mark is no name: in small letters, where the title has capitals
    (“Analityk biznesowy”)."""
    text = text_of(title, words)
    return text == text.lower() and title != title.lower() and any(char.isalpha() for char in text)


def _run_start(words: Sequence[TitleWord]) -> int:
    at = len(words)
    while at and words[at - 1].kind in ("somebody", "grade"):
        at -= 1
    return at


def _run_end(words: Sequence[TitleWord], at: int) -> int:
    while at < len(words) and words[at].kind in ("somebody", "grade", "idle", "tie") and not _begins_a_name(words, at):
        at += 1
    return at


def _begins_a_name(words: Sequence[TitleWord], at: int) -> bool:
    """Whether a second word for somebody belongs to what follows: “Backend Engineer Developer Experience”."""
    follows = at + 1 < len(words) and words[at + 1].kind in ("name", "work")
    is_second = at > 0 and words[at - 1].kind == "somebody" and words[at].kind == "somebody"
    return follows and is_second and words[at].means not in _RANKS


def _prefix(words: Sequence[TitleWord]) -> tuple[TitleWord, ...]:
    """What stands before what somebody is, without the words that say what sort of one."""
    kept = list(words)
    if kept and (area := _area(kept)):
        return area
    while kept and (kept[0].kind in _EDGES or kept[0].means in _RANKS | _HOW):
        if len(kept) > 1 and kept[0].means == "customer" and kept[1].kind == "name":
            break
        kept.pop(0)
    while kept and (kept[-1].kind in _EDGES or sort_of(kept[-1].means) == CRAFT or kept[-1].means in _DONE):
        kept.pop()
    has_name = any(word.kind == "name" for word in kept)
    is_name = has_name or (len(kept) > 1 and sort_of(english_of(kept)) == NAME) or _is_trade(kept)
    return tuple(kept) if is_name else ()


def _is_trade(words: Sequence[TitleWord]) -> bool:
    """A trade or function alone that products are made for: “Risk Engineer”."""
    return len(words) == 1 and sort_of(words[0].means) in (TRADE, FUNCTION) and words[0].means not in BUILDING


def _wide_prefix(words: Sequence[TitleWord], prefix: Sequence[TitleWord]) -> tuple[TitleWord, ...]:
    """A name before what somebody is with all that may belong to it: “Digital Payments”, “Robo Advisor”."""
    first, after = words.index(prefix[0]), words.index(prefix[-1]) + 1
    while (
        first and words[first - 1].means not in _RANKS | _GRADES and words[first - 1].kind in ("idle", "name", "grade")
    ):
        first -= 1
    while after < len(words) - 1 and (words[after].kind == "idle" or words[after].means in _NAMES_TOO):
        after += 1
    wide = tuple(words[first:after])
    return wide if len(wide) > len(prefix) else ()


def _area(words: Sequence[TitleWord]) -> tuple[TitleWord, ...]:
    """The field of builders that alone says what sort of one this is: “Security Engineer”."""
    told = [word for word in words if word.kind not in ("grade", "idle") and word.means not in _BUILDING]
    return tuple(told) if len(told) == 1 and sort_of(told[0].means) == AREA else ()


def _tail(title: str, part: _Part, after_of: bool) -> tuple[TitleWord, ...]:
    """A part without the small words at its edges; () where nothing is left that could name anything."""
    kept = list(part.words)
    while kept and not part.first and kept[0].kind in _EDGES and not _may_begin(kept):
        if kept[0].kind == "grade" and len(kept) > 1 and kept[0].means not in _GRADES:
            break
        kept.pop(0)
    while kept and kept[-1].kind in ("idle", "tie", "and", "slash") and len(kept) > 1:
        kept.pop()
    if after_of:
        kept = _without_led(title, kept)
    if all(word.kind in ("grade", "idle", "tie", "and", "slash") for word in kept):
        return ()
    return tuple(kept)


def _wide(part: _Part, tail: tuple[TitleWord, ...]) -> tuple[TitleWord, ...]:
    """The whole part where only idle words were taken off it."""
    off = [word for word in part.words if word not in tail]
    return part.words if off and all(word.kind == "idle" for word in off) else ()


def _may_begin(words: Sequence[TitleWord]) -> bool:
    """Whether an idle first word may belong to the name: “Contract Review”, but not “EMEA Payments”."""
    is_place = words[0].means in PLACES or words[0].means in _NEVER_FIRST
    return words[0].means in _FIRST or (words[0].kind == "idle" and len(words) > 1 and not is_place)


def _is_led(words: Sequence[TitleWord]) -> bool:
    """Whether they only say what sort of leader somebody is: “Jefe de Producto”."""
    return all(_LED.issuperset(word.means.split()) for word in words)


def _without_led(title: str, words: list[TitleWord]) -> list[TitleWord]:
    at = 0
    while (
        at < len(words) - 1 and _LED.issuperset(words[at].means.split()) and words[at + 1].kind not in ("and", "slash")
    ):
        at += 1
    rest = words[at:]
    is_name = any(word.kind == "name" for word in rest) or sort_of(text_of(title, rest)) == NAME
    return rest if is_name else words


def role_of(title: str, words: Sequence[TitleWord]) -> str:
    """The title up to the end of what it says somebody is, at its beginning; '' where it says nothing."""
    at = next((at for at, word in enumerate(words) if word.kind == "somebody"), len(words))
    end = _run_end(words, at)
    return title[: words[end - 1].end] if at < len(words) else ""


def last_of(title: str, words: Sequence[TitleWord]) -> str:
    """The word at the end of a title that says what somebody is; '' where another stands there."""
    told = [word for word in words if word.kind not in ("grade", "idle")]
    return title[told[-1].start : told[-1].end] if told and told[-1].kind == "somebody" else ""


def text_of(title: str, words: Sequence[TitleWord]) -> str:
    return title[words[0].start : words[-1].end] if words else ""


def english_of(words: Sequence[TitleWord]) -> str:
    return " ".join(word.means for word in words)
