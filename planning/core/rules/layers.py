"""How deep the organisation is: layers."""

from __future__ import annotations

from collections.abc import Iterator

from planning.core.content import Content
from planning.core.rules import facts, touch
from planning.core.rules.base import INFO, ORGANISATION, Finding, Number, Rule
from planning.core.rules.context import Context

LAYERS = Number("layers", "Maximum number of layers, including the top", 8)


def rules(_: Content) -> Iterator[Rule]:
    yield Rule(
        id="layers",
        family="layers",
        title="Too many layers",
        condition="From the top of the organisation down to the deepest position there are more layers than this.",
        source="GitLab's page on its structure",
        severity=INFO,
        kind=ORGANISATION,
        subjects=lambda _: ("",),
        check=_check,
        touch=touch.trees,
        numbers=(LAYERS,),
        waits=(facts.MANAGERS,),
    )


def _check(ctx: Context, _: str) -> Iterator[Finding]:
    top, most = ctx.forest.top, ctx.number("layers", LAYERS)
    steps, deepest = ctx.forest.deepest.get(top, (0, ""))
    if not deepest or steps + 1 <= most:
        return
    yield Finding(
        rule="layers",
        severity=INFO,
        subject=ctx.subject(ORGANISATION, ""),
        message=f"{steps + 1} layers from {ctx.named(top)} down to {ctx.named(deepest)}. The limit is {most}.",
        facts=f"{steps + 1} layers from {ctx.noted(top)} down to {ctx.noted(deepest)}; {most} at most.",
        involves=(deepest,),
        headline=f"{steps + 1} layers (limit {most})",
    )
