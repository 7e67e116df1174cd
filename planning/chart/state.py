"""What the address of a chart says: view, date, what is open, filters. The address is the only place of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict

from planning.core.layout import COMPACT, LAYOUTS, STACKED, TREE, Frame

CHART, LIST, TABLE = "chart", "list", "table"
VIEWS = (CHART, LIST, TABLE)
AFTER, BEFORE, CHANGES = "", "before", "changes"
FITTING, DEPTH, ALL_LEVELS = 0, 2, 99
MOST_KEYS, LONGEST_QUERY = 2000, 200


@dataclass(frozen=True)
class ChartState:
    """`depth` levels are open, as many as fit where it is not said; `open` and `shut` hold the keys that deviate from
    it, `whole` the branches that are open all the way down. `layout` is how branches are laid out, blank for what suits
    the window; `tree`, `stacked` and `compact` hold the branches that have one of their own. `on` is blank for today,
    `plan` for the organisation as it is. `card` is the position in the panel; `reveal` opens the way to everything
    that the filters find; `dotted` shows dotted lines. `show` is the side of a plan that is drawn, `against` the plan
    that it is held against, blank for the organisation as it is; `step` is the change looked at, counted from 1."""

    view: str = CHART
    on: str = ""
    plan: str = ""
    against: str = ""
    show: str = AFTER
    focus: str = ""
    depth: int = FITTING
    layout: str = ""
    tree: tuple[str, ...] = ()
    stacked: tuple[str, ...] = ()
    compact: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    shut: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    filter: tuple[str, ...] = ()
    q: str = ""
    card: str = ""
    reveal: bool = False
    dotted: bool = False
    step: int = 0
    sort: str = ""
    page: int = 1

    @classmethod
    def read(cls, query: QueryDict, on: str = "") -> ChartState:
        """What cannot be read counts as not said. `on` is the date as the guard has read it, '' for today."""
        view = query.get("view", CHART)
        return cls(
            view=view if view in VIEWS else CHART,
            on=on,
            plan=query.get("plan", ""),
            against=query.get("against", ""),
            show=show if (show := query.get("show", AFTER)) in (BEFORE, CHANGES) else AFTER,
            focus=query.get("focus", ""),
            depth=_depth(query.get("depth", "")),
            layout=layout if (layout := query.get("layout", "")) in LAYOUTS else "",
            tree=_keys(query, TREE),
            stacked=_keys(query, STACKED),
            compact=_keys(query, COMPACT),
            open=_keys(query, "open"),
            shut=_keys(query, "shut"),
            whole=_keys(query, "whole"),
            filter=tuple(dict.fromkeys(name for name in _keys(query, "filter") if name)),
            q=query.get("q", "").replace("\0", "").strip()[:LONGEST_QUERY],
            card=query.get("card", ""),
            reveal=query.get("reveal") == "1",
            dotted=query.get("dotted") == "1",
            step=_number(query.get("step", ""), 0, 1_000_000),
            sort=query.get("sort", ""),
            page=_number(query.get("page", ""), 1, 1_000_000),
        )

    def query(self, **changes: Any) -> str:
        """The address's query with these changes, '?' included; what is at its default is left out."""
        state = replace(self, **changes) if changes else self
        pairs = [(name, value) for name in _NAMES for value in _texts(name, getattr(state, name))]
        return "?" + urlencode(pairs)

    @property
    def moment(self) -> str:
        """What links to other pages keep of it: the date and the plan; '' where neither is said."""
        return ChartState(on=self.on, plan=self.plan).query() if self.on or self.plan else ""

    def toggled(self, key: str, opened: bool) -> dict[str, tuple[str, ...]]:
        """The fields that open or close a branch, given whether it is `opened` now."""
        bare = {name: tuple(k for k in getattr(self, name) if k != key) for name in ("open", "shut", "whole")}
        side = "shut" if opened else "open"
        return {**bare, side: (*bare[side], key)}

    def with_filter(self, name: str) -> dict[str, Any]:
        """The fields that turn a filter on or off."""
        names = tuple(f for f in self.filter if f != name) if name in self.filter else (*self.filter, name)
        return {"filter": names, "page": 1, "reveal": False}

    @property
    def layouts(self) -> Mapping[str, str]:
        """The layouts of single branches, by key."""
        return {key: name for name in LAYOUTS for key in getattr(self, name)}

    @property
    def seeks(self) -> bool:
        """Whether anything is looked for."""
        return bool(self.filter or self.q)


class Fit(NamedTuple):
    """What of a chart is open at first sight, and what it is arranged for, whatever is opened later."""

    depth: int
    open: tuple[str, ...]
    frame: Frame


_DEFAULTS: Mapping[str, Any] = {name: f.default for name, f in ChartState.__dataclass_fields__.items()}
_NAMES = tuple(_DEFAULTS)


def _texts(name: str, value: Any) -> list[str]:
    if value == _DEFAULTS[name]:
        return []
    if isinstance(value, tuple):
        return list(value)
    if name == "depth" and value == ALL_LEVELS:
        return ["all"]
    return ["1"] if value is True else [str(value)]


def _keys(query: QueryDict, name: str) -> tuple[str, ...]:
    return tuple(query.getlist(name)[:MOST_KEYS])


def _depth(text: str) -> int:
    return ALL_LEVELS if text == "all" else _number(text, FITTING, ALL_LEVELS)


def _number(text: str, default: int, most: int) -> int:
    return min(max(int(text), 1), most) if text.isascii() and text.isdigit() and len(text) < 9 else default
