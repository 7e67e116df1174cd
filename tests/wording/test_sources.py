"""The words of the sources: also of what is shown seldom, such as errors."""

from __future__ import annotations

import re

from scripts.texts import Text, texts
from tests.wording.banned import complaints

# Words by which people's own files and titles are understood, not words that Lineup says.
UNDERSTOOD = (
    "planning/core/fixes/choosing/crafts.py",
    "planning/core/product_finding/",
    "planning/imports/cells/words.py",
    "planning/imports/columns/",
    "planning/imports/formats/",
    "planning/imports/people/strays.py",
    "planning/imports/placing/keys.py",
    "planning/imports/products/absent.py",
    "planning/search/pages.py",
    "roles/content/languages/",
    "roles/content/titles.yaml",
    "roles/titles/",
)
PATTERN = re.compile(r"\(\?|\\[wWsb]|\||<svg")


def is_said(text: Text) -> bool:
    return not text.path.startswith(UNDERSTOOD) and not PATTERN.search(text.text)


def test_no_text_of_the_sources_has_a_banned_word() -> None:
    found = [
        f"{text.path}:{text.line}: {said}" for text in texts() if is_said(text) for said in complaints([text.text])
    ]
    assert not found, "\n".join(found)


def test_a_banned_word_would_be_found() -> None:
    said = list(complaints(["Somebody ticked a vacant seat"]))
    assert [text.partition("” in ")[0] for text in said] == ["“seat", "“vacant", "“ticked", "“Somebody"]


def test_a_word_within_another_is_none() -> None:
    assert not list(complaints(["Ornament, recommend, stick, flagship, tray-like, postscript"]))
