"""What closes a finding: fixes, and what only a person can do or decide."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from planning.core.changes.change import Change
from planning.core.content import Role
from planning.core.records import Org, Position, Product
from planning.core.rules import Context, Finding, Rule


class FixKind(StrEnum):
    """What a fix does, whatever its title says."""

    ASSIGN = "assign"  # a product is given or handed to somebody of the role
    STAND_IN = "stand-in"  # somebody of another role looks after a product for now
    COUNTS = "counts"  # an assignment counts as covering
    HIRE = "hire"  # a position is opened, or the start of one that is open is moved
    MOVE = "move"  # a position reports to another manager
    DOTTED = "dotted"  # a dotted line is added
    LINK = "link"  # two positions are named as counterparts
    PARTNER = "partner"  # a product gets a partner of a function
    BACKUP = "backup"  # somebody is made backup
    ACCOUNTABLE = "accountable"  # one person is made to answer for a responsibility
    RETITLE = "retitle"  # a position gets another role or level
    SPLIT = "split"  # what one person does is shared out
    END = "end"  # a position ends


class Mark(StrEnum):
    """What a reason says of who is proposed."""

    FOR = "for"
    EVEN = "even"
    AGAINST = "against"


class Reason(NamedTuple):
    """Why this one and not another, in a few words: “has room: 2 of 3”."""

    mark: Mark
    text: str


class Fix(NamedTuple):
    """Changes that close a finding, or lower its severity; never empty. `title` is for people alone, `note` the figures
    beside it (“1 → 2 products”). `key` tells it from the other fixes of its kind on the finding, and stays the same
    while the organisation does."""

    kind: FixKind
    title: str
    changes: tuple[Change, ...]
    key: str = ""
    note: str = ""
    reasons: tuple[Reason, ...] = ()


class Form(StrEnum):
    """Where a person does what no fix can."""

    PRODUCT = "product"
    POSITION = "position"
    PERSON = "person"
    LEAVE = "leave"  # the form that says from when until when a person is on leave
    REQUISITION = "requisition"
    MANAGER = "manager"  # the form that moves a position under another manager
    ASSIGN = "assign"  # the form that gives a product to a position
    OPENING = "opening"  # the form that opens a position; its key is whom that reports to
    PAIR = "pair"  # the form that names two people counterparts on a product
    ACCOUNTABLE = "accountable"  # the form that says who is accountable for what on a product
    IMPORT = "import"
    SETUP = "setup"


class Hint(NamedTuple):
    """What only a person can do, and the form where it is done; `key` is of the record that it is about, `filled` what
    its fields hold to begin with."""

    text: str
    form: Form | None = None
    key: str = ""
    filled: tuple[tuple[str, str], ...] = ()


class PassedOver(NamedTuple):
    """Whom one would ask about first, and why they are not proposed, in a sentence without its full stop."""

    text: str


class DecisionKind(StrEnum):
    NOT_APPLICABLE = "not-applicable"  # a product does without a partner
    CONFIRM = "confirm"  # what was assumed is so


class Decision(NamedTuple):
    """What says that there is nothing to fix: an action of its own. `changes` is empty where it is made elsewhere."""

    kind: DecisionKind
    title: str
    changes: tuple[Change, ...] = ()


Way = Fix | Hint | Decision | PassedOver


@dataclass(frozen=True)
class Case:
    """One finding, with what its ways out are made from. `wanted` is the key of a fix that somebody asked for: whom it
    proposes is proposed again, even where others would come first by now; '' for the best."""

    ctx: Context
    rule: Rule
    finding: Finding
    wanted: str = ""

    @property
    def org(self) -> Org:
        return self.ctx.org

    @property
    def on(self) -> date:
        return self.ctx.org.on

    @property
    def product(self) -> Product:
        """The product that the finding is about."""
        return self.org.products[self.finding.subject.key]

    @property
    def position(self) -> Position:
        """The position that the finding is about."""
        return self.org.positions[self.finding.subject.key]

    @cached_property
    def role(self) -> Role:
        """The role that the rule was made for, or else the one that the finding names in `about`."""
        return self.ctx.content.roles[self.rule.role or self.finding.about]


Ways = Callable[[Case], Iterable[Way]]
