"""What can be done from anywhere, for a member who may: each says whether it goes into the plan that is looked at or
into the live organisation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from planning.core.names import name_of
from planning.forms.lookup import plain
from planning.organisation.live import may_edit_live
from planning.organisation.plan_access import may_change
from planning.search.hits import Here, Hit
from planning.search.index import POSITION, PRODUCT
from planning.search.matching import Entry, entry
from planning.search.pages import may_open, needs, why_closed
from portal.models import Right

LIVE = "live organisation"


class Deed(NamedTuple):
    """A deed with a page of its own; `where` says what it does to what."""

    name: str
    label: str
    icon: str
    words: str
    where: str
    anchor: str = ""


class Edit(NamedTuple):
    """A form in the dialog, by its name."""

    name: str
    label: str
    icon: str
    words: str = ""


DEEDS = (
    Deed("plans-new", "New plan…", "git-branch", "create draft scenario", "the live organisation stays as it is"),
    Deed("import", "Import files…", "upload", "upload people products CSV Excel", LIVE),
    Deed("people-export", "Export…", "download", "download organisation file CSV Excel", ""),
    Deed("setup-products", "Find products…", "search", "titles teams", LIVE),
    Deed("lines-review-new", "Review reporting lines…", "check", "new review sign off", LIVE),
    Deed("hiring-bands-new", "Add a pay band…", "banknote", "new salary", LIVE),
    Deed("members", "Invite someone…", "mail", "new member", "access to this organisation", "#invite-title"),
)
EDITS = (
    Edit("add", "Add a position…", "user-plus", "new create hire"),
    Edit("add-product", "Add a product…", "package", "new create"),
    Edit("add-team", "Add a team…", "users", "new create"),
)
OF_POSITION = (
    Edit("move", "Change manager of {}…", "move-right", "move reports to"),
    Edit("assign", "Assign {} to a product…", "package", "cover"),
    Edit("edit", "Edit {}…", "pencil", "change title"),
)
OF_OPEN = (Edit("fill", "Fill {}…", "user-plus", "take holder hire"), *OF_POSITION)

# Words between what to do and to whom.
JOINING = frozenset(("of", "for", "the"))

# What is offered, and what it is found by.
Offer = tuple[Entry, Hit]


def offer(words: str, hit: Hit) -> Offer:
    """Found by its name, and by other words that people have for it."""
    return entry(hit.url, hit.name, words), hit


def deeds(here: Here) -> Iterator[Offer]:
    """What needs no record."""
    if here.access.plan:
        label, live = f"Leave plan {here.access.plan.name}", here.url("home").partition("?")[0]
        yield offer("exit live", Hit(label, "back to the live organisation", "log-out", live, leaves=True))
    for deed in DEEDS:
        if may_open(here, deed.name):
            yield offer(deed.words, Hit(deed.label, deed.where, deed.icon, here.url(deed.name) + deed.anchor))
    if here.access.may(Right.PLANNER):
        yield from (offer(edit.words, _edit(here, edit, edit.label)) for edit in EDITS)


def closed(here: Here) -> Iterator[Offer]:
    """What the member may not do, so that nobody looks for it in vain."""
    for deed in DEEDS:
        if why := why_closed(here, deed.name):
            yield offer(deed.words, as_closed(Hit(deed.label, "", deed.icon, ""), why))
    if not here.access.may(Right.PLANNER):
        why = needs_planner(here)
        yield from (offer(edit.words, as_closed(_edit(here, edit, edit.label), why)) for edit in EDITS)


def as_closed(hit: Hit, why: str) -> Hit:
    """What is found, but cannot be done by this member."""
    return hit._replace(detail=why, icon="lock", url="", is_edit=False, is_closed=True)


def needs_planner(here: Here) -> str:
    """What whoever cannot edit lacks."""
    return needs(here, f"{Right.PLANNER} access")


def of_product(here: Here, key: str) -> Hit:
    """Somebody comes to cover it."""
    edit = Edit("cover", "Assign someone to {}…", "user-plus")
    return _edit(here, edit, edit.label.format(name_of(here.snapshot.org, PRODUCT, key)), of=key)


def is_verb(word: str) -> bool:
    """Whether a word says what to do to a position, as far as it is typed, or leads on to its name."""
    return word in JOINING or (
        len(word) > 2 and any(f" {word}" in f" {plain(f'{edit.label} {edit.words}')}" for edit in OF_OPEN)
    )


def narrowed(said: list[str]) -> list[str]:
    """What else the positions are found by: of many of one title those are filled that are open."""
    return ["open"] if any("fill".startswith(word) for word in said) else []


def of_position(here: Here, key: str) -> Iterator[Offer]:
    """What is done to a position most: an open one is filled."""
    org = here.snapshot.org
    name = name_of(org, POSITION, key)
    for edit in OF_POSITION if org.filled(org.positions[key]) else OF_OPEN:
        yield offer(edit.words, _edit(here, edit, edit.label.format(name), key=key))


def _edit(here: Here, edit: Edit, label: str, **asked: str) -> Hit:
    return Hit(label, _where(here), edit.icon, here.url("do", edit.name, **asked), is_edit=True)


def _where(here: Here) -> str:
    plan = here.access.plan
    if plan and may_change(here.access):
        return f"adds to {plan.name}"
    return LIVE if may_edit_live(here.access) else "adds to a plan"
