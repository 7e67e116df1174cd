"""Files made to kill whoever opens them: each is refused with the limit's name, by a process that may die of it."""

from __future__ import annotations

import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from time import monotonic

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.imports.opening import child, limits, process
from planning.imports.problems import Unusable
from portal.files import process as files_process
from tests.imports.opening.books import book, cells, sheet, spreadsheet, table, zipped

pytestmark = pytest.mark.pure
GOOD = "id,name\n1,Ada\n"
LONG = f"<si><t>{'x' * 30_000}</t></si>"
ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 999}">' for n in range(9))


def shared_everywhere() -> bytes:
    row = "".join(f'<c r="{letter}%d" t="s"><v>0</v></c>' for letter in "ABCD")
    return book(sheet("".join(f"<row>{row}</row>" % (n, n, n, n) for n in range(1, 100_001))), shared=LONG)


def deep(levels: int) -> bytes:
    return deep_in(zipped({"p.csv": GOOD}), levels)


def deep_in(data: bytes, levels: int) -> bytes:
    return deep_in(zipped({"a.zip": data}), levels - 1) if levels else data


WEAPONS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a reference in lower case": (lambda: book(sheet(cells("a1", "xfd1048576"))), "columns"),
    "a sheet that lies elsewhere": (
        lambda: book(sheet(cells("A1", "XFD1048576")), target="far/s.bin", path="xl/far/s.bin"),
        "columns",
    ),
    "two cells far apart": (lambda: book(sheet(cells("A1", "ALL110000"))), "columns"),
    "many rows far apart": (lambda: book(sheet(cells("A1", "B900000"))), "rows"),
    "a wide and high rectangle": (lambda: book(sheet(cells("A1", "SF100000"))), "cells"),
    "references in single quotes": (
        lambda: book(sheet("<row><c r='A1'><v>1</v></c><c r = 'XFD9'><v>1</v></c></row>")),
        "columns",
    ),
    "cells without places in a row without end": (
        lambda: book(sheet('<row r="4294967290"><c><v>1</v></c><c><v>2</v></c></row>')),
        "rows",
    ),
    "a cell without a place and one far out": (
        lambda: book(sheet('<row><c><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>')),
        "memory",
    ),
    "rows without places": (lambda: book(sheet("<row/>" * 3_000_000 + "<row><c><v>1</v></c></row>")), "rows"),
    "one long string everywhere": (shared_everywhere, "memory"),
    "a part that unpacks to 500 MB": (lambda: book(sheet(" " * 500_000_000)), "unpacked"),
    "a file that unpacks to 500 MB": (lambda: zipped({"p.csv": b" " * 500_000_000}), "size"),
    "more files than anyone has": (lambda: zipped({f"{n}.csv": GOOD for n in range(2_001)}), "entries"),
    "more sheets than anyone has": (lambda: zipped({f"{n}.csv": GOOD for n in range(101)}), "sheets"),
    "an archive in an archive": (lambda: deep(1), "depth"),
    "an archive in an archive in an archive": (lambda: deep(5), "depth"),
    "20,000 columns": (lambda: b",".join(b"c%d" % n for n in range(20_000)) + b"\n1,2\n", "columns"),
    "a first line of 10,000,000 cells": (lambda: b"a," * 9_990_000 + b"\n1,2\n", "columns"),
    "300,000 rows": (lambda: b"id,name\n" + b"1,Ada\n" * 300_000, "rows"),
    "20 MB and more": (lambda: b"id,name\n" + b"1,Ada\n" * 4_000_000, "size"),
    "100,000 rows of 100 cells": (lambda: (b"1," * 99 + b"1\n") * 98_000, "cells"),
    "a row of a spreadsheet, a billion times": (
        lambda: spreadsheet([["id", "name"], ["1", "Ada"]], repeated=1_000_000_000),
        "rows",
    ),
}


def refusal(data: bytes) -> Unusable:
    with pytest.raises(Unusable) as caught:
        process.sheets("weapon", data)
    return caught.value


@pytest.mark.parametrize("name", WEAPONS)
def test_a_weapon_is_refused_with_the_name_of_the_limit(name: str) -> None:
    make, limit = WEAPONS[name]
    error = refusal(make())
    assert (error.code, "limit" in error.message) == (f"limit-{limit}", True)


@pytest.mark.parametrize(
    "data",
    [
        book(sheet(cells("A1")), target="../../../../etc/passwd"),
        book(f"<!DOCTYPE w [{ENTITIES}]>" + sheet('<row><c r="A1" t="str"><v>&e8;</v></c></row>')),
        book('<!DOCTYPE w [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + sheet('<row><c r="A1"><v>&f;</v></c></row>')),
    ],
    ids=["a sheet outside of the file", "entities that grow", "an entity that is a file"],
)
def test_a_workbook_that_reaches_out_gives_nothing(data: bytes) -> None:
    assert refusal(data).code in ("damaged", "empty")


def test_a_size_that_a_sheet_only_claims_costs_nothing() -> None:
    data = book(
        sheet(table([["id", "name"], ["1", "Ada"]])).replace("<sheetData>", '<dimension ref="Z9:A1"/><sheetData>')
    )
    assert process.sheets("p.xlsx", data)[0].rows() == [["id", "name"], ["1", "Ada"]]


def test_an_empty_cell_far_out_costs_nothing() -> None:
    data = book(sheet(table([["id", "name"]]) + '<row r="1048576"><c r="XFD1048576" s="1"/></row>'))
    assert process.sheets("p.xlsx", data)[0].rows() == [["id", "name"]]


def test_where_a_file_of_an_archive_would_be_unpacked_to_does_not_matter() -> None:
    found = process.sheets("all.zip", zipped({"../../etc/people.csv": GOOD, "C:\\windows\\products.csv": GOOD}))
    assert [sheet.file for sheet in found] == ["all.zip › people.csv", "all.zip › products.csv"]


def test_links_in_an_archive_are_not_followed() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("people.csv")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert refusal(buffer.getvalue()).code == "empty"


@pytest.mark.parametrize("name", ["-c", "a\0b", "a\nb", "\udcff", "é" * 5000, ""])
def test_a_file_may_be_called_anything(name: str) -> None:
    assert process.sheets(name, zipped({"p.csv": GOOD}))[0].file.endswith(" › p.csv")


def test_a_process_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files_process, "PATIENCE", 0.01 - limits.OPENER.seconds)
    assert refusal(zipped({"p.csv": GOOD})).code == "limit-time"


@pytest.mark.parametrize(
    ("code", "limit"),
    [(-24, "limit-time"), (-9, "limit-time"), (-6, "limit-memory"), (-25, "limit-text"), (-11, "damaged")],
)
def test_a_process_that_died_is_a_refusal(monkeypatch: pytest.MonkeyPatch, code: int, limit: str) -> None:
    monkeypatch.setattr(files_process, "_run", lambda opener, file, data: (code, b""))
    assert refusal(zipped({"p.csv": GOOD})).code == limit


def test_the_process_that_opens_files_knows_no_django_and_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "hidden")
    assert "SECRET_KEY" not in files_process._environment()
    program = f"import sys, {child.__name__}, planning.imports.opening.workbook; print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=files_process.ROOT, capture_output=True, check=True)
    assert done.stdout.strip() == b"False"


def test_small_text_is_read_without_another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files_process, "_run", None)
    assert process.sheets("p.csv", GOOD.encode())[0].rows() == [["id", "name"], ["1", "Ada"]]


@settings(max_examples=8)
@given(st.lists(st.sampled_from([b",", b";", b"\t", b'"', b"\n", b"x", b"|", b"\x1e", b"\x1f", b"\x1d"]), max_size=30))
def test_small_text_of_any_marks_costs_no_more_than_its_size(parts: list[bytes]) -> None:
    data = b"".join(parts) * (process.SMALL_TEXT // max(1, len(b"".join(parts))))
    began = monotonic()
    try:
        for sheet in process.sheets("p.csv", data):
            assert sum(any(row) for row in sheet.rows()) <= limits.MAX_ROWS + 1_001
    except Unusable:
        pass
    assert monotonic() - began < 10
