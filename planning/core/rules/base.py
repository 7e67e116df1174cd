"""What a rule is, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from planning.core.changes.change import Change

if TYPE_CHECKING:
    from planning.core.rules.context import Context

CRITICAL, WARNING, INFO = "critical", "warning", "info"
SEVERITIES = (CRITICAL, WARNING, INFO)
PRODUCT, POSITION, ORGANISATION = "product", "position", "organisation"


class Subject(NamedTuple):
    """What a finding is about: a product, a position or the organisation (whose key is '')."""

    kind: str
    key: str
    name: str


class Finding(NamedTuple):
    """What a rule says about one subject. `because` are ids of role content; `about` tells two findings of
    one rule on one subject apart (a discipline, a responsibility); `involves` are positions concerned. `facts` is
    what acceptances keep the digest of: its words never change, whatever the message comes to say, and it leaves out
    what the mere passing of days changes; '' where the message serves.
    `assumed` are the fields of a product that it rests on and that nobody has said. `products` are the products that it
    concerns beside its subject, `due` the day from which it hurts, where one is known: a launch, the end of cover, a
    start. `headline` says what is wrong in a few words, without the subject's name; '' where the rule's title does."""

    rule: str
    severity: str
    subject: Subject
    message: str
    because: tuple[str, ...] = ()
    about: str = ""
    involves: tuple[str, ...] = ()
    facts: str = ""
    assumed: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    due: date | None = None
    headline: str = ""

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """The same for the same finding before and after a change."""
        return self.rule, self.subject.kind, self.subject.key, self.about

    @property
    def code(self) -> str:
        """The identity in an address: 16 characters."""
        return code_of(self.identity)

    @property
    def digest(self) -> str:
        """Differs once the facts that the finding rests on do: 64 characters."""
        return sha256("\n".join((self.facts or self.message, *sorted(self.involves))).encode()).hexdigest()


def code_of(identity: tuple[str, str, str, str]) -> str:
    return sha256("\n".join(identity).encode()).hexdigest()[:16]


class Number(NamedTuple):
    """A threshold that an organisation may set."""

    name: str
    label: str
    default: int


class Sides(NamedTuple):
    """The organisation before and after some changes."""

    before: Context
    after: Context


# Which subjects changes can touch; None: any of them.
Touch = Callable[[Sides, Collection[Change]], Collection[str] | None]


# The fields of products that a finding rests on and that nobody has said, in no order.
RestsOn = Callable[["Context", Finding], Collection[str]]


def on_nothing(ctx: Context, finding: Finding) -> Collection[str]:
    return ()


@dataclass(frozen=True)
class Fact:
    """Something of an organisation that files may leave out as a whole. Until it `is_given` anywhere, it is not known
    rather than missing. `label` names it in a sentence; `about`: of a rule that waits for it only the findings with
    this `about` do ('' for all); `kinds`: changes of these records can give it; `because` are ids of role content.
    `in_part`: what is known of some subjects and not of others; of those it is said with whom it concerns. `said_by` is
    the rule that tells that it is not given."""

    key: str
    label: str
    is_given: Callable[[Context], bool]
    about: str = ""
    kinds: frozenset[str] = frozenset()
    because: tuple[str, ...] = ()
    in_part: bool = False
    said_by: str = "not-known"

    def holds_back(self, finding: Finding) -> bool:
        """Whether a finding of a rule that waits for it says nothing while it is not given."""
        return self.about in ("", finding.about)


@dataclass(frozen=True)
class Rule:
    """A rule over subjects of one kind, and, where several have one cause, over those of another kind, `also` (the key
    of the organisation is ''). `subjects` lists those worth a look, `check` looks at one, and `rests_on` tells which
    assumed facts a finding rests on. `role` is the slug of the role that it was made for, '' for a rule about any.
    `waits` are the facts that it says nothing without."""

    id: str
    family: str
    title: str
    condition: str
    source: str
    severity: str
    kind: str
    subjects: Callable[[Context], Iterable[str]]
    check: Callable[[Context, str], Iterable[Finding]]
    touch: Touch
    numbers: tuple[Number, ...] = ()
    rests_on: RestsOn = on_nothing
    role: str = ""
    waits: tuple[Fact, ...] = ()
    also: str = ""


def is_graver(one: str, than: str) -> bool:
    return SEVERITIES.index(one) < SEVERITIES.index(than)


def lighter(severity: str) -> str | None:
    """One step down; None below info."""
    return {CRITICAL: WARNING, WARNING: INFO}.get(severity)
