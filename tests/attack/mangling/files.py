"""Good files of every kind, as tables, and how they are spoilt and written. Everything follows from one `Random`."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from random import Random

from tests.imports.test_mangled import PEOPLE as ENGLISH
from tests.imports.test_mangled import PRODUCTS
from tests.imports.test_read import workbook

Table = list[list[str]]


def _rows(text: str) -> Table:
    return list(csv.reader(text.strip().splitlines()))


PEOPLE = [
    _rows("\n".join(ENGLISH)),
    _rows("""
Personalnummer;x,Nachname,Vorname,E-Mail,Position,Abteilung,Team,Vorgesetzter,Eintrittsdatum,Austrittsdatum,Status
1,Lang,Ada,ada@x.org,Geschäftsführerin,Leitung,,,01.02.2020,,Aktiv
2,Rot,Bo,bo@x.org,Produktmanager,Produkt,Kern,"Lang, Ada",13.02.2021,,Aktiv
3,Pohl,Cy,cy@x.org,Produktmarketingmanagerin,Marketing,,ada@x.org,01.03.2021,,Mutterschutz
4,Ott,Di,di@x.org,Entwicklerin,Technik,Kern,Bo Rot,05.06.2021,31.12.2025,Aktiv
"""),
    _rows("""
Employee,Level 1,Level 2,Level 3,Job Title,Worker Type,Salary,Currency
Ada Long,Ada Long,,,CEO,Employee,200000,USD
Bo Roe [C],Ada Long,Bo Roe,,Group Product Manager,Employee,"150,000",USD
Cy Poe (On Leave),Ada Long,Bo Roe,Cy Poe,Senior Product Manager,Contractor,120k,EUR
Di Fey,Ada Long,Bo Roe,Di Fey,PMM,Employee,,
Total,,,,,,,
"""),
    _rows("""
Req ID,Opening,Department,Hiring Manager,Target Start Date,Status,Openings
R1,Product Manager,Product,ada@x.org,2022-09-01,Open,2
R2,Engineer,Engineering,Bo Roe,2022-10-01,Filled,1
R3,Product Marketing Manager,Marketing,Ada Long,,On hold,1
"""),
]
PRODUCT_TABLES = [
    _rows("\n".join(PRODUCTS)),
    _rows("""
Product line,Product,Status,Owner,PMM,Backup
Money,Payments,GA,Bo Roe,"Cy Poe (interim); Ada Long",p2
,Ads,EOL,Bo,TBD,
Growth,Search,alpha,di@x.org / bo@x.org,Team Core,?
"""),
    _rows("""
,Payments,Ads,Search
Bo Roe,x,R,
Cy Poe,A,,PMM
Ada Long,,50%,x
"""),
    _rows("Product,Role,Person,Share,From\nPayments,PM,p2,50%,2022-01-01\nAds,PMM,Cy Poe,,01/02/2022\n"),
]
BANDS = [
    _rows("Role,Level,Location,Currency,Base From,Base To,Valid From\nProduct Manager,3,,EUR,60000,80000,2020-01-01\n")
]
ODD = (
    "", " ", "\x00", "=CMD()", "@SUM(1)", "-", "XX", "*", "none", "N/A", "N/D", "TBD", "Vacant", "p1", "P2", "e2",
    "99", "NO_MANAGER",
    "\\N", "nan", "0", "0026-01-01", "31/02/2022", "13/14/2022", "2022-02-30", "1e999", "-5", "£65,000", "٣", "²",
    "\u202eabc", "é",
    "e\u0301", '"', "'", "\ufffd", "\ud7ff", ";", "a@b", "(", "[x", "p1;p1;p1", "p2 (", "x" * 130, "y" * 6000,
    "Job Title", "Ada Long",
    "Long, Ada", "Roe, Bo (On Leave) [C]", "1/1/22", "2022", "9999-12-31", "99999", "True", "1.0", "+1 Team",
    "'+1", "A; B", "A / B",
    "Total", "Name", "Conference Room 2", "Interim", "\n", "a\nb", "🙂" * 40, "ß", "İ", "ﬁ", "\u2028", "1" * 400,
    "-0", "1,5", "50 %",
)  # fmt: skip
ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "mac_roman", "shift_jis", "gb18030", "koi8-r")


def spoilt(table: Table, chance: Random) -> Table:
    """A copy with cells replaced, rows and columns dropped, doubled, moved and mixed up; now and then hardly at all."""
    rows = [list(row) for row in table]
    for _ in range(chance.choice((0, 0, 1, 1, 2, 3, 8))):
        chance.choice(CHANGES)(rows, chance)
    return rows or [[""]]


def _cell(rows: Table, chance: Random) -> None:
    for _ in range(chance.randint(1, 5)):
        row = chance.choice(rows)
        if row:
            row[chance.randrange(len(row))] = odd(chance)


def odd(chance: Random) -> str:
    if chance.random() < 0.8:
        return chance.choice(ODD)
    return "".join(chr(chance.choice((chance.randrange(32, 127), chance.randrange(0xD800)))) for _ in range(9))


def _column_of_one(rows: Table, chance: Random) -> None:
    at, value = chance.randrange(max(map(len, rows)) or 1), odd(chance)
    for row in rows[1:]:
        row[at : at + 1] = [value]


def _header(rows: Table, chance: Random) -> None:
    if rows[0]:
        rows[0][chance.randrange(len(rows[0]))] = chance.choice((odd(chance), chance.choice(rows[0]), "Column1"))


def _without_column(rows: Table, chance: Random) -> None:
    at = chance.randrange(max(map(len, rows)) or 1)
    for row in rows:
        del row[at : at + 1]


def _double_column(rows: Table, chance: Random) -> None:
    at = chance.randrange(max(map(len, rows)) or 1)
    for row in rows:
        row += row[at : at + 1]


def _double_rows(rows: Table, chance: Random) -> None:
    for _ in range(chance.randint(1, 4)):
        rows.insert(chance.randrange(len(rows) + 1), list(chance.choice(rows)))


def _without_rows(rows: Table, chance: Random) -> None:
    del rows[chance.randrange(len(rows)) :: chance.randint(1, 3)]
    if not rows:
        rows.append([])


def _shuffle(rows: Table, chance: Random) -> None:
    chance.shuffle(rows)


def _shift(rows: Table, chance: Random) -> None:
    row = chance.choice(rows)
    row[:0] = [""] * chance.randint(1, 3)


def _strange_row(rows: Table, chance: Random) -> None:
    rows.insert(chance.randrange(len(rows) + 1), [odd(chance) for _ in range(chance.randint(0, 15))])


def _turn(rows: Table, chance: Random) -> None:
    width = max(map(len, rows))
    rows[:] = [[row[at] if at < len(row) else "" for row in rows] for at in range(width)] or [[]]


CHANGES = (
    *(_cell,) * 5,
    *(_column_of_one, _header, _header, _without_column, _double_column, _double_rows, _without_rows),
    *(_shuffle, _shift, _strange_row, _turn),
)


def named(stem: str, table: Table, chance: Random) -> tuple[str, bytes]:
    """A name and the bytes of a file that holds the table, a few of which may be damaged."""
    if chance.random() < 0.15:
        data = workbook(**{"S": [[_typed(cell) for cell in row] for row in table]})
        return f"{stem}.xlsx", damaged(data, chance, 0.2)
    data = written(table, chance.choice(",,,;\t|:"), chance.choice(ENCODINGS))
    return f"{stem}.csv", damaged(data, chance, 0.15)


def _typed(cell: str) -> object:
    """As a cell of a workbook: numbers as numbers, what XML cannot hold left out."""
    if cell.isascii() and cell.isdecimal() and len(cell) < 15:
        return int(cell)
    return "".join(letter for letter in cell if letter.isprintable())[:32_000] or None


def written(rows: Table, delimiter: str, encoding: str) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    return buffer.getvalue().encode(encoding, errors="replace")


def damaged(data: bytes, chance: Random, how_often: float) -> bytes:
    """The same with bytes replaced, cut off or repeated, or not."""
    if not data or chance.random() > how_often:
        return data
    body = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        body[chance.randrange(len(body))] = chance.randrange(256)
    cut = chance.randrange(len(body)) if chance.random() < 0.3 else len(body)
    return bytes(body[:cut]) or b"\x00"


def archived(files: Sequence[tuple[str, bytes]]) -> tuple[str, bytes]:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in dict(files).items():
            archive.writestr(name, data)
    return "files.zip", buffer.getvalue()


def some(chance: Random, known: dict[str, Table] | None = None) -> list[tuple[str, bytes]]:
    """What one person hands over at once: a file, several, or an archive; of `known`, tables of their own export."""
    tables: list[tuple[str, Table]] = []
    if known and chance.random() < 0.5:
        tables = [(f"own-{name}", table) for name, table in known.items() if chance.random() < 0.6]
    if not tables or chance.random() < 0.2:
        tables.append(("people", chance.choice(PEOPLE)))
    if chance.random() < 0.6:
        tables.append(("products", chance.choice(PRODUCT_TABLES)))
    if chance.random() < 0.1:
        tables.append(("people2", chance.choice(PEOPLE)))
    if chance.random() < 0.1:
        tables.append(("bands", chance.choice(BANDS)))
    files = [named(name, spoilt(table, chance), chance) for name, table in tables]
    return [archived(files)] if chance.random() < 0.1 else files
