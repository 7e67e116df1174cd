"""Names as they are compared: what spellings, short forms and empty words differ in is taken off."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from planning.core.recalled import recalled


def listed(words: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(words.split())


# Words that say that something is a team, and nothing of what it makes.
EMPTY = listed(
    """
    team squad tribe pod the a our
    equipe equipes equipo equipos equipa gruppe gruppen bereich abteilung groep afdeling gruppo grupo zespol tiimi
    tim takim
    """
)
# Empty at the end alone: “Search Product”, but “Product Planning”.
EMPTY_AT_END = listed(
    """
    product engineering eng development group stage section area department dept division unit crew cell tiger chapter
    guild org organisation organization workstream stream domain
    """
)
SHORT = {
    "sw": "software", "hw": "hardware", "mfg": "manufacturing",
    "dev": "developer", "devs": "developer", "exp": "experience", "xp": "experience", "intel": "intelligence",
    "infra": "infrastructure", "infrastruct": "infrastructure", "auth": "authentication", "authn": "authentication",
    "mgmt": "management", "mgt": "management", "mgnt": "management", "repo": "repository", "repos": "repository",
    "admin": "administration", "comm": "communication", "comms": "communication", "int": "integration",
    "config": "configuration", "env": "environment", "docs": "documentation", "doc": "documentation",
    "biz": "business", "app": "application", "apps": "application", "sec": "security", "perf": "performance",
    "msg": "messaging", "notif": "notification", "notifs": "notification", "rec": "recommendation",
    "recs": "recommendation", "viz": "visualisation", "analytic": "analytics", "ops": "operations",
    "cust": "customer", "acct": "account", "txn": "transaction", "eval": "evaluation", "calc": "calculator",
    "intl": "international", "info": "information", "db": "database", "ux": "ux", "obs": "observability",
    "o11y": "observability", "k8s": "kubernetes", "svc": "service", "svcs": "service", "sys": "system",
    "lib": "library", "libs": "library", "plat": "platform", "pltfm": "platform", "prod": "product",
    "collab": "collaboration", "coll": "collaboration", "sub": "subscription", "subs": "subscription",
    "ad": "ads", "adv": "advertising", "mktplace": "marketplace", "onb": "onboarding", "pmts": "payment",
    "pmt": "payment", "mobility": "mobility", "org": "organisation",
}  # fmt: skip
WHOLE = {
    "devex": ("developer", "experience"), "devx": ("developer", "experience"), "devxp": ("developer", "experience"),
    "dx": ("developer", "experience"), "devprod": ("developer", "productivity"),
    "ai": ("ai",), "ml": ("machine", "learning"), "iac": ("infrastructure", "as", "code"),
}  # fmt: skip
_JOINS = listed("et und y en och og oraz ja ve e i")
_RESEARCH = re.compile(r"\br ?and ?d\b")
_E = re.compile(r"\be-(?=[a-z]{3})")
_WORD = re.compile(r"[^\W_]+")


@recalled()
def fold(text: str) -> str:
    """Small letters without accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))


@recalled()
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name with short forms written out, in the singular, without those that say nothing."""
    folded = fold(name).replace("&", " and ").replace("+", " and ").replace("'s", "s").replace("’s", "s")
    folded = _RESEARCH.sub("rnd", _E.sub("e", folded))
    found = [word for raw in _WORD.findall(folded) for word in _full(raw)]
    return tuple(_told(found))


def comparable(words: str) -> frozenset[str]:
    """Words of a list, as those of names are compared."""
    return frozenset(full for word in listed(words) for full in _full(word))


def _full(word: str) -> tuple[str, ...]:
    if word in _JOINS:
        return ("and",)
    return WHOLE.get(word) or (_singular(SHORT.get(word, word)),)


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "ics")):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("ches", "shes", "sses", "xes")) else word[:-1]


def _told(words: Sequence[str]) -> list[str]:
    kept = [word for word in words if word not in EMPTY] or list(words)
    while len(kept) > 1 and (kept[-1] in EMPTY_AT_END or kept[-2:] == ["product", "line"]):
        kept.pop()
    while len(kept) > 1 and kept[0] in ("and", "global"):
        kept.pop(0)
    while len(kept) > 1 and kept[-1] == "and":
        kept.pop()
    return kept


@recalled()
def form(name: str) -> str:
    """The comparable form of a name: the same for all its spellings. Blanks do not count: “Check-out”, “Checkout”."""
    return "".join(words_of(name))


def initials(name: str) -> tuple[str, ...]:
    """What a name of several words may be shortened to, with and without its small words."""
    words = words_of(name)
    large = [word for word in words if word not in ("and", "of", "for", "the", "in")]
    if len(large) < 2:
        return ()
    return tuple({"".join(word[0] for word in some) for some in (words, large)})


# Longer words in capitals are words and no letters: “BAGGAGE”.
LONGEST_LETTERS = 5
_TITLE_TEAM = re.compile(
    r"^(?:the\s+)?(?:team|squad|tribe|équipe|equipo|pod)\s*[:\-–]?\s+|\s+(?:tiger\s+)?(?:teams?|squads?|tribes?|pods?|"
    r"crew|groups?|stage|section|équipe|equipo|tiger|product\s+(?:line|group|area)s?|business\s+unit)$",
    re.IGNORECASE,
)


@recalled()
def shown(name: str) -> str:
    """A name as it is shown: without “Team” and the like, unless nothing else is left."""
    single = " ".join(name.split())  # of a long run of blanks the pattern would take time by its square
    bare = re.sub(r"^ART (?=\w)", "", _TITLE_TEAM.sub("", single).strip() or single)
    if bare.isupper() and max(map(len, bare.split())) > LONGEST_LETTERS:
        return bare.title()
    return bare if any(char.isupper() or char.isdigit() for char in bare) else bare[:1].upper() + bare[1:]
