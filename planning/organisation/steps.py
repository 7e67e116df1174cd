"""Next steps in words: what is left to agree on or to name once somebody covers a product, each deed once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from planning.core.rules import Context, Finding
from planning.core.rules.base import PRODUCT
from planning.core.rules.partners import rule_id
from planning.core.rules.run import rules_of
from planning.core.words import an, listed, spoken
from portal.wording import lowfirst


class Step(NamedTuple):
    """A deed in a few words, and the names of what it is for."""

    text: str
    places: tuple[str, ...]


def steps(ctx: Context, found: Iterable[Finding]) -> list[Step]:
    """What closes these findings, in their order; the same deed for several products is said once."""
    alike: dict[tuple[str, str], list[Finding]] = {}
    for finding in found:
        alike.setdefault((_kind(ctx, finding), finding.subject.name), []).append(finding)
    said: dict[str, list[str]] = {}
    for (kind, place), group in alike.items():
        said.setdefault(_TEXTS.get(kind, _otherwise)(ctx, group), []).append(place)
    return [Step(text, tuple(dict.fromkeys(places))) for text, places in said.items()]


def _kind(ctx: Context, finding: Finding) -> str:
    """What is said together: all partners of which each is looked for, all responsibilities."""
    rule = rules_of(ctx).get(finding.rule)
    family = rule.family if rule else ""
    if family == "partner" and not finding.about:
        return "any-partner"
    return "resp-gap" if family == "resp-cross" else family


def _counterparts(ctx: Context, group: Sequence[Finding]) -> str:
    return "Pair counterparts"


def _owners(ctx: Context, group: Sequence[Finding]) -> str:
    names = {one.id: one.name for one in ctx.content.responsibilities}
    first = names.get(group[0].about, "")
    return f"Agree who owns {lowfirst(first) if len(group) == 1 else f'{len(group)} responsibilities'}"


def _partners(ctx: Context, group: Sequence[Finding]) -> str:
    names = [spoken(name) for name in dict.fromkeys(finding.about for finding in group)]
    return f"Name {an(names[0])} partner" if len(names) == 1 else f"Name {listed(names)} partners"


def _any_partner(ctx: Context, group: Sequence[Finding]) -> str:
    names = list(dict.fromkeys(spoken(name) for finding in group for name in _asked(ctx, finding)))
    return f"Name {an(listed(names, 'or'))} partner" if names else "Name a partner"


def _asked(ctx: Context, finding: Finding) -> list[str]:
    product = ctx.org.products.get(finding.subject.key)
    role = ctx.content.roles.get(rules_of(ctx)[finding.rule].role)
    partners = [one for one in role.partners if rule_id(role, one) == finding.rule] if role else []
    return [name for one in partners for name in one.functions if not product or name not in product.without]


def _backups(ctx: Context, group: Sequence[Finding]) -> str:
    several = sum(1 if finding.subject.kind == PRODUCT else len(finding.products) for finding in group)
    return "Name a backup" if several == 1 else "Name backups"


def _otherwise(ctx: Context, group: Sequence[Finding]) -> str:
    rule = rules_of(ctx).get(group[0].rule)
    return group[0].headline or (rule.title if rule else group[0].message)


_TEXTS: Mapping[str, Callable[[Context, Sequence[Finding]], str]] = {
    "pair-link": _counterparts,
    "resp-gap": _owners,
    "partner": _partners,
    "any-partner": _any_partner,
    "single-cover": _backups,
}
