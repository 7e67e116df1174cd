"""What one can say of a row, read from what was posted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.http import QueryDict

from planning.core.coverage.coverage import may_have
from planning.core.product_finding import Evidence
from planning.core.records import OWNER, STAND_IN
from planning.forms import records
from planning.organisation.snapshot import Snapshot
from planning.setup.products.listing import Listing, Row, text_id
from planning.setup.products.naming import LONGEST, id_of, part_id
from planning.setup.products.said import PRODUCT, Said

MOST_NAMES = 20


class Pressed(NamedTuple):
    """A press on a row of the list, and what was posted with it."""

    snapshot: Snapshot
    listing: Listing
    row: Row
    data: QueryDict

    def text(self, name: str) -> str:
        """What was typed, without what PostgreSQL cannot store."""
        return " ".join(self.data.get(name, "").replace("\0", "").split())

    @property
    def name(self) -> str:
        return self.row.proposal.name


class Deed(NamedTuple):
    """`change` is what is said, `text` tells it. `id` and `found` name another row that it is said of, where it is not
    the one that was pressed. `moves`: other rows of the list look different afterwards."""

    change: Callable[[Said], Said]
    text: str
    id: str = ""
    found: str = ""
    moves: bool = False


def deed_of(pressed: Pressed) -> Deed:
    """Raises ValidationError, with a message for the row, where it cannot be done."""
    read = DEEDS.get(pressed.data.get("deed", ""))
    if read is None:
        raise ValidationError("The form could not be read. Reload the page.")
    return read(pressed)


def _keep(pressed: Pressed) -> Deed:
    return Deed(_kept, f"Kept {pressed.name}")


def _kept(said: Said) -> Said:
    """A product of its own is no other name of one that is there."""
    return said._replace(keep=True, into="" if said.into.startswith(PRODUCT) else said.into)


def _leave(pressed: Pressed) -> Deed:
    return Deed(lambda said: said._replace(keep=False), f"Left out {pressed.name}")


def _market(pressed: Pressed) -> Deed:
    return Deed(lambda said: said._replace(market=True), f"Set {pressed.name} to market-facing")


def _internal(pressed: Pressed) -> Deed:
    return Deed(lambda said: said._replace(market=False), f"Set {pressed.name} to internal")


def _rename(pressed: Pressed) -> Deed:
    name = _name(pressed)
    if name != pressed.name:
        _refuse_taken(pressed, name)
    return Deed(lambda said: said._replace(name=name), f"Renamed {pressed.name} to {name}")


def _name(pressed: Pressed) -> str:
    name = pressed.text("name")
    if not name:
        raise ValidationError("Enter a name.")
    if len(name) > LONGEST:
        raise ValidationError(f"The name is longer than {LONGEST} characters. Shorten it.")
    return name


def _refuse_taken(pressed: Pressed, name: str) -> None:
    """Two products of one name would be taken for one."""
    wanted = id_of(name)
    for row in pressed.listing.rows:
        if row.id != pressed.row.id and id_of(row.proposal.name) == wanted:
            raise ValidationError(f"{row.proposal.name} is already in the list. Merge the two instead.")
    if any(id_of(product.name) == wanted for product in pressed.snapshot.org.products.values()):
        raise ValidationError(f"There is already a product called {name}. Merge into it instead.")


def _also(pressed: Pressed) -> Deed:
    name = _name(pressed)
    if len(pressed.row.said.names) >= MOST_NAMES:
        raise ValidationError(f"A product can have {MOST_NAMES} other names. Remove one first.")
    return Deed(
        lambda said: said._replace(names=tuple(dict.fromkeys((*said.names, name)))),
        f"Added {name} as another name of {pressed.name}",
    )


def _not_called(pressed: Pressed) -> Deed:
    """A name that somebody added goes; a name that was found is another product, with the texts that have it."""
    name = pressed.text("name")
    if name in pressed.row.said.names:
        left = tuple(one for one in pressed.row.said.names if one != name)
        return Deed(lambda said: said._replace(names=left), f"Removed the name {name} from {pressed.name}")
    evidence = pressed.row.proposal.evidence
    as_written = {text_id(one) for one in evidence if name.casefold() in map(str.casefold, spelled(one))}
    alike = {text_id(one) for one in evidence if id_of(name) in map(id_of, spelled(one))}
    return _parted(pressed, name, as_written or alike)


def spelled(evidence: Evidence) -> list[str]:
    """The words of a text that name the product."""
    return [evidence.text[first:last] for first, last in evidence.spans]


def _split(pressed: Pressed) -> Deed:
    has = {text_id(one) for one in pressed.row.proposal.evidence}
    return _parted(pressed, _name(pressed), has & set(pressed.data.getlist("texts")))


def _parted(pressed: Pressed, name: str, texts: set[str]) -> Deed:
    """These texts name a product of their own, or another one of the list."""
    row = pressed.row
    id = part_id(name, row.id)
    if not texts:
        raise ValidationError("Choose the titles and teams that name the other product.")
    if texts >= {text_id(one) for one in row.proposal.evidence}:
        raise ValidationError(f"Leave at least one with {pressed.name}, or rename it instead.")
    other = pressed.listing.row(id)
    if id in pressed.listing.gone or (other and other.said.of not in ("", row.id)):
        raise ValidationError(f"{name} is already in the list. Give the other product another name.")

    def change(said: Said) -> Said:
        return said._replace(of=row.id, texts=tuple(dict.fromkeys((*said.texts, *sorted(texts)))), keep=True)

    return Deed(change, f"Split {name} from {pressed.name}", id, name, moves=True)


def _merge(pressed: Pressed) -> Deed:
    into, listing = pressed.data.get("into", "").strip(), pressed.listing
    row = next((one for one in listing.rows if into in (one.id, one.proposal.name)), None)
    product = pressed.snapshot.org.products.get(into.removeprefix(PRODUCT)) if into.startswith(PRODUCT) else None
    if (row is None and product is None) or (row and row.id == pressed.row.id):
        raise ValidationError("Choose the product that it belongs to or is another name for.")
    name = row.proposal.name if row else product.name if product else ""
    to = row.id if row else into
    return Deed(lambda said: said._replace(into=to), f"Merged {pressed.name} into {name}", moves=True)


def _cover(pressed: Pressed) -> Deed:
    """Who covers it in a role; somebody in another role stands in."""
    role = pressed.snapshot.content.roles.get(pressed.data.get("role", ""))
    if role is None or not role.covers:
        raise ValidationError("The form could not be read. Reload the page.")
    key = pressed.text("position-pick") or pressed.text("position")
    if not key:
        return Deed(lambda said: said.with_cover(role.slug, "", ""), f"Removed the {role.code} of {pressed.name}")
    org = pressed.snapshot.org
    key = records.resolve(org, "position", key)
    kind = OWNER if may_have(org.positions[key], role.slug) else STAND_IN
    who = org.holder_names(org.positions[key]) or org.positions[key].title
    says = f"Set {who} as {role.code}" if kind == OWNER else f"Set {who} as stand-in {role.code}"
    return Deed(lambda said: said.with_cover(role.slug, key, kind), f"{says} of {pressed.name}")


def _team(pressed: Pressed) -> Deed:
    team = pressed.data.get("team", "")
    known = pressed.snapshot.org.teams.get(team)
    if team and known is None:
        raise ValidationError("This team no longer exists. Choose another one.")
    says = f"Set the team of {pressed.name} to {known.name or team}" if known else f"Removed the team of {pressed.name}"
    return Deed(lambda said: said._replace(team=team), says)


DEEDS: Mapping[str, Callable[[Pressed], Deed]] = {
    "keep": _keep,
    "leave": _leave,
    "market": _market,
    "internal": _internal,
    "rename": _rename,
    "also": _also,
    "not-called": _not_called,
    "split": _split,
    "merge": _merge,
    "cover": _cover,
    "team": _team,
}
