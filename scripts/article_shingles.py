"""The article's runs of seven words, as hashes: by them a test sees which text comes too near the article, and the
article itself need not be there.

    python -m scripts.article_shingles ARTICLE.txt > tests/roles/article_shingles.txt

prints one hash a line, sorted, so that no text can be put together from them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterator
from hashlib import blake2b
from pathlib import Path

LENGTH = 7  # words in a run
SIZE = 8  # bytes of a hash
WORD = re.compile(r"[^\W_]+")
APOSTROPHES = str.maketrans("", "", "'’")


def runs(text: str) -> Iterator[str]:
    """Every run of `LENGTH` words, one blank between two; case, punctuation and line breaks make no difference."""
    words = WORD.findall(text.translate(APOSTROPHES).casefold())
    return (" ".join(words[at : at + LENGTH]) for at in range(len(words) - LENGTH + 1))


def hashed(run: str) -> str:
    """16 hexadecimal digits."""
    return blake2b(run.encode(), digest_size=SIZE).hexdigest()


def shingles(text: str) -> list[str]:
    """The hashes of all runs, sorted, each once."""
    return sorted({hashed(run) for run in runs(text)})


def common(text: str, known: Collection[str]) -> list[str]:
    """The runs of a text whose hashes are known."""
    return [run for run in runs(text) if hashed(run) in known]


def main(path: str) -> None:
    print("\n".join(shingles(Path(path).read_text(encoding="utf-8"))))


if __name__ == "__main__":
    main(sys.argv[1])
