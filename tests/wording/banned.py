"""Words that nobody reads on screen, each with what is said instead; docs/words.md has them as a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

# Pattern (whole words, whatever their case): what is said instead.
INSTEAD = {
    r"seats?|slots?|posts": "position",
    r"vacan(t|cy|cies)": "open position; to leave one open: vacate position",
    r"incumbents?": "holder, or the name",
    r"hangs? nowhere|tray|unassigned": "no manager",
    r"flag(s|ged|ging)?": "finding; a rule raises it",
    r"(an|the|this|that|no|any|new|open|their|its) issues?": "finding",
    r"waiv(e|es|ed|er|ers|ing)": "accept",
    r"t(ake|akes|aken|aking|ook) (it |them |this )?(back|away)": "undo, revert or remove",
    r"see what it does|look again|do it|upload and look": "preview, reload or apply",
    r"do…": "Actions",
    r"rights|cost right|(the|a|no|without) right to": "access",
    r"whose it is|nobody's": "assignee",
    r"answers? for|accountable for": "responsible for",
    r"(un)?tick(s|ed|ing)?": "select or clear",
    r"(some|no|every|any)body('s|’s)?|whoever|whomever": "someone, no one, everyone, anyone; the person who",
    r"mend(s|ed|ing)?": "fix or correct",
    r"grave(ly|r|st)?|gravity": "severe, severity",
    r"nobody covers|either role, but one|hand over": "missing; needs one owner; assign",
    r"the worst first|what would mend it|^so far$": "Top issues; How to fix it; Activity",
    r"a later day waits|holds from|one row a (position|person)|make the organisation": "what docs/words.md says",
    r"closes cov|whole page|move the holder": "Fills …; Open full page; Transfer person",
    r"move among its siblings|coming losses|want an answer": "Reorder; Upcoming gaps; To review",
    r"(no one|nobody) in reserve|what publishing does": "No backup; Impact",
    r"change words|first of all|joins up|in the house|files are true": "what docs/words.md says",
    r"which suits me|which do we need|name withheld": "Which role suits me?; Which role do we need?; Name not given",
}
BANNED = [(re.compile(rf"(?<![\w“-])(?:{pattern})(?![\w-])", re.IGNORECASE), said) for pattern, said in INSTEAD.items()]


def complaints(texts: Iterable[str]) -> Iterator[str]:
    """“vacant” in “A vacant one”: say open position."""
    for text in texts:
        for pattern, instead in BANNED:
            if found := pattern.search(text):
                yield f"“{found.group()}” in “{_around(text, found)}”: say {instead}"


def _around(text: str, found: re.Match[str]) -> str:
    return " ".join(text[max(0, found.start() - 50) : found.end() + 50].split())
