"""The people of each function who stay, found by the words of their titles and by whom they report to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from planning.core.records import Position
from planning.core.rules.away import any_away, is_there
from planning.core.rules.census import last_day
from planning.core.rules.context import Context
from planning.core.tree import line_up

STEPS = 3  # how far up and down somebody's line is looked at
SMALL = 25  # a team of at most so many works together; a larger one is a department
_PLAIN = ("name", "work", "somebody")


class Craft(NamedTuple):
    """`by_word` has positions by each word that their titles say after what they are."""

    members: Mapping[str, Position]
    by_word: Mapping[str, tuple[str, ...]]


def craft(ctx: Context, function: str) -> Craft:
    """Whoever fills a position of a function and is not known to leave."""
    return ctx.once("craft", function, lambda: _craft(ctx, _by_function(ctx).get(function, [])))


def stays(ctx: Context, position: Position) -> bool:
    """Whether somebody sits there who is not on leave, and no last day is known."""
    return is_there(ctx, position.key) and last_day(ctx.org, position) is None


def _by_function(ctx: Context) -> Mapping[str, list[Position]]:
    return ctx.once("by function", "", lambda: _grouped(ctx))


def _grouped(ctx: Context) -> Mapping[str, list[Position]]:
    """As `stays` tells, all at once: the census knows who is vacant and who is to end."""
    found: dict[str, list[Position]] = defaultdict(list)
    gone = {*ctx.census.open, *ctx.census.ending}
    some_away = any_away(ctx)
    of_roles = {slug: role.function for slug, role in ctx.content.roles.items()}
    for position in ctx.org.positions.values():
        if position.key not in gone and not (some_away and not is_there(ctx, position.key)):
            told = position.function or of_roles.get(position.role)
            found[told or ctx.function(position)].append(position)
    return found


def _craft(ctx: Context, positions: Iterable[Position]) -> Craft:
    members = {p.key: p for p in positions}
    words: dict[str, list[str]] = defaultdict(list)
    fields = {title: field_of(ctx, title) for title in {p.title for p in members.values()}}
    for key, position in members.items():
        for word in fields[position.title]:
            words[word].append(key)
    return Craft(members, {word: tuple(keys) for word, keys in words.items()})


def few_down(ctx: Context, key: str) -> Sequence[str]:
    """The positions few steps below a manager, nearest first, then by key."""
    return ctx.once("few down", key, lambda: list(_few_down(ctx, key)))


def _few_down(ctx: Context, key: str) -> Iterator[str]:
    row, seen = [key], {key}
    for _ in range(STEPS):
        row = sorted(p.key for above in row for p in ctx.org.reports(above) if p.key not in seen)
        seen.update(row)
        yield from row


def few_up(ctx: Context, key: str) -> Sequence[str]:
    """The managers few steps above a position, nearest first."""
    return ctx.once("few up", key, lambda: _few_up(ctx, key))


def _few_up(ctx: Context, key: str) -> Sequence[str]:
    return [p.key for p in islice(line_up(ctx.org.positions, key), STEPS)]


def field_of(ctx: Context, title: str) -> frozenset[str]:
    """The words of a title that say what somebody works on: those behind a comma or a “for”, and any name."""
    return ctx.once("field of", title, lambda: frozenset(_field(ctx, title)))


def _field(ctx: Context, title: str) -> Iterator[str]:
    behind = False
    for word in ctx.content.words_of(title):
        behind = behind or word.kind in ("mark", "tie", "slash")
        if word.kind == "name" or (behind and word.kind in _PLAIN):
            yield word.means


def product_words(ctx: Context, key: str) -> frozenset[str]:
    """What a title must say to name a product: the names in its name, else all its words."""
    words = ctx.content.words_of(ctx.subject("product", key).name)
    names = frozenset(word.means for word in words if word.kind == "name")
    return names or frozenset(word.means for word in words if word.kind in _PLAIN)


def naming(ctx: Context, among: Craft, product: str) -> list[str]:
    """Those whose titles name a product."""
    words = product_words(ctx, product)
    first = next(iter(sorted(words)), "")
    return [k for k in among.by_word.get(first, ()) if words <= field_of(ctx, among.members[k].title)]


def small_team(ctx: Context, key: str) -> frozenset[str]:
    """The positions of a team that is no whole department; none for a larger one."""
    members = ctx.org.team_positions.get(key, ())
    return frozenset(position.key for position in members) if len(members) <= SMALL else frozenset()


def products_of(ctx: Context, position: str) -> set[str]:
    """The products that a position works on in any part."""
    return {duty.product for duty in ctx.org.duties.get(position, ()) if duty.active(ctx.org.on)}
