"""Words that anybody would try at this site first: a password that is little else is refused.

The list is told in docs/security.md; to it come the site's own host names and the names of the account's organisations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError

WORDS = (
    "lineup password admin approver planner viewer member product marketing manager organisation organization welcome"
)
# So many letters and digits have to be left once the words are taken out.
OWN_PART = 6
SHORTEST_WORD = 4


class ContextWordsValidator:
    """Refuses a password of which too little is left without the words of this site."""

    def validate(self, password: str, user: Any = None) -> None:
        left = password.casefold()
        for word in sorted(_words(user), key=len, reverse=True):
            left = left.replace(word, "")
        if left != password.casefold() and len(re.sub(r"\W", "", left)) < OWN_PART:
            raise ValidationError("This is mostly words that are easy to guess.", code="context_words")

    def get_help_text(self) -> str:
        return "Not mostly the name of this site, your organisation or a role."


def _words(user: Any) -> set[str]:
    hosts = [urlsplit(settings.SITE_URL).hostname or "", *settings.NAMED_HOSTS]
    return {*WORDS.split(), *_parts(hosts), *_parts(_organisations(user))}


def _organisations(user: Any) -> Iterable[str]:
    return user.memberships.values_list("organisation__name", flat=True) if user is not None and user.pk else ()


def _parts(texts: Iterable[str]) -> Iterable[str]:
    return (part for text in texts for part in re.split(r"\W+", text.casefold()) if len(part) >= SHORTEST_WORD)
