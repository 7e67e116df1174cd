"""What is proposed as a product, and who says so."""

from __future__ import annotations

from typing import NamedTuple

# From this confidence on, and without a doubt, a proposal is taken for a product unless somebody says otherwise.
SURE = 0.6


class Evidence(NamedTuple):
    """One text that names a product. `position` is whose title or cell it is, '' where a team's name says so. `text` is
    as written, `spans` the first and last-plus-one characters of it that name the product. `source` is `title`, `team`
    or `cell` (another column of a file, such as a cost centre)."""

    position: str
    text: str
    source: str = "title"
    spans: tuple[tuple[int, int], ...] = ()


class ProposedAssignment(NamedTuple):
    """Who would cover the product: a position, in a role, as owner, stand-in or backup. `reason` is a sentence."""

    role: str
    position: str
    kind: str
    reason: str = ""


class Proposal(NamedTuple):
    """A product as it would be added. `key` is derived from its name and the same at each run on the same organisation;
    `confidence` from 0 to 1; `doubt` is a sentence on why it may be none, '' where nothing speaks against it.
    `names` are the other spellings found, `team` a team's key or ''. `market_facing` is a guess."""

    key: str
    name: str
    confidence: float
    evidence: tuple[Evidence, ...]
    market_facing: bool = True
    doubt: str = ""
    team: str = ""
    names: tuple[str, ...] = ()
    assignments: tuple[ProposedAssignment, ...] = ()

    @property
    def is_sure(self) -> bool:
        return self.confidence >= SURE and not self.doubt
