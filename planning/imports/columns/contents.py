"""What the cells of a column look like: e-mails, ids, names, titles, dates, words of a status."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from planning.core.asides import without_asides
from planning.core.content import Content
from planning.core.recalled import recalled
from planning.imports.opening.read import Table

SAMPLE = 300
TITLES_READ = 60
# A table of more columns than so many says more than one thing in a row.
WIDE = 3
LONGEST_EMAIL = 320  # by RFC 3696
_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+$")
_DATE = re.compile(
    r"(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2})|\d{1,2}[ -][A-Za-z]{3,9}\.?,?[ -]\d{2,4}|"
    r"[A-Za-z]{3,9}\.? \d{1,2},? \d{4}|\d{4}年\d{1,2}月\d{1,2}日|"
    r"(令和|平成|昭和|大正|[RHS])(\d{1,2}|元)[年./-]\d{1,2}[月./-]\d{1,2}日?|/Date\(-?\d+([+-]\d{4})?\)/)([T ].*)?$"
)
_NUMBER = re.compile(r"-?\d{1,12}([.,]\d+)?$")
_YES = frozenset(
    [
        "yes",
        "no",
        "y",
        "n",
        "true",
        "false",
        "ja",
        "nein",
        "oui",
        "non",
        "si",
        "sí",
        "sim",
        "não",
        "sì",
        "nee",
        "是",
        "否",
        "はい",
        "いいえ",
        "예",
        "아니오",
        "x",
    ]
)
_CODE = re.compile(r"(?=.*\d)[\w.:/#-]{1,60}$")
_NAME_WORD = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:['’.-][^\W\d_]+)*\.?$")
_SMALL = frozenset(
    [
        "de",
        "da",
        "di",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "der",
        "den",
        "van",
        "von",
        "zu",
        "af",
        "al",
        "bin",
        "ibn",
        "la",
        "le",
        "el",
        "ter",
        "ten",
        "y",
        "e",
        "jr",
        "sr",
        "ii",
        "iii",
    ]
)
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_OCCUPATION = re.compile(
    r"\b(chief|officer|president|vp|svp|evp|director\w*|head of|manager\w*|lead|leader|engineer\w*|developer\w*|"
    r"designer\w*|analyst\w*|specialist\w*|coordinator\w*|associate|assistant\w*|consultant\w*|architect\w*|"
    r"administrator\w*|representative|executive|accountant\w*|scientist|recruiter|partner|intern|ceo|cto|cfo|coo|cpo|"
    r"cmo|founder|owner|technician|secretary|agent|researcher|writer|editor|counsel|controller|supervisor|"
    r"leiter\w*|geschäftsführer\w*|entwickler\w*|ingenieur\w*|referent\w*|mitarbeiter\w*|directeur|directrice|"
    r"responsable|ingénieur\w*|chef\w*|développeur\w*|gerente|jefe|jefa|director\w*|ingenier\w*|diretor\w*|engenheir\w*|"
    r"direttore|direttrice|responsabile|ingegnere|hoofd|medewerker|kierownik|dyrektor|specjalista|programista|"
    r"inżynier|prezes|menedżer|projektant\w*|analityk|inżynierka|dyrektorka|chef\w*|utvecklare|ingenjör|"
    r"müdür\w*|mühendis\w*|uzman\w*|менеджер\w*|директор\w*|инженер\w*|руководитель\w*)\b"
    r"|經理|经理|总监|總監|主管$|工程师|工程師|专员|設計師|设计师|官$|部長|課長|マネージャー|エンジニア|デザイナー|代表取締役|"
    r"ディレクター|매니저|팀장|이사|엔지니어|디자이너|대표|本部長|社長|总裁|助理|责任者|責任者",
    re.I,
)
_STATUS = re.compile(
    r"(in)?active|terminated|on leave|leave|suspended|resigned|left|retired|vacant|filled|open|onboarding|accepted|"
    r"hired|pre-?hire|offboarding|offboarded|deactivated|(in)?aktiv|beendet|actif|inactif|activo|inactivo|ativo|inativo|"
    r"attivo|inattivo|actief|inactief|在职|离职|在籍|在職|退職|休職|재직|퇴직|휴직|aktywny|nieaktywny|zwolniony",
    re.I,
)
_PATH = re.compile(r"/|.+\s(?:>|»|›|/|\\|→)\s.+|(?:/[^/]+)+/?$")
Judge = Callable[[str], bool]


def bare_name(cell: str) -> str:
    """A name without what stands in brackets beside it."""
    return without_asides(cell).rstrip("*").strip()


def folded(name: str) -> str:
    """A name or id without case, outer blanks and leading zeros; the last name goes behind."""
    if name.isascii() and name.replace(" ", "").isalnum():
        text = name.casefold()
    else:
        text = _straight(unicodedata.normalize("NFC", name))
    return text.lstrip("0") or text


def _straight(name: str) -> str:
    last, comma, first = bare_name(name).partition(",")
    return " ".join(f"{first} {last}".split() if comma else last.split()).casefold()


@recalled(most=8_192)
def is_name(cell: str) -> bool:
    """Whether a cell reads like the name of a person: two to five words of letters, "Last, First" too."""
    text = bare_name(cell)
    if not text or len(text) > 60 or "@" in text or _OCCUPATION.search(text):
        return False
    if _EAST_ASIAN.search(text):
        return 2 <= len(text.replace(" ", "").replace("・", "")) <= 8
    parts = text.replace(",", " ").split()
    if not 2 <= len(parts) <= 5 or not all(_NAME_WORD.match(part) for part in parts):
        return False
    return all(part[0].isupper() or part.casefold() in _SMALL or not part.isascii() for part in parts)


def is_one_word(cell: str) -> bool:
    """A first or a last name by itself."""
    parts = cell.split()
    return (
        1 <= len(parts) <= 2
        and all(_NAME_WORD.match(p) and p[0].isupper() for p in parts)
        and not _OCCUPATION.search(cell)
    )


def is_email(cell: str) -> bool:
    return len(cell) <= LONGEST_EMAIL and bool(_EMAIL.match(cell))


def is_date(cell: str) -> bool:
    return bool(_DATE.match(cell))


def is_code(cell: str) -> bool:
    """An id: one word that holds a figure, and is no date."""
    return bool(_CODE.match(cell)) and not _DATE.match(cell)


def is_occupation(cell: str) -> bool:
    return bool(_OCCUPATION.search(cell))


@dataclass
class Profile:
    """A column over a sample of rows. `blank` is the share of blank cells, `distinct` the share of different ones among
    those that are not; `share` of a test says how many of the different values pass it (0 where there are none)."""

    values: list[str]
    rows: int
    shares: dict[str, float] = field(default_factory=dict)

    @cached_property
    def different(self) -> list[str]:
        return list(dict.fromkeys(self.values))

    @cached_property
    def folded(self) -> frozenset[str]:
        return frozenset(map(folded, self.different))

    @property
    def filled(self) -> float:
        return len(self.values) / self.rows if self.rows else 0.0

    @property
    def distinct(self) -> float:
        return len(self.different) / len(self.values) if self.values else 0.0

    def share(self, name: str, test: Judge) -> float:
        if name not in self.shares:
            self.shares[name] = sum(map(test, self.different)) / len(self.different) if self.different else 0.0
        return self.shares[name]

    @property
    def emails(self) -> float:
        return self.share("emails", is_email)

    @property
    def dates(self) -> float:
        return self.share("dates", is_date)

    @property
    def numbers(self) -> float:
        return self.share("numbers", lambda cell: bool(_NUMBER.match(cell)))

    @property
    def codes(self) -> float:
        return self.share("codes", is_code)

    @property
    def yes_no(self) -> float:
        return self.share("yes_no", lambda cell: cell.casefold() in _YES)

    @property
    def names(self) -> float:
        return self.share("names", is_name)

    @property
    def single_names(self) -> float:
        return self.share("single_names", is_one_word)

    @property
    def occupations(self) -> float:
        return self.share("occupations", is_occupation)

    @property
    def statuses(self) -> float:
        return self.share("statuses", lambda cell: bool(_STATUS.fullmatch(cell.strip())))

    @property
    def paths(self) -> float:
        return self.share("paths", lambda cell: bool(_PATH.match(cell)))

    def titles(self, content: Content) -> float:
        """The share of values that are titles, as the content reads them or by words of occupations."""
        if "titles" not in self.shares:
            some = self.different[:TITLES_READ]
            known = sum(is_occupation(cell) or content.read_title(cell).confidence >= 0.5 for cell in some)
            self.shares["titles"] = known / len(some) if some else 0.0
        return self.shares["titles"]


def sample(table: Table) -> list[list[str]]:
    """The cells of some rows, evenly from top to bottom. In a wide table rows of one cell are headings and footers."""
    step = max(1, len(table.rows) // SAMPLE)
    rows = [row.cells for row in table.rows[::step][: SAMPLE + 1]]
    full = [cells for cells in rows if sum(map(bool, cells)) > 1] if len(table.headers) > WIDE else rows
    return full if len(full) > 1 else rows


def profiles(table: Table) -> list[Profile]:
    rows = sample(table)
    return [Profile([cells[i] for cells in rows if cells[i]], len(rows)) for i in range(len(table.headers))]


def column(table: Table, place: int) -> Iterable[str]:
    """All cells of a column that are not blank."""
    return (row.cells[place] for row in table.rows if row.cells[place])
