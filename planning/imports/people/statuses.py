"""What the words of a status column mean: English ones here, those of other languages from role content."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from planning.core.recalled import recalled

ACTIVE, ON_LEAVE, SUSPENDED, INACTIVE, VACANT, FUTURE = (
    "active", "on-leave", "suspended", "inactive", "vacant", "future"
)  # fmt: skip
UNKNOWN = ""
# A longer cell is a remark and no status.
LONGEST = 100
# In this order: “Inactive - on leave” has ended, “Pending termination” stands.
_WORDS = (
    (ACTIVE, r"(pending|upcoming|scheduled|future) (termination|offboarding|exit|resignation)|"
             r"(serving|in) notice( period)?|"
             r"offboarding|on notice|never (terminated|left)|not (terminated|inactive|suspended)"),
    (FUTURE, r"accepted|offer accepted|onboarding|pre[- ]?(hire|boarding|boarded|employment|start)|"
             r"(pending|future|upcoming|new|not yet)[ -](start|started|starter|hire|joiner|joining|employee|active)|"
             r"(active )?future( dated)?|(?<!be )hired|"
             r"offer signed|joining soon|invited|awaiting start|to start|not started"),
    (INACTIVE, r"inactive|not active|non[- ]active|terminated?|termination|left|leaver|resigned|"
               r"retired|deceased|closed|"
               r"(?<!open-)(?<!open )ended|former|dismissed|cancell?ed|deleted|abolished|separated|"
               r"separation|offboarded|"
               r"ex[- ]employee|deactivated|disabled|archived|relieved|exited|quit|fired|laid off|redundant|alumni|"
               r"departed|expired|withdrawn|eliminated|deprovisioned|absconded|no longer (employed|here)"),
    (SUSPENDED, r"suspended|suspension|blocked|locked"),
    (ON_LEAVE, r"leave|loa|sabbatical|furlough(ed)?|maternity|paternity|secondment|seconded|absent|garden(ing)?"),
    (VACANT, r"vacant|vacancy|open(?![- ]ended)|unfilled|recruiting|hiring|to be hired|tbh|interviewing|sourcing"),
    (ACTIVE, r"active|employed|filled|current|occupied|permanent|probation(ary)?|started|working|"
             r"confirmed|enabled|full[- ]?time|"
             r"part[- ]?time|regular|fixed[- ]term|contract(or)?|temporary|temp|employee|staff|member|"
             r"intern|live|yes|true|valid|"
             r"open[- ]ended|present|at work|on ?board(ed)?|[ay1]"),
)  # fmt: skip
_PATTERNS = tuple((meaning, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.I)) for meaning, words in _WORDS)
# Short words of a payroll code column mean something only where they stand alone.
_CODES = {"t": INACTIVE, "i": INACTIVE, "l": ON_LEAVE, "s": SUSPENDED, "0": INACTIVE, "no": INACTIVE, "false": INACTIVE,
          "n": INACTIVE, "v": VACANT, "pending": FUTURE}  # fmt: skip


class Words(Protocol):
    """A language of role content, as far as statuses go: words by meaning."""

    @property
    def statuses(self) -> Mapping[str, Sequence[str]]: ...


def reader_of(languages: Iterable[Words]) -> Callable[[str], str]:
    """A function that says what a status means; `UNKNOWN` for one that nobody knows."""
    words: dict[str, str] = {}
    for language in languages:
        for meaning, those in language.statuses.items():
            words |= {word.casefold(): meaning for word in those}
    inside = tuple(
        (word, meaning) for word, meaning in sorted(words.items(), key=lambda w: -len(w[0])) if len(word) > 1
    )

    @recalled(most=1024)
    def meaning_of(text: str) -> str:
        plain = " ".join(text.casefold().split()).strip(" .*")
        if len(plain) > LONGEST:
            return UNKNOWN
        if plain in words or plain in _CODES:
            return words.get(plain) or _CODES[plain]
        english = next((meaning for meaning, pattern in _PATTERNS if pattern.search(text)), UNKNOWN)
        return english or next((meaning for word, meaning in inside if _stands_in(word, plain)), UNKNOWN)

    return meaning_of


def _stands_in(word: str, text: str) -> bool:
    """Whether a word stands in a text as a word; writing without blanks has no words to keep apart."""
    place = text.find(word)
    if place < 0 or (not word.isascii() and not any(c.isalpha() and ord(c) < 0x2000 for c in word)):
        return place >= 0
    after = place + len(word)
    return not (text[:place][-1:].isalnum() or text[after : after + 1].isalnum())
