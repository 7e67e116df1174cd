"""Files of role content with what only a careless or hostile hand would send."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.documents import BadContent, from_text

pytestmark = pytest.mark.pure
LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def refusal(text: str) -> str:
    with pytest.raises(BadContent) as caught:
        from_text(text)
    return str(caught.value)


@pytest.mark.parametrize("sign", ["[", "{a: ", "- ", "? ", "[{a: "])
def test_content_nested_without_end_is_refused_with_the_limit(sign: str) -> None:
    assert "20 levels deep, the limit" in refusal(sign * 50_000)


def test_content_nested_by_its_margin_is_refused_with_the_limit() -> None:
    assert "20 levels deep, the limit" in refusal("\n".join(" " * n + "a:" for n in range(900)))


def test_aliases_that_repeat_each_other_are_refused_with_the_limit() -> None:
    assert "100,000 values, the limit" in refusal(LAUGHS)


@pytest.mark.parametrize(
    "text",
    [
        "roles: [2026-99-99]",
        f"roles: [{'9' * 5000}]",
        "a: *b",
        "!!python/name:os.system",
        "\0",
        "a: [",
        "a: &a *a",
        "roles: &a [*a]",
    ],
)
def test_what_is_no_yaml_is_said(text: str) -> None:
    assert "could not be read" in refusal(text)


@given(st.text(alphabet="ab:[]{}-?&*!<>|'\"\n ,#2%0\t", max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(BadContent):
        from_text(text)
