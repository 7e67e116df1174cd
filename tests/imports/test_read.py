import io
import zipfile
from collections.abc import Sequence

import openpyxl
import pytest

from planning.imports.opening.read import Table, read
from planning.imports.problems import Report, Unusable

pytestmark = pytest.mark.pure
HEADERS = {"id", "name", "title"}
TEXT = "id,name,title\n1,Zoë,Chef\n"


def known(cells: Sequence[str]) -> int:
    return sum(cell in HEADERS for cell in cells)


def table(data: bytes) -> Table:
    return read("file.csv", data, known, Report("file.csv"))


def refusal(data: bytes) -> str:
    with pytest.raises(Unusable) as caught:
        table(data)
    return caught.value.message


def workbook(**sheets: Sequence[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])  # the one that a new book has
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def rebuilt(data: bytes, member: str, old: bytes, new: bytes) -> bytes:
    """A workbook with a part of one member replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            body = source.read(name)
            target.writestr(name, body.replace(old, new) if name == member else body)
    return buffer.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_common_encodings_are_recognised(encoding: str) -> None:
    assert table(TEXT.encode(encoding)).rows[0].cells == ["1", "Zoë", "Chef"]


def test_another_alphabet_is_recognised() -> None:
    text = "id,name,title\n" + "".join(f"{n},Ярослав Владимирович,Генеральный директор\n" for n in range(40))
    assert table(text.encode("cp1251")).rows[0].cells[1] == "Ярослав Владимирович"


def test_an_encoding_other_than_utf_8_is_said() -> None:
    report = Report("file.csv")
    read("file.csv", TEXT.encode("cp1252"), known, report)
    assert report.problems[0].value == "Windows-1252"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_common_delimiters_are_recognised(delimiter: str) -> None:
    assert table(TEXT.replace(",", delimiter).encode()).headers == ("id", "name", "title")


def test_a_comma_inside_a_cell_does_not_mislead() -> None:
    text = 'id;name;title\n1;"Doe, Jane";"Director, Product, Payments"\n2;"Roe, Sam";"Manager, Product, Ads"\n'
    assert table(text.encode()).rows[1].cells == ["2", "Roe, Sam", "Manager, Product, Ads"]


def test_a_line_that_names_the_delimiter_is_followed() -> None:
    assert table(b"sep=;\nid;name;title\n1;a,b;c,d\n").headers == ("id", "name", "title")


def test_titles_above_the_header_are_skipped_and_said() -> None:
    report = Report("file.csv")
    found = read("file.csv", b"Staff list 2022,,\n\nid,name,title\n1,a,b\n", known, report)
    assert (found.header_row, found.rows[0].number) == (3, 4)
    assert "above it were left out" in report.problems[0].message


def test_short_rows_are_filled_up() -> None:
    assert table(b"id,name,title\n1\n").rows[0].cells == ["1", "", ""]


def test_surplus_cells_are_said() -> None:
    report = Report("file.csv")
    read("file.csv", b"id,name,title\n1,a,b,c\n", known, report)
    assert (report.problems[0].row, report.problems[0].value) == (2, "c")


def test_blank_rows_are_left_out() -> None:
    assert [row.number for row in table(b"id,name,title\n1,a,b\n,,\n\n2,c,d\n").rows] == [2, 5]


def test_a_line_break_in_a_cell_becomes_a_blank() -> None:
    assert table(b'id,name,title\n1,"Jane\nDoe",b\n').rows[0].cells[1] == "Jane Doe"


def test_zero_bytes_are_taken_out() -> None:
    assert "\0" not in "".join(table(b"id,name,title\n1,a\0b,c\n").rows[0].cells)


def test_an_unclosed_quote_is_refused_with_its_row() -> None:
    assert "A quotation mark in row 2 is never closed" in refusal(b'id,name,title\n1,"a,b\n2,c,d\n3,e,f\n')


def test_a_huge_cell_is_an_error_at_its_row() -> None:
    report = Report("file.csv")
    read("file.csv", f"id,name,title\n1,{'x' * 6000},b\n".encode(), known, report)
    assert [(p.row, p.severity) for p in report.problems] == [(2, "error")]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n\r\n", "empty"),
        (b"id,name,title\n", "only a header row"),
        (b"just one column\n1\n", "one column"),
        (b"%PDF-1.7 etc", "PDF"),
        (b"\x89PNG\r\n etc", "picture"),
        (b"\x1f\x8b etc", "compressed"),
        (b"\0\1\2\3\0\0\0\5" * 50, "not a text file"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "damaged"),
        (b"<html><table><tr><td>id</td></tr></table></html>", "web page"),
        (b"<?xml version='1.0'?><Workbook/>", "XML"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"PK\3\4 but no archive", "damaged"),
    ],
)
def test_an_unusable_file_is_refused_with_the_reason(data: bytes, words: str) -> None:
    assert words in refusal(data)


def test_a_file_over_20_mb_is_refused() -> None:
    assert "20 MB" in refusal(b"id,name,title\n" + b"1,aaaaaaaaaaaaaaaa,b\n" * 1_000_000)


def test_more_than_100_000_rows_are_refused() -> None:
    assert "100,001 rows" in refusal(b"id,name,title\n" + b"1,a,b\n" * 100_001)


def test_a_workbook_is_read() -> None:
    found = table(workbook(People=[["id", "name", "title"], ["0042", "Zoë", "Chef"]]))
    assert found.rows[0].cells == ["0042", "Zoë", "Chef"]


def test_whole_numbers_of_a_workbook_have_no_point() -> None:
    assert table(workbook(People=[["id", "name", "title"], [42, 0.8, True]])).rows[0].cells == ["42", "0.8", "yes"]


def test_the_sheet_with_the_known_headers_is_read_and_the_others_are_said() -> None:
    report = Report("file.xlsx")
    data = workbook(Notes=[["x", "y"], ["1", "2"]], People=[["id", "name", "title"], ["1", "a", "b"]])
    assert read("file.xlsx", data, known, report).headers == ("id", "name", "title")
    assert [problem.value for problem in report.problems] == ["Notes"]


def test_a_workbook_that_starts_lower_keeps_its_row_numbers() -> None:
    found = table(workbook(People=[[], ["id", "name", "title"], ["1", "a", "b"]]))
    assert found.rows[0].number == 3


@pytest.mark.parametrize(("place", "words"), [(b"A9999999", "100,000 rows"), (b"XFD3", "500 columns")])
def test_a_cell_far_out_is_refused_before_the_sheet_is_built(place: bytes, words: str) -> None:
    data = workbook(People=[["id", "name", "title"], ["1", "a", "b"]])
    assert words in refusal(rebuilt(data, "xl/worksheets/sheet1.xml", b'r="A2"', b'r="' + place + b'"'))


def test_the_file_in_an_archive_is_read() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("people.csv", TEXT)
    assert table(buffer.getvalue()).rows[0].cells == ["1", "Zoë", "Chef"]
