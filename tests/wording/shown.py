"""What a page shows or has read aloud, without its markup."""

from __future__ import annotations

import html
import re

from scripts.texts import READ_ALOUD

UNSEEN = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->", re.DOTALL)
ALOUD = re.compile(rf'\s(?:{"|".join(READ_ALOUD)})="([^"]*)"')
WITHIN = re.compile(r"</?(?:a|abbr|b|bdi|em|i|mark|small|span|strong|time|wbr)\b[^>]*>")
TAG = re.compile(r"<[^>]+>")


def shown(page: str) -> list[str]:
    """Piece by piece: each element's own words, then what is read aloud. Fast, for hundreds of whole pages."""
    seen = UNSEEN.sub("", page)
    pieces = [*TAG.split(WITHIN.sub("", seen)), *ALOUD.findall(seen)]
    return [plain for piece in pieces if (plain := " ".join(html.unescape(piece).split()))]
