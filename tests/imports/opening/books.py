"""Workbooks and archives written part by part, as no program would write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_START = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return buffer.getvalue()


def sheet(rows: str, more: str = "") -> str:
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>{more}</worksheet>'


def cells(*places: str) -> str:
    """A row for each cell, which holds 1."""
    return "".join(f'<row><c r="{place}"><v>1</v></c></row>' for place in places)


def table(rows: Iterable[Iterable[str]]) -> str:
    """Rows of text from A1."""
    return "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c r="{chr(65 + at)}{number}" t="inlineStr"><is><t>{cell}</t></is></c>' for at, cell in enumerate(row)
        )
        + "</row>"
        for number, row in enumerate(rows, 1)
    )


def book(
    body: str, *, target: str = "worksheets/sheet1.xml", path: str = "xl/worksheets/sheet1.xml", shared: str = ""
) -> bytes:
    """A workbook of one sheet; `target` is where its table of contents says that it lies, `path` where it does."""
    files = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _START,
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="{target}"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        path: body,
    }
    return zipped(files | ({"xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{shared}</sst>'} if shared else {}))


def spreadsheet(rows: Iterable[Iterable[str]], *, repeated: int = 1) -> bytes:
    """An OpenDocument spreadsheet; its last row stands there `repeated` times."""
    written = ["".join(f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
               for cell in row) for row in rows]  # fmt: skip
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in written[:-1])
    body += f'<table:table-row table:number-rows-repeated="{repeated}">{written[-1]}</table:table-row>'
    name = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{name}:office:1.0" xmlns:table="{name}:table:1.0" '
        f'xmlns:text="{name}:text:1.0"><office:body><office:spreadsheet><table:table table:name="S">{body}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content,
                   "META-INF/manifest.xml": ""})  # fmt: skip
