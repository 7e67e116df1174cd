"""What is found, as it is shown: a name, what stands beside it, and where it leads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.utils.text import capfirst

from planning.chart.cards import VACANT, occupancy
from planning.core.occasions import launch_text
from planning.core.records import Position
from planning.forms.lookup import NAMELESS, UNTITLED, Candidate, lookup, plain
from planning.organisation.models import Plan
from planning.organisation.snapshot import Snapshot
from planning.search.index import FINDING, PERSON, POSITION, PRODUCT, ROLE, TEAM, covered
from portal.addresses import org_url
from portal.guard import Access


class Hit(NamedTuple):
    """`chart` is where the chart shows it, '' where it does not; `card` the position's key, for a chart that is there
    already. With `is_edit` its address is a form that opens in a dialog; with `leaves` it leads out of the plan. With
    `is_closed` the member may not, and `detail` says why and whom to ask."""

    name: str
    detail: str
    icon: str
    url: str
    chart: str = ""
    card: str = ""
    is_edit: bool = False
    leaves: bool = False
    is_closed: bool = False


class Here(NamedTuple):
    """What a search looks at, and the words that it looks for."""

    access: Access
    snapshot: Snapshot
    words: tuple[str, ...] = ()

    def in_plan(self, plan: Plan) -> Here:
        """The same in a plan."""
        return self._replace(access=self.access.inside(plan))

    def url(self, name: str, *args: Any, **asked: str) -> str:
        """A page of the organisation, in the plan and on the day that are looked at."""
        return org_url(self.access, name, *args, **asked)


def shown(here: Here, kind: str, key: str) -> Hit:
    """The record or the finding of that kind and key."""
    return _SHOWN[kind](here, key)


def _product(here: Here, key: str) -> Hit:
    product = here.snapshot.org.products[key]
    launch = launch_text(product, here.snapshot.org.on)
    facts = (product.stage, "" if product.market_facing else "internal", launch)
    chart = here.url("chart", filter=f"product:{key}", reveal="1")
    return Hit(product.name or key, _joined(*facts), "package", here.url("product", key), chart)


def _position(here: Here, key: str) -> Hit:
    org = here.snapshot.org
    position = org.positions[key]
    state, who, _ = occupancy(org, position)
    return Hit(
        position.title or UNTITLED,
        _joined(who, _covers(here, key), *_apart(here, position)),
        "circle-dashed" if state == VACANT else "user",
        here.url("position", key),
        here.url("chart", card=key),
        key,
    )


def _covers(here: Here, key: str) -> str:
    names = sorted(covered(here.snapshot, key), key=lambda name: not any(word in plain(name) for word in here.words))
    more = f" and {len(names) - 2} more" if len(names) > 2 else ""
    return f"covers {', '.join(names[:2])}{more}" if names else ""


def _apart(here: Here, position: Position) -> list[str]:
    """Its team, and what else tells it from others of its name and title."""
    known: Candidate | None = lookup(here.snapshot.org, POSITION).get(position.key)
    return known.detail.split(" · ")[1:] if known else []


def _person(here: Here, key: str) -> Hit:
    name = here.snapshot.org.people[key].name
    return Hit(name or NAMELESS, "holds no position", "user", here.url("people", q=name))


def _finding(here: Here, code: str) -> Hit:
    finding = here.snapshot.find(code)
    assert finding is not None
    concerned = (finding.subject.key,) if finding.subject.kind == POSITION else finding.involves
    involved = [key for key in concerned if key in here.snapshot.org.positions]
    icon = {"critical": "octagon-alert", "warning": "triangle-alert"}.get(finding.severity, "info")
    chart = here.url("chart", card=involved[0]) if involved else ""
    return Hit(
        finding.headline or finding.message,
        finding.subject.name,
        icon,
        here.url("findings-one", code),
        chart,
        involved[0] if involved else "",
    )


def _team(here: Here, key: str) -> Hit:
    team = here.snapshot.org.teams[key]
    chart = here.url("chart", filter=f"team:{key}", reveal="1")
    url = here.url("people-teams", q=team.name or key)
    return Hit(team.name or key, capfirst(here.snapshot.content.function_name(team.function)), "users", url, chart)


def _role(here: Here, slug: str) -> Hit:
    role = here.snapshot.content.roles[slug]
    detail = _joined(role.code if role.code != role.name else "", "role guide")
    return Hit(role.name, detail, "book-open", here.url("guide-role", slug))


def _joined(*texts: str) -> str:
    return " · ".join(filter(None, texts))


_SHOWN: Mapping[str, Callable[[Here, str], Hit]] = {
    PRODUCT: _product,
    POSITION: _position,
    PERSON: _person,
    FINDING: _finding,
    TEAM: _team,
    ROLE: _role,
}
