"""The scales that the looks are made of: css/tokens.css says them, and every other file keeps to them."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[1] / "static" / "css"
FILES = sorted(path for path in CSS.glob("*.css") if path.name != "tokens.css")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_type_and_layers_are_those_of_the_tokens(path: Path) -> None:
    text = path.read_text()
    assert not re.findall(r"font-size: [\d.]+px|z-index: \d+", text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_things_stand_apart_by_the_scale(path: Path) -> None:
    """Hairlines of one or two pixels aside."""
    gaps = re.findall(r"(?<![\w-])(?:row-|column-)?gap: ([^;}]+)", path.read_text())
    assert not [gap for gap in gaps if re.search(r"(?<![\w.-])(?:[3-9]|\d\d+)(?:\.\d+)?px", gap)]
