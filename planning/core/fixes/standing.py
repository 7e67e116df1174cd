"""The findings that stand. Whoever asks for fixes knows them all, so that nobody looks for them again."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from planning.core.rules import Context, Finding
from planning.core.rules.again import BySubject, by_subject
from planning.core.rules.run import rules_of, run


def note(ctx: Context, known: Sequence[Finding]) -> None:
    """`known` are all findings of `ctx`."""
    ctx.once("standing", "", lambda: known)


def standing(ctx: Context, families: Collection[str]) -> list[Finding]:
    """Those of some families of rules, gravest first."""
    rules = rules_of(ctx)
    return [finding for finding in _every(ctx) if rules[finding.rule].family in families]


def indexed(ctx: Context) -> BySubject:
    """All of them by rule and subject."""
    return ctx.once("standing by subject", "", lambda: by_subject(_every(ctx)))


def _every(ctx: Context) -> Sequence[Finding]:
    """Looked for where nobody has noted them."""
    return ctx.once("standing", "", lambda: run(ctx))
