"""Rows of a people file that are no people and no positions: labels, totals, footers, notes, rooms, accounts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from planning.core.content import Content
from planning.core.recalled import recalled
from planning.imports.cells.words import words_of
from planning.imports.columns.fields import FIELDS
from planning.imports.columns.match import plain, usual_field
from planning.imports.opening.read import Row, Table


class Stray(NamedTuple):
    """What a row was taken for, in words, and the code of it."""

    message: str
    code: str


# Headers in other languages are looked up among the names that `Strays` is given.
ENGLISH = Content()
HEADERS = Stray("This row repeats the headers, so it was left out.", "headers-again")
LABELS = Stray("This row is column labels, not a person, so it was left out.", "label-row")
TOTAL = Stray("This row is a total, not a person, so it was left out.", "total-row")
FOOTER = Stray("This row is about the file, not a person, so it was left out.", "footer-row")
NOTE = Stray("This row is a remark, not a person, so it was left out. If it is a position, add a title.", "remark-row")
SECTION = Stray("This row is a heading, not a person, so it was left out.", "section-row")
ROOM = Stray(
    "This row is a room or a device, not a person, so it was left out. If it is a person, add a title.", "room"
)
ACCOUNT = Stray(
    "This row is a shared or technical account, not a person, so it was left out. If it is a person, add a title.",
    "service-account",
)
DISABLED = Stray(
    "This account is disabled and has no job title, so it was left out. If it is a position, add a title.",
    "disabled-account",
)
GUEST = Stray(
    "This is a guest account without a job title, so it was left out. If it is a position, add a title.",
    "guest-account",
)

# Words of which one makes a row of totals where the others are of the kind of `_COUNTED`, numbers, or between them.
_TOTALS = words_of(
    "total totals totale totaal totales totaux subtotal subtotals sum count average "
    "headcount summe gesamt gesamtsumme gesamtzahl gesamtanzahl insgesamt anzahl "
    "durchschnitt mittelwert somme nombre effectif moyenne suma cantidad promedio "
    "plantilla soma quantidade somma aantal som gemiddelde razem suma łącznie ogółem "
    "średnia summa antal genomsnitt toplam итого всего 合計 総計 小計 平均 人数 合计 总计 小计 总数 共计 计 합계 "
    "총계 총인원 평균"
)
_COUNTED = words_of(
    "head heads count employee employees staff people person persons worker workers fte "
    "ftes record records row rows position positions member members user users active "
    "vacancy vacancies salary salaries cost pay number average entries results team teams "
    "mitarbeiter mitarbeitende mitarbeiterinnen personen datensätze personal stellen "
    "employés salariés salarié collaborateurs collaborateur personnes postes lignes "
    "effectifs empleados empleado personas colaboradores trabajadores registros "
    "product products produkte produkten produits productos produtos prodotti producten "
    "funcionários pessoas dipendenti collaboratori persone medewerkers personen werknemers "
    "regels pracowników osób anställda çalışan medarbetare 人 名 명 件 行 员工 社員"
)
_BETWEEN = words_of(
    "grand sub over all overall of the in der des die de du des del di da do dos la le les van het number no"
)
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_COUNTED_EAST = re.compile(
    r"(合計|総計|小計|平均|人数|合计|总计|小计|总数|共计|计|합계|총계|총인원|평균)\W*\d*\W*(人|名|명|件|行|员工|社員)?\W*"
)
_FOOTER = re.compile(
    r"\W*((report|applied|active) )?filters?( applied)?\s*:.*|(report )?(generated|created|exported|"
    r"printed|produced|prepared|"
    r"downloaded|extracted|refreshed)( by| on| at|:).*|(run|report|export|as of|effective|"
    r"print)( date| time| by| on)?\s*:.*|"
    r"run \d.*|as of \d.*|last (updated|refreshed|modified).*|page \d+( of \d+)?|(strictly |"
    r"company )?confidential( .*)?|"
    r"(©|\(c\)|copyright)( .*)?|all rights reserved.*|end of (report|file|list|data).*|\*+ ?end.*|source\s*:.*|"
    r"(notes?|legend|key|disclaimer|comments?|hinweis|bemerkung|remarque|nota|legende)\s*[:*].*|-{3,}.*|={3,}.*|"
    r"\d+ (rows?|records?|employees?|results?|entries)( .*)?|(erstellt|gedruckt|exportiert) (am|von).*|stand\s*:.*|"
    r"(généré|imprimé|exporté) (le|par).*|generado (el|por).*",
    re.I,
)
# A date, or the number of a page, where nothing but a remark stands.
_STAMP = re.compile(
    r"\d{1,4}[-./]\d{1,2}[-./]\d{2,4}|\b\d+\s*(of|von|sur|de|di|van|av|z|из|/)\s*\d+\b|第\s*\d+\s*[页頁ページ]", re.I
)
_COUNT_BEHIND = re.compile(r"\s*[\(\[]\s*\d+\s*[\)\]]$")
_GUEST = re.compile(r"\bguests?\b", re.I)
_ROOM = re.compile(
    r"\b((meeting|conference|board|training|video|huddle|focus|phone|interview|project|"
    r"quiet)[- ]?(room|booth)s?|boardroom|"
    r"room \d+|conf\.? ?rm|besprechung(sraum|szimmer)?|konferenzraum|sitzungszimmer|salle (de )?(réunion|conférence)|"
    r"sala (de )?(reuni\w+|juntas|riunioni)|vergaderzaal|projector|printer|scanner|company car|"
    r"pool car|parking( space)?|"
    r"equipment|hot ?desk)\b|会議室|会议室|회의실",
    re.I,
)
_ACCOUNT = re.compile(
    r"\b(service|system|admin|administrator|test|shared|functional|generic|dummy|bot|api|svc|sync|"
    r"backup|integration)[- ]?"
    r"(account|user|mailbox|login|inbox|bot|employee|person)s?\b|\b(shared|group|team) ?(mail ?box|inbox|calendar)\b|"
    r"^(svc|sa|adm|srv|test|room|noreply|no-reply)[-_.]|^(administrator|noreply|no-reply|do not reply|postmaster|root|"
    r"test ?\d*|test (test|user|person)|info|helpdesk|help desk|service ?desk|mailer-daemon|dirsync|"
    r"on-premises directory synchronization.*)$|\bmailbox\b",
    re.I,
)
_ACCOUNT_MAIL = re.compile(
    r"(room|conf|meeting|boardroom|no-?reply|donotreply|admin|administrator|info|support|sales|hr|jobs|careers|billing|"
    r"invoices?|accounts?|service|svc|sa|test|postmaster|help-?desk|it|calendar|scanner|printer|"
    r"reception|office|hello|contact|"
    r"team|marketing|press|security|abuse|webmaster|root|api|bot|sync)([-_.]?\w*\d+|[-_.](room|"
    r"account|user|mailbox))?@.*",
    re.I,
)
_ROOM_MAIL = re.compile(r"(room|conf|meeting|boardroom|printer|scanner)", re.I)
_ROOM_KIND = re.compile(r"\b(room|equipment)", re.I)
_KIND = re.compile(r"\b(resource|service|shared|mailbox|bot|system|test|non[- ]?human)\b", re.I)
# Longer cells are remarks, whatever they say; they are not looked into.
LONGEST = 300
_DIGIT = re.compile(r"\d")
# How much of a row must be labels, or be said by the file's own headers, for it to be one of labels.
MOSTLY = 0.5


@recalled(most=4096)
def _is_total(cell: str) -> bool:
    """“Total: 5 employees”, “Durchschnitt”, “合计：5人”: words of totals and of what is counted, and no others."""
    if len(cell) > LONGEST:
        return False
    found = _WORDS.findall(cell.casefold())
    if found[:2] != ["number", "of"] and _TOTALS.isdisjoint(found):
        return bool(_COUNTED_EAST.fullmatch(cell))
    known = all(word.isdigit() or word in _TOTALS or word in _COUNTED or word in _BETWEEN for word in found)
    return known or (found[0] in _TOTALS and len(found) < 5 and any(word.isdigit() for word in found[1:]))


def of_the_file(cells: Sequence[str]) -> Stray | None:
    """A total, or what a file says of itself, where the row holds nothing else but figures."""
    first, *others = [cell for cell in cells if cell] or [""]
    if not first or len(first) > LONGEST or any(any(map(str.isalpha, cell)) for cell in others):
        return None
    if _is_total(first):
        return TOTAL
    return FOOTER if _FOOTER.fullmatch(first) else None


@recalled(most=4096)
def _is_thing(title: str) -> bool:
    """Whether a job title is none: that of a room or of an account."""
    return bool(_ROOM.fullmatch(title) or _ACCOUNT.fullmatch(title))


class Strays:
    """Tells rows that are no people. Built once a table: `names` are further labels by field (of other languages),
    `sections` what departments and teams are called there."""

    def __init__(
        self,
        table: Table,
        columns: Mapping[str, Sequence[int]],
        names: Iterable[tuple[str, str]] = (),
        function_of: Callable[[str], str] = lambda name: "",
    ) -> None:
        self.headers = tuple(plain(header) for header in table.headers)
        self.fields = {i: name.partition(":")[0] for name, places in columns.items() for i in places}
        self.other = {plain(label): field for field, label in names}
        known = {label.casefold() for f in FIELDS["people"] if f.name in columns for label in f.headers}
        self.words = known | {h.casefold() for h in table.headers if h} | {label.casefold() for _, label in names}
        self.raw = table.headers
        self.wide = len(table.headers) > 2
        self.probes = [places[0] for name in ("title", "name", "last_name", "email", "person_id", "id", "position_id")
                       if (places := columns.get(name))]  # fmt: skip
        places = [i for name in ("division", "department", "team") for i in columns.get(name, ())]
        self.sections = {row.cells[i].casefold() for i in places for row in table.rows} - {""}
        ids = next((columns[name] for name in ("position_id", "id", "person_id") if name in columns), [])
        numbered = [any(c.isdigit() for c in row.cells[ids[0]]) for row in table.rows[:50] if ids and row.cells[ids[0]]]
        self.numbered = len(numbered) > 2 and sum(numbered) * 2 > len(numbered)
        self.function_of = function_of

    def labels(self, row: Row) -> Stray | None:
        """Whether a row holds headers: the same, or labels of the same columns in another spelling."""
        cells = row.cells
        for i in self.probes:
            if cells[i].casefold() in self.words and cells[i]:
                break
        else:
            return None
        if tuple(cells) == self.raw:
            return HEADERS
        filled = [(i, plain(cell)) for i, cell in enumerate(cells) if cell]
        known = sum(
            word == self.headers[i] or self._field(word, cells[i]) == self.fields.get(i, "-") for i, word in filled
        )
        if known < 2 or known < MOSTLY * len(filled):
            return None
        return HEADERS if all(word == self.headers[i] for i, word in filled) else LABELS

    def _field(self, word: str, cell: str) -> str:
        return (usual_field("people", cell, ENGLISH) or self.other.get(word, "")).partition(":")[0]

    def remarks(self, row: Row, ident: str, name: str, title: str) -> Stray | None:
        """Totals, footers, remarks and headings: rows that fill no more than one of id, name and title, or say
        themselves what they are."""
        if title and name:
            return TOTAL if _is_total(name) else None
        filled = [cell for cell in row.cells if cell]
        if any(_is_total(cell) for cell in (ident, name, title, *filled[:1]) if cell):
            return TOTAL
        if title and ident:
            return None
        if len(filled) <= 2 and filled and len(filled[0]) <= LONGEST and _FOOTER.fullmatch(filled[0]):
            return FOOTER
        if len(filled) != 1 or not self.wide:
            return None
        return self._alone(filled[0], name)

    def _alone(self, cell: str, name: str) -> Stray | None:
        """What the only cell of a row says: a remark, a heading, or (None) perhaps somebody's name."""
        count = len(cell.split())
        if count > 7 or (count > 3 and cell.endswith((".", "!", "?", ":"))) or cell.startswith(("*", "#", "--", "==")):
            return NOTE
        if "@" in cell:
            return None
        if " " in cell and _STAMP.search(cell):
            return FOOTER
        cell = _COUNT_BEHIND.sub("", cell)
        if cell.casefold().strip(" :") in self.sections or (not name and self.numbered and not _DIGIT.search(cell)):
            return SECTION
        return SECTION if " " not in cell and self.function_of(cell) else None

    def accounts(self, name: str, email: str, title: str, kind: str, disabled: bool, has_manager: bool) -> Stray | None:
        """Rooms, shared and technical accounts, and disabled accounts without a title. Whoever has a manager or a title
        of their own is a person, and so is whoever is called like one."""
        if title and (not _is_thing(title) or self._is_person(name)):
            return None
        if (_ROOM.search(name) or _ROOM.fullmatch(title) or _ROOM_KIND.search(kind)) and (title or not has_manager):
            return ROOM
        if disabled:
            return DISABLED
        if not title and not has_manager and _GUEST.search(kind):
            return GUEST
        told = (
            _ACCOUNT.search(name) or _ACCOUNT.fullmatch(title) or _ACCOUNT_MAIL.fullmatch(email) or _KIND.search(kind)
        )
        if told and (title or not has_manager) and not self._is_person(name):
            return ROOM if _ROOM_MAIL.match(email) else ACCOUNT
        return None

    @staticmethod
    def _is_person(name: str) -> bool:
        """Whether a name looks like somebody's: then a mail address alone is no reason to leave the row out."""
        words = name.split()
        return (
            len(words) >= 2
            and all(word[:1].isupper() and word.isalpha() for word in words)
            and not _ACCOUNT.search(name)
        )
