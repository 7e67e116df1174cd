"""The list that is gone through: what was found, with what somebody has said of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from planning.core.product_finding import Evidence, Proposal, ProposedAssignment
from planning.setup.models import ProductDecision
from planning.setup.products.naming import APART, id_of
from planning.setup.products.said import PRODUCT, Said


class Row(NamedTuple):
    """One product as it would be kept. `id` is its id_of name as found, `proposal` what holds after everything
    that was said, `found` its name as found. `version` counts what was said of it. `merged` are the names of rows that
    were merged into it; `parted` says that it was split from another."""

    id: str
    proposal: Proposal
    found: str
    said: Said = Said()
    version: int = 0
    merged: tuple[str, ...] = ()
    parted: bool = False
    decision: ProductDecision | None = None

    @property
    def is_kept(self) -> bool:
        """Ticked: by somebody, or because it is sure."""
        if self.said.into.startswith(PRODUCT):
            return False
        return self.proposal.is_sure if self.said.keep is None else self.said.keep

    @property
    def is_settled(self) -> bool:
        """Kept or left out before."""
        return self.decision is not None and self.decision.is_settled

    @property
    def is_sure(self) -> bool:
        """Whether it stands among the proposed; else it is doubtful, ticked or not."""
        return self.proposal.is_sure or self.parted

    @property
    def names(self) -> list[str]:
        """Every spelling by which a later import knows it."""
        return list(dict.fromkeys((self.found, self.proposal.name, *self.proposal.names, *self.merged)))


class Listing(NamedTuple):
    """`rows` wait to be kept or left out; `before` were, earlier. `gone` leads from each row that was merged into
    another to that one."""

    rows: list[Row]
    before: list[Row]
    gone: dict[str, str]

    def row(self, id: str) -> Row | None:
        return next((row for row in (*self.rows, *self.before) if row.id == id), None)

    @property
    def kept(self) -> list[Row]:
        return [row for row in self.rows if row.is_kept]


def listing(proposals: Sequence[Proposal], decisions: Iterable[ProductDecision]) -> Listing:
    """What was found, surest first, as it stands after everything that was said."""
    known = {decision.name: decision for decision in decisions}
    rows = _said_of(proposals, known)
    _split(rows, known)
    gone = {id: head for id in rows if (head := _head(rows, id)) != id}
    for id, head in gone.items():
        rows[head] = _merged(rows[head], rows[id])
    left = [_as_said(row) for id, row in rows.items() if id not in gone]
    waiting = [row for row in left if not row.is_settled and row.proposal.evidence]
    return Listing(waiting, [row for row in left if row.is_settled], gone)


def text_id(evidence: Evidence) -> str:
    """Names a text, whoever has it: what is split off is split off for all of them."""
    return f"{evidence.source}:{evidence.text}"


def _said_of(proposals: Sequence[Proposal], known: dict[str, ProductDecision]) -> dict[str, Row]:
    """Each proposal with the decision on its name, or else on another spelling of it that is not itself proposed."""
    # Compared anew: how names are compared may have changed since they were stored.
    spelled = {
        id_of(name): id for id, one in known.items() if not id.startswith(APART) for name in (*one.spellings, one.found)
    }
    own = {id_of(proposal.name) for proposal in proposals}
    rows: dict[str, Row] = {}
    for proposal in proposals:
        ids = [id_of(name) for name in (proposal.name, *proposal.names)]
        others = (found for one in ids if (found := spelled.get(one, "")) and found not in own and found not in rows)
        id = ids[0] if ids[0] in known else next(others, ids[0])
        if id not in rows:
            rows[id] = _row(id, proposal, known.get(id))
    return rows


def _row(id: str, proposal: Proposal, decision: ProductDecision | None) -> Row:
    if decision is None:
        return Row(id, proposal, proposal.name)
    said = Said.of_json(decision.said)
    return Row(id, proposal, proposal.name, said, decision.version, parted=bool(said.of), decision=decision)


def _split(rows: dict[str, Row], known: dict[str, ProductDecision]) -> None:
    """Texts that somebody split off go from one row to another, which may be new, and who has them goes along."""
    for name, decision in known.items():
        texts = set(decision.said.get("texts", ()))
        whole = rows.get(decision.said.get("of", ""))
        if not texts or whole is None or whole.id == name:
            continue
        part, rest = _parted(whole.proposal, texts)
        if not part.evidence:
            continue
        rows[whole.id] = whole._replace(proposal=rest)
        new = part._replace(name=decision.found, names=())
        own = rows.get(name) or _row(name, new._replace(evidence=(), assignments=()), decision)
        rows[name] = own._replace(proposal=_joined(own.proposal, part._replace(names=())))


def _parted(proposal: Proposal, texts: set[str]) -> tuple[Proposal, Proposal]:
    """What goes with the texts, and what stays. Who covers goes where their own title goes."""
    goes = tuple(one for one in proposal.evidence if text_id(one) in texts)
    stays = tuple(one for one in proposal.evidence if text_id(one) not in texts)
    along = {one.position for one in goes} - {one.position for one in stays}
    both = {one.position for one in goes} & {one.position for one in stays}
    part = proposal._replace(
        evidence=goes, assignments=tuple(one for one in proposal.assignments if one.position in along | both)
    )
    rest = proposal._replace(
        evidence=stays, assignments=tuple(one for one in proposal.assignments if one.position not in along)
    )
    return part, rest


def _head(rows: dict[str, Row], id: str) -> str:
    """The row that this one is merged into in the end; itself where that is nowhere, or leads round in a ring."""
    at, seen = id, {id}
    while (into := rows[at].said.into) in rows:
        if into in seen:
            return id
        at = into
        seen.add(at)
    return at


def _merged(head: Row, other: Row) -> Row:
    names = (*other.merged, other.said.name or other.found)
    return head._replace(proposal=_joined(head.proposal, other.proposal), merged=(*head.merged, *names))


def _joined(one: Proposal, other: Proposal) -> Proposal:
    """One product of two: all that names either, and whoever covers either."""
    duties: dict[tuple[str, str], ProposedAssignment] = {}
    for duty in (*one.assignments, *other.assignments):
        duties.setdefault((duty.role, duty.position), duty)
    names = dict.fromkeys((*one.names, *((other.name,) if other.name != one.name else ()), *other.names))
    return one._replace(
        evidence=tuple(dict.fromkeys((*one.evidence, *other.evidence))),
        names=tuple(name for name in names if name != one.name),
        assignments=tuple(duties.values()),
        team=one.team or other.team,
    )


def _as_said(row: Row) -> Row:
    """The proposal with its name, audience, team and people as somebody said."""
    found, said = row.proposal, row.said
    called = said.name or found.name
    names = (*found.names, *((found.name,) if called != found.name else ()), *said.names)
    chosen = [
        ProposedAssignment(role, position, kind, "Chosen by hand.")
        for role, (position, kind) in said.covers.items()
        if position
    ]
    proposed = [one for one in found.assignments if one.role not in said.covers]
    return row._replace(
        proposal=found._replace(
            name=called,
            names=tuple(dict.fromkeys(name for name in names if name != called)),
            market_facing=found.market_facing if said.market is None else said.market,
            team=found.team if said.team is None else said.team,
            assignments=(*proposed, *chosen),
        )
    )
