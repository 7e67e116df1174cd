"""Archives as somebody would send them who means harm: of the right form, with the right hashes, and wrong inside."""

from __future__ import annotations

import json
import zipfile
from hashlib import sha256
from io import BytesIO
from typing import Any

Parts = dict[str, bytes]
Row = dict[str, Any]
# What may stand in a column of any type, and in most of them is wrong.
VALUES: list[Any] = [
    None,
    True,
    7,
    -1,
    10**30,
    1.5,
    1e300,
    "x",
    "",
    "x" * 100_000,
    "a\u202eb",
    "a\0b",
    "\ud800",
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "-1E+30",
    "NaN",
    [],
    [1],
    [None],
    [[]],
    ["x"],
    {},
    {"x": 1},
    {"x": None},
    {"": {}},
]


def parts_of(file: BytesIO) -> Parts:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Parts, way: int = zipfile.ZIP_STORED) -> BytesIO:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", way) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file


def rows_of(parts: Parts, label: str) -> list[Row]:
    return [json.loads(line) for line in parts[f"{label}.jsonl"].splitlines()]


def with_rows(parts: Parts, label: str, rows: list[Row]) -> Parts:
    return with_lines(parts, label, [json.dumps(row).encode() for row in rows])


def with_lines(parts: Parts, label: str, lines: list[bytes]) -> Parts:
    """The archive with other lines in a part, and a manifest that says so."""
    data = b"".join(line + b"\n" for line in lines)
    manifest = json.loads(parts["manifest.json"])
    (part,) = (part for part in manifest["parts"] if part["name"] == label)
    part.update(rows=len(lines), size=len(data), sha256=sha256(data).hexdigest())
    return {**parts, f"{label}.jsonl": data, "manifest.json": json.dumps(manifest).encode()}


def places(parts: Parts) -> list[tuple[str, str]]:
    """Every table and column of an archive."""
    labels = sorted(name.removesuffix(".jsonl") for name in parts if name.endswith(".jsonl"))
    return [(label, column) for label in labels for column in rows_of(parts, label)[0]]


def with_value(parts: Parts, label: str, column: str, value: Any) -> Parts:
    """With this value in a column of the first row."""
    first, *others = rows_of(parts, label)
    return with_rows(parts, label, [{**first, column: value}, *others])
