"""Role content as the rules see it: what each role is, as frozen values. The rules name no role.

Every value that a rule can rest on carries the `id` of the content record it comes from, so that a
finding can quote it. Ids look like `product-manager/reporting`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from planning.core.words import spoken

# The steps that the ladders of all roles share, from 1.
LEVELS = ("1 Associate", "2 Regular", "3 Senior", "4 Lead", "5 Director", "6 Head or VP", "7 Chief")


class Need(NamedTuple):
    """When a product needs the role: in these stages, for this audience (`any`, `market`, `internal`), and
    in any stage within `window` days before its launch. A gap has `severity`; `urgent` in the stages of
    `urgent_stages` and within the window."""

    id: str
    stages: tuple[str, ...]
    audience: str = "any"
    window: int = 0
    severity: str = "warning"
    urgent: str = "critical"
    urgent_stages: tuple[str, ...] = ()


class TypicalLine(NamedTuple):
    """Whom the role typically reports to: a leader of these functions, of this level or above.

    Another leader has `severity`, one of the functions in `lighter` only info. `leader` is how grave it is
    that several people in the role have no leader of their own; `short` says that a long line is flagged.
    """

    id: str
    functions: tuple[str, ...]
    level: int = 5
    severity: str = "warning"
    lighter: tuple[str, ...] = ()
    leader: str = "warning"
    short: bool = True


class Partner(NamedTuple):
    """Functions the role works with on a product. `any_of`: one of them is enough; else each is looked for.
    `stages` is when (empty: whenever the role is needed). `name` ends the rule's id: partner-build."""

    id: str
    functions: tuple[str, ...]
    any_of: bool = False
    stages: tuple[str, ...] = ()
    market_only: bool = False
    name: str = ""


class Norm(NamedTuple):
    """A number that holds for the role elsewhere. `counts` says of what: `products`, the live products of one holder;
    `counterparts`, the holders of the role `of` whose products one holder covers; `people`, people of the function or
    role `of` for one holder; `holders`, holders for one person of `of`. `low` and `high` bound it (0: no bound); above
    is of `severity`, below an information. `market_only`: holders on products for the market alone count. `source` is
    where the number comes from."""

    id: str
    counts: str
    of: str = ""
    low: int = 0
    high: int = 0
    severity: str = "warning"
    name: str = ""
    market_only: bool = False
    source: str = ""


class Pairing(NamedTuple):
    """Two covering roles that work as a pair on a product, and the record that says so."""

    id: str
    one: str
    other: str
    distinct: str = ""  # the record on how their core focuses differ


class Responsibility(NamedTuple):
    """`roles`: whose it is; with several, either may have it but one must."""

    id: str
    name: str
    roles: tuple[str, ...]


class Role(NamedTuple):
    """`code` is the short name on a badge (PM). `covers`: products are covered in this role. `leads`: roles
    that this one leads. `core` is the record that says what the role is for."""

    slug: str
    name: str
    code: str
    function: str
    covers: bool = False
    core: str = ""
    need: Need | None = None
    line: TypicalLine | None = None
    partners: tuple[Partner, ...] = ()
    leads: tuple[str, ...] = ()
    norms: tuple[Norm, ...] = ()


class CareerStep(NamedTuple):
    """Somebody in `role` on `level` may go on to the role `to` on the level `at`, both from 1 as in LEVELS."""

    role: str
    level: int
    to: str
    at: int


class Reading(NamedTuple):
    """What a job title says. `role` and `function` are '' and `level` None where it cannot be known."""

    title: str
    role: str = ""
    function: str = ""
    level: int | None = None
    confidence: float = 0.0


class TitleWord(NamedTuple):
    """One word of a title, or a few that are one thing, from the character `start` to before `end`.

    `kind`: `somebody` (what somebody is: manager), `grade` (senior, II), `work` (what roles work in: design), `idle`
    (when, where or how much), `tie` (for, of, à), `and`, `slash`, `mark` (a comma, dash, bracket), or `name`: none of
    these. `means` is its English in a common spelling, for a mark and a name as it stands."""

    start: int
    end: int
    kind: str
    means: str


class Language(NamedTuple):
    """Words of one language in files from people. `headers` holds headers of columns by the field that they stand for
    (the fields of imports), `statuses` words of a status column by what they mean (`active`, `on-leave`, `suspended`,
    `inactive`, `vacant`, `future`)."""

    slug: str
    name: str = ""
    headers: Mapping[str, tuple[str, ...]] = {}
    statuses: Mapping[str, tuple[str, ...]] = {}


def unread(title: str) -> Reading:
    return Reading(title)


def untaken(title: str) -> tuple[TitleWord, ...]:
    return ()


def unknown(department: str) -> str:
    return ""


@dataclass(frozen=True)
class Content:
    """All role content that is in force for an organisation, its rule settings, and how it reads titles (`read_title`)
    and takes them apart (`words_of`).

    `settings` holds what the organisation changed, by rule id: {"on": bool, "severity": str ('' for the rule's
    own), "numbers": {name: int}}.
    `quotes` gives the text of every record that a finding may cite, by id. `functions` names each function.
    `function_of` tells the function of a department by its name, '' where the name does not say. `version`
    differs whenever anything in it does. `languages` are words of files in other languages than English. `steps` are
    the career paths between roles, `titles` what somebody who leads nobody is called, by role and level.
    """

    roles: Mapping[str, Role] = field(default_factory=dict)
    responsibilities: tuple[Responsibility, ...] = ()
    pairings: tuple[Pairing, ...] = ()
    quotes: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    read_title: Callable[[str], Reading] = unread
    words_of: Callable[[str], tuple[TitleWord, ...]] = untaken
    functions: Mapping[str, str] = field(default_factory=dict)
    function_of: Callable[[str], str] = unknown
    version: str = ""
    languages: tuple[Language, ...] = ()
    steps: tuple[CareerStep, ...] = ()
    titles: Mapping[tuple[str, int], str] = field(default_factory=dict)

    def function_name(self, slug: str) -> str:
        """What people call a function; one that nothing is said of by its slug, as words."""
        return self.functions.get(slug) or spoken(slug)

    def is_on(self, rule: str) -> bool:
        """Whether the organisation has not switched a rule off."""
        return bool(self.settings.get(rule, {}).get("on", True))

    @cached_property
    def covering(self) -> tuple[Role, ...]:
        return tuple(role for role in self.roles.values() if role.covers)
