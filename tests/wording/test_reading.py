"""What is read out of the sources, and how a text of before is found again."""

import pytest

from scripts.changed_texts import changed_in
from scripts.texts import Text, of_python, of_script, of_template, of_yaml

pytestmark = pytest.mark.pure


def test_a_template_gives_its_words_and_those_of_its_tags_without_its_comments() -> None:
    source = '{# A note #}<p title="Of old">Hello <b>{{ name }}</b>!</p>\n{% include "x" with title="Your own" %}'
    said = [" ".join(text.split()) for _, text in of_template(source)]
    assert {"Hello …!", "Of old", "Your own"} <= set(said)
    assert not any("note" in text for text in said)


def test_python_gives_its_strings_without_docstrings_and_facts() -> None:
    source = '"""A module."""\nfinding = made(message=f"No one covers {name}.", facts="Nobody covers.")\n'
    assert [text for _, text in of_python(source)] == ["No one covers …."]


def test_a_script_gives_its_strings_without_comments() -> None:
    assert [text for _, text in of_script('// Of "old"\nsay("Try again");\n')] == ["Try again"]


def test_content_gives_its_values_with_their_lines() -> None:
    assert list(of_yaml("name: Product Manager\nlevel: 3\n")) == [(1, "Product Manager")]


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        (["Do it"], ["Apply change"], [("Do it", "Apply change")]),
        (
            ["Nobody is named."],
            ["No one is named.", "Add one."],
            [("Nobody is named.", "No one is named."), ("", "Add one.")],
        ),
        (["Gone for good", "Keep"], ["Keep"], [("Gone for good", "")]),
    ],
)
def test_a_reworded_text_stands_beside_what_it_was(
    before: list[str], after: list[str], pairs: list[tuple[str, str]]
) -> None:
    old, new = ([Text("a.html", line, text) for line, text in enumerate(texts, 1)] for texts in (before, after))
    assert [(one.before, one.after) for one in changed_in("a.html", old, new)] == pairs
