"""Which texts that a person may read have changed since a revision of the repository, as CSV: where, before, after.

    python -m scripts.changed_texts v1.2 > changed.csv

`where` is the file with the line as it is now; a text that is new has nothing before, one that is gone nothing after.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import tarfile
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from scripts.texts import ROOT, Text, texts

ALIKE = 0.4  # the least ratio at which a text is another one reworded


class Changed(NamedTuple):
    where: str
    before: str
    after: str


def changed_since(revision: str) -> Iterator[Changed]:
    """In the order of the files. Raises `CalledProcessError` for a revision that there is not."""
    packed = subprocess.run(["git", "archive", revision], cwd=ROOT, check=True, capture_output=True).stdout
    with TemporaryDirectory() as folder, tarfile.open(fileobj=BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
        before = _by_file(texts(Path(folder)))
    after = _by_file(texts())
    for path in sorted({*before, *after}):
        yield from changed_in(path, before.get(path, []), after.get(path, []))


def _by_file(found: Iterable[Text]) -> dict[str, list[Text]]:
    files: dict[str, list[Text]] = {}
    for text in found:
        files.setdefault(text.path, []).append(text)
    return files


def changed_in(path: str, before: list[Text], after: list[Text]) -> Iterator[Changed]:
    """Of one file, by its texts before and after."""
    old, new = [text.text for text in before], [text.text for text in after]
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            line = after[min(c, len(after) - 1)].line if after else before[a].line
            yield from (Changed(f"{path}:{line}", *pair) for pair in _paired(old[a:b], new[c:d]))


def _paired(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """Side by side in their order where there are as many; else each with the one most like it."""
    if len(old) == len(new):
        yield from zip_longest(old, new, fillvalue="")
        return
    left = list(new)
    for text in old:
        best = max(left, key=lambda other: _alike(text, other), default="")
        if best and _alike(text, best) >= ALIKE:
            left.remove(best)
            yield text, best
        else:
            yield text, ""
    yield from (("", text) for text in left)


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


if __name__ == "__main__":
    writer = csv.writer(sys.stdout)
    writer.writerow(("where", "before", "after"))
    writer.writerows(changed_since(sys.argv[1]))
