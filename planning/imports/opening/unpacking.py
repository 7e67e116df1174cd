"""From the bytes of any file to its sheets, in this process. Whoever may be killed by a file calls `process.sheets`."""

from __future__ import annotations

import zipfile

from planning.imports.opening import kinds_of_file, limits, text
from planning.imports.opening.sheets import Remark, Sheet, packed
from portal.files import archive
from portal.files.names import shown
from portal.files.refusal import Unusable, is_limit
from portal.files.signatures import kind_of


def sheets(file: str, data: bytes, *, within: bool = False) -> list[Sheet]:
    """What a file holds: itself where it is text, the sheets of a workbook, the files of a ZIP and their sheets.
    `within`: it lies in an archive already. Raises `Unusable`."""
    if len(data) > limits.MAX_BYTES:
        raise limits.over(file, "size")
    kinds_of_file.check(file, data)
    kind = kind_of(data)
    if kind == "zip":
        with archive.opened(limits.OPENER, file, data) as opened:
            return _of_zip(file, data, opened, within)
    if kind == "ole":
        return _of_workbook(file, data, None)
    return [_of_text(file, data)]


def _of_text(file: str, data: bytes) -> Sheet:
    decoded, encoding = text.decode(file, data)
    title = file.rpartition(" › ")[2]
    body = packed(file, text.split(file, decoded))
    if encoding == "UTF-8":
        return Sheet(file, title, body)
    message = "The file is not UTF-8; its characters were read in the encoding shown."
    return Sheet(file, title, body, (Remark(1, encoding, message, "encoding"),))


def _of_workbook(file: str, data: bytes, opened: zipfile.ZipFile | None) -> list[Sheet]:
    from planning.imports.opening import workbook  # who reads text alone does without its library

    found = workbook.sheets(file, data, opened)
    if not found:
        raise Unusable(file, "The workbook is empty. Export it again with a header row.", "empty")
    return found


def _of_zip(file: str, data: bytes, opened: zipfile.ZipFile, within: bool) -> list[Sheet]:
    names = opened.namelist()
    if kinds_of_file.is_workbook(names, opened):
        kinds_of_file.check_document(file, names)
        return _of_workbook(file, data, opened)
    kinds_of_file.check_document(file, names)
    if within:
        raise limits.over(file, "depth")
    return _of_archive(file, opened)


def _of_archive(file: str, opened: zipfile.ZipFile) -> list[Sheet]:
    """The sheets of all files; one that is no table is said beside the others."""
    found: list[Sheet] = []
    left_out: list[Remark] = []
    left = archive.MAX_UNPACKED
    for entry in archive.files(opened):
        name = shown(entry.filename)
        data = archive.content(limits.OPENER, f"{file} › {name}", opened, entry)
        left -= len(data)
        if left < 0:
            raise limits.over(file, "unpacked")
        try:
            found += sheets(f"{file} › {name}", data, within=True)
        except Unusable as error:
            if is_limit(error):
                raise
            left_out.append(Remark(1, name, f"This file in the archive was left out. {error.message}", error.code))
    return _together(file, found, left_out)


def _together(file: str, found: list[Sheet], left_out: list[Remark]) -> list[Sheet]:
    if not found:
        message = "The archive contains no CSV file or workbook. Put the files to import into it."
        raise Unusable(file, left_out[0].message if left_out else message, left_out[0].code if left_out else "empty")
    if len(found) > limits.MAX_SHEETS:
        raise limits.over(file, "sheets")
    first = found[0]
    return [first._replace(remarks=(*first.remarks, *left_out)), *found[1:]]
