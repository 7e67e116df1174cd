"""Words in cells that stand for nothing, for nobody, for yes and for no."""

from __future__ import annotations

import re

from planning.core.recalled import recalled


def words_of(words: str, by: str | None = None) -> frozenset[str]:
    return frozenset(words.split(by))


# What programs write where they have nothing, in any column. Case counts: Nan and Null are names of people.
NULLS = words_of(
    r"\N|NULL|null|<NULL>|<null>|(NULL)|(null)|[NULL]|[null]|nan|NaN|NAN|<NA>|NaT|#N/A|#N/A N/A|#REF!|#VALUE!|#NAME?|"
    r"#NULL!|#DIV/0!|#NUM!|undefined|(blank)|(Blank)|(empty)|(none)",
    "|",
)
BLANKS = words_of(
    "|-|--|---|—|–|.|/|n/a|na|n.a.|none|null|nil|#n/a|n/d|nd|unknown|?|k. a.|k.a.|s/o|n.v.t.|n/v",
    "|",
)
_LONGEST_MARK = 1 + max(map(len, BLANKS | NULLS))
NO_DATES = BLANKS | {"0", "tbd", "tbh", "tbc", "tba", "not applicable", "present", "current", "open", "ongoing"}
NO_MANAGER = frozenset(
    {"no_manager", "no manager", "nomanager", "no_supervisor", "no supervisor", "no_boss", "nobody", "no one", "no-one"}
)
ROOT_WORDS = BLANKS | NO_MANAGER | {"xx", "*", "0", "-1", "top", "root", "self", "not applicable"}
WITHHELD = re.compile(
    r"(?<![\w/])(n/d|not disclosed|undisclosed|withheld|redacted)(?![\w/])"
    r"|^\W*(nd|unknown|anonymous|anonymi[sz]ed|confidential|restricted|private)\W*$",
    re.I,
)
# One of these words is enough to say that nobody sits there.
_VACANT = re.compile(
    r"(?<![\w/])(tbd|tbh|tbc|tba|t\.b\.[dhca]\.?|n/a|vacant|vacancy|unfilled|"
    r"to be (hired|determined|confirmed|announced|recruited|filled|appointed)|"
    r"^n\.\s?n\.?(?=$|\s*[\(,])|[àa] pourvoir|en recrutement|"
    r"(zu|neu|wieder) (zu )?besetzen|(wird )?gesucht|"
    r"offene stelle|por cubrir|por contratar|a contratar|a preencher|"
    r"da (assumere|coprire)|(nog )?in te vullen|do obsadzenia|"
    r"open (role|position|req|requisition|headcount|seat|post)|new (vacancy|hire|position|role))"
    r"(?![\w/])",
    re.I,
)
# These say so only where nothing else is said.
_VACANCY_WORDS = words_of(
    "open new hire hiring role position post seat req requisition headcount vacancy vacant backfill "
    "recruiting to be none "
    "na nobody empty placeholder future planned pending vakant unbesetzt offen vacante libre vaga "
    "vago vacature scoperto "
    "空缺 空席 欠員 공석 nn 募集中 採用予定 採用中 招聘中 待招 待招聘 待定 未定 채용중 채용예정 미정"
)
# A word of one of the patterns above and below stands in every name that they fit, or a mark between its letters.
_TELLING = words_of(
    "tbd tbh tbc tba vacant vacancy unfilled to open new not undisclosed withheld redacted nd unknown anonymous "
    "anonymised anonymized confidential restricted private interim acting ad pourvoir recrutement besetzen gesucht "
    "offene cubrir contratar preencher assumere coprire vullen obsadzenia"
)
_WITHOUT_DIGITS = dict.fromkeys(map(ord, "0123456789"))
_MARK = r"vacant|vacancy|tbd|tbh|tbc|open|open req|open role|open position|new vacancy|to be hired"
# No blank is looked at twice, else a long run of them takes time by its square.
_MARKED = re.compile(
    rf"^\s*+(?:[\(\[]\s*+)?({_MARK})(?:\s*+[\)\]:]|\s++[-–—:|])\s*+"
    rf"|(?:(?:(?<!\s)\s++)?[\(\[]\s*+|(?<!\s)\s++[-–—:|]\s++)({_MARK})\s*+[\)\]]?\s*+$",
    re.I,
)
INTERIM = re.compile(r"\b(interim|acting|ad interim)\b", re.I)
INTERIM_MARK = re.compile(
    r"\s*[\(\[]\s*(interim|acting|ad interim|temp(?:orary)?|cover)\s*[\)\]]\s*|\s+-\s+(interim|acting)$", re.I
)
_YES = words_of(
    "1 yes y true t x ✓ ✔ ☑ 1.0 valid active current vacant open enabled ja oui si sí sì sim wahr vrai verdadero "
    "verdadeiro vero waar tak はい 是 有 예 네"
)
_NO = words_of(
    "0 no n false f 0.0 invalid inactive filled closed disabled ☐ ✗ nein non não nao nee nej falsch faux falso onwaar "
    "nie いいえ 否 不 无 아니오 아니요"
)


def is_blank(cell: str) -> bool:
    """Whether a cell holds nothing but a mark for nothing. A date, an id or a number may be `0`, a text may not."""
    return len(cell) < _LONGEST_MARK and (cell == "0" or cell.casefold() in BLANKS or cell in NULLS)


def is_plain(name: str) -> bool:
    """Whether nothing in a name can stand for nobody, for somebody withheld or for the time being: most names, told at
    a glance, for there are many."""
    letters = name.replace(" ", "")
    if not letters.isalpha():
        if not letters.isalnum():
            return False
        name = name.translate(_WITHOUT_DIGITS)
    words = name.casefold().split()
    return bool(words) and words[0] not in _VACANCY_WORDS and _TELLING.isdisjoint(words)


@recalled(most=4096)
def is_vacancy(name: str) -> bool:
    """Whether a name stands for nobody: a placeholder as a whole word, or nothing but such words."""
    if _VACANT.search(name):
        return True
    words = re.findall(r"[^\W\d_]+", name.casefold())
    return bool(words) and all(word in _VACANCY_WORDS for word in words)


@recalled(most=4096)
def is_interim(text: str) -> bool:
    return bool(INTERIM.search(text))


def is_withheld(name: str) -> bool:
    return bool(WITHHELD.search(name))


@recalled(most=4096)
def without_vacancy_mark(title: str) -> str:
    """“Product Manager (Vacant)” and “OPEN: Product Manager” without the mark; unchanged where there is none."""
    return _MARKED.sub(" ", title).strip() or title


def without_interim_mark(name: str) -> str:
    return " ".join(INTERIM_MARK.sub(" ", " ".join(name.split())).split()) or name


def parse_yes(cell: str) -> bool | None:
    word = cell.casefold().strip(" .!")
    if word in _YES:
        return True
    return False if word in _NO else None
