"""Why somebody is proposed, in a few words each, and who was passed over."""

from __future__ import annotations

from collections.abc import Iterator

from planning.core.content import Role
from planning.core.dates import day
from planning.core.fixes.base import Mark, Reason
from planning.core.fixes.choosing.book import Book
from planning.core.fixes.choosing.capacity import Room
from planning.core.fixes.choosing.marks import BRANCH, LEADER, NAME, PERSON, PLACE, TEAM, TITLE, WORD, Tie
from planning.core.fixes.choosing.proposals import MOST
from planning.core.fixes.choosing.weighing import Proposal, Want
from planning.core.records import BACKUP
from planning.core.rules import Context, Finding
from planning.core.words import an, count, listed

# So many reasons are given, and so many are named who were passed over.
REASONS, PASSED = 4, 3


def reasons(ctx: Context, role: Role, one: Proposal, want: Want) -> tuple[Reason, ...]:
    """At most four: the role and the room, what speaks against, what speaks for."""
    first = [Reason(Mark.FOR, f"is {an(role.name)}"), *_room(one.room)]
    others = [*_against(ctx, one, want), *_for(ctx, one, want), Reason(Mark.FOR, "is staying")]
    return tuple((first + others)[:REASONS])


def figures(before: int, after: int) -> str:
    return f"{before} → {count(after, 'product')}"


def instead(ctx: Context, one: Proposal) -> str:
    """Behind what somebody is to get whose room is used up: what they were proposed for and would give up."""
    return f" instead of {ctx.subject('product', one.instead).name}" if one.instead else ""


def _room(room: Room) -> Iterator[Reason]:
    if room.most is None:
        return
    if room.left > 0:
        yield Reason(Mark.FOR, f"has room: {room}")
    elif room.left == 0:
        yield Reason(Mark.EVEN, f"at the limit: {room}")
    else:
        yield Reason(Mark.AGAINST, f"over the limit: {room}")


def _against(ctx: Context, one: Proposal, want: Want) -> Iterator[Reason]:
    if one.instead:
        yield Reason(Mark.AGAINST, f"no room alongside {ctx.subject('product', one.instead).name}")
    elif one.elsewhere:
        names = listed([ctx.subject("product", key).name for key in one.elsewhere[:1]])
        more = f" and {len(one.elsewhere) - 1} more" if len(one.elsewhere) > 1 else ""
        if one.fits_all:
            yield Reason(Mark.EVEN, f"also proposed for {names}{more}")
        else:
            yield Reason(Mark.AGAINST, f"over the limit alongside {names}{more}")
    if want.senior and 0 < one.holder.level < want.senior:
        yield Reason(Mark.AGAINST, f"level {one.holder.level}; a large launch needs {want.senior}")
    if one.holder.launch:
        when, product = one.holder.launch
        yield Reason(Mark.EVEN, f"is launching {ctx.subject('product', product).name} on {day(when)}")


def _for(ctx: Context, one: Proposal, want: Want) -> Iterator[Reason]:
    if one.duty:
        yield Reason(Mark.FOR, "already the backup" if one.duty.kind == BACKUP else "already looks after it")
    if want.senior and one.holder.level >= want.senior:
        yield Reason(Mark.FOR, f"level {one.holder.level}, for a large launch")
    elif want.levels:
        yield Reason(Mark.FOR, f"level {one.holder.level}")
    said = {tie.sort for tie in one.ties if not tie.via}
    hidden = {NAME, WORD} if TITLE in said else {WORD} if NAME in said else set()
    yield from (Reason(Mark.FOR, _said(ctx, tie, want)) for tie in one.ties if tie.via or tie.sort not in hidden)


def _said(ctx: Context, tie: Tie, want: Want) -> str:
    """A tie in words."""
    product = ctx.subject("product", want.products[0]).name
    if tie.sort == PERSON:
        return f"already works with {ctx.who(tie.key)}"
    if tie.via:
        return f"same product family: {ctx.subject('product', tie.via).name}"
    return {
        TITLE: f"title names {product}",
        TEAM: f"same team as {product}",
        BRANCH: f"same branch as {product}",
        LEADER: f"same branch as {product}",
        NAME: f"same area: {tie.by}",
        WORD: f"same area: {tie.by}",
        PLACE: f"same location: {tie.by}",
    }[tie.sort]


def passed_over(ctx: Context, role: Role, finding: Finding) -> list[str]:
    """Whom one would ask about first, and why they are not proposed."""
    book = Book.of(ctx, role)
    chosen = book.proposed(finding)
    want = book.wants.get((finding.identity, ""))
    if want is None:
        return []
    near = max((_ties(one) for one in chosen), default=-1)
    nearer = (one for one in book.considered(finding) if _ties(one) > near)
    # Where somebody over the norm is proposed, being over it as little is no reason against another.
    least_room = min((one.room.left for one in chosen), default=0)
    busy = [(one.score, text) for one in nearer if (text := _busy(ctx, one, min(0, least_room)))]
    gone = [(key, why) for key, why in book.proposals.holders.staff.gone.items() if not _is_excluded(ctx, want, key)]
    leaving = [(_score(ctx, book, want, key), f"{ctx.who(key)} {why}") for key, why in gone]
    least = min(one.score for one in chosen) - 12 if len(chosen) == MOST else -1_000
    asked = sorted((-score, text) for score, text in [*busy, *leaving] if score >= least)
    return [text for _, text in asked][:PASSED]


def _ties(one: Proposal) -> int:
    return sum(tie.weight for tie in one.ties)


def _busy(ctx: Context, one: Proposal, least_room: int) -> str:
    who = ctx.who(one.key)
    if one.room.left < least_room:
        return f"{who} would be over the limit: {one.room}"
    if one.holder.launch:
        when, product = one.holder.launch
        return f"{who} is launching {ctx.subject('product', product).name} on {day(when)}"
    return ""


def _is_excluded(ctx: Context, want: Want, key: str) -> bool:
    return key in want.without or ctx.org.positions[key].holder in want.without


def _score(ctx: Context, book: Book, want: Want, key: str) -> int:
    """How near somebody is who was not even looked at."""
    holder = book.proposals.holders.described(ctx.org.positions[key])
    return book.proposals.weighed(want, holder).score
