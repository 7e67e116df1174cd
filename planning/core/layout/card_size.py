"""How large a card is, and which product names fit on it: whole pixels at a zoom of 1."""

from __future__ import annotations

from collections.abc import Sequence

LINE, PADDING, FOOTER = 18, 9, 26
TITLE, CHIP = 13.5, 10.5  # of the type, as in static/css/chart-cards.css
TITLE_ROOM, MARK, COUNT, CHIP_ROOM = 192, 21, 12, 146

# Widths of the letters of a half-bold Inter, in hundredths of the size of the type; other letters as wide as "C".
_WIDTHS = {
    25: " ijl", 30: "!,.:I’", 35: "'();[]`t|", 40: "1/\\fr", 45: "-_{}", 50: "^–", 55: "\"*?Lksxz",
    60: "257EFJacehnouvyéüñøäöåç", 65: "034689#$&+<=>BPRSTZbdgpqß~", 70: "DKXY", 75: "ACGHNOQUV",
    85: "w", 90: "Mm", 100: "%@W—",
}  # fmt: skip
_WIDTH_OF = {letter: width for width, letters in _WIDTHS.items() for letter in letters}


def text_width(text: str, size: float = TITLE) -> int:
    """About how wide a text is, in pixels."""
    width_of = _WIDTH_OF.get
    return int(sum([width_of(letter, 75) for letter in text]) * size / 100)


def card_height(title: str, footer: bool, findings: int = 0) -> int:
    """A title of one line or two (the mark of findings takes from its room, and their count where there are several),
    the holder, and a footer where there are products or reports to show."""
    room = TITLE_ROOM - (MARK if findings else 0) - (COUNT if findings > 1 else 0)
    lines = 2 if text_width(title) > room else 1
    return 2 * PADDING + (lines + 1) * LINE + (FOOTER if footer else 0)


def fitting_chips(names: Sequence[str], room: int = CHIP_ROOM) -> tuple[list[str], int]:
    """The product names that fit in a footer, at least one, and how many more there are."""
    shown: list[str] = []
    for name in names:
        room -= min(text_width(name, CHIP) + 12, 100) + 4
        if shown and room < (30 if len(names) > len(shown) + 1 else 0):
            break
        shown.append(name)
    return shown, len(names) - len(shown)
