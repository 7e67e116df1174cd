"""The list of products found as one request asks for it: filtered, one page of it, with the counts around it."""

from __future__ import annotations

from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.core.paginator import Paginator
from django.http import HttpRequest, QueryDict
from django.utils.http import urlencode

from planning.core.coverage.coverage import MISSING
from planning.organisation.snapshot import Snapshot
from planning.setup.products import deciding, keeping
from planning.setup.products.listing import Row
from planning.setup.products.row_reader import RowReader, counts
from planning.setup.products.said import PRODUCT
from planning.setup.products.shown_rows import Opening, ShownRow
from portal.guard import Access
from portal.optimistic_lock import token
from portal.request_values import page_of

PER_PAGE = 100
NOTHING = Opening()
FILTERS = ("show", "q", "page", "after")


class Pill(NamedTuple):
    """A filter with how many it leaves; `code` is that of the role it is about."""

    name: str
    number: int
    label: str
    code: str = ""


class ProductsPage:
    """Always of today, and outside of plans: what is kept becomes a product of the organisation as it is."""

    def __init__(self, request: HttpRequest, access: Access, opening: Opening = NOTHING) -> None:
        self.request, self.access, self.opening = request, access, opening
        self.asked = _asked(request)
        self.snapshot = Snapshot(access.organisation, access.today)
        self.listing = deciding.listing_of(self.snapshot)
        self.reader = RowReader(self.snapshot, self.listing)

    @cached_property
    def query(self) -> str:
        """The filters, to be followed by what else an address asks."""
        asked = self.access.kept | {name: value for name in FILTERS if (value := self.asked.get(name))}
        return f"{urlencode(asked)}&" if asked else ""

    @property
    def list_token(self) -> str:
        return token(keeping.state_of(self.listing))

    def shown(self, row: Row) -> ShownRow:
        return ShownRow(self.reader, row, self.opening, self.query)

    def frame(self) -> dict[str, Any]:
        """What stands around the rows and changes with each press: the filters and the foot."""
        kept = len(self.listing.kept)
        return {
            "access": self.access,
            "asked": self.asked,
            "query": self.query,
            "roles": self.reader.covering,
            "pills": self._pills(),
            "found": len(self.listing.rows),
            "kept": kept,
            "left": len(self.listing.rows) - kept,
            "is_many": len(self.listing.rows) > PER_PAGE,
            "list_token": self.list_token,
            "others": False,
            "is_beside": False,
            "targets": self._targets() if self.opening.form == "merge" else [],
            "team_choices": self._teams() if self.opening.form == "team" else [],
        }

    def whole(self) -> dict[str, Any]:
        """The page that is asked for."""
        asked = self.asked
        rows = [row for row in self._filtered(asked.get("show", "")) if _holds(row, asked.get("q", ""))]
        page = Paginator(rows, PER_PAGE).get_page(asked.get("page"))
        shown = [self.shown(row) for row in page]
        sure, org = sum(row.is_sure for row in rows), self.snapshot.org
        groups = [
            ("Proposed", f"{sure}, most certain first", [one for one in shown if one.row.is_sure]),
            (
                "Uncertain",
                f"{len(rows) - sure}, left out unless selected",
                [o for o in shown if not o.row.is_sure],
            ),
        ]
        counts = {
            "titles": len({one.title for one in org.positions.values() if one.title}),
            "teams": len(org.teams),
            "products": len(org.products),
        }
        return {
            **self.frame(),
            "page": page,
            "groups": [group for group in groups if group[2]],
            "counts": counts,
            "not_kept": "",
        }

    def _targets(self) -> list[tuple[str, str, str]]:
        """What a row may be merged into: value, name, and what tells it from others of the list; then the products that
        are there already."""
        rows = [
            (row.id, row.proposal.name, counts(row.proposal.evidence))
            for row in self.listing.rows
            if row.id != self.opening.id
        ]
        products = [(PRODUCT + one.key, one.name or one.key, "product") for one in self.snapshot.org.products.values()]
        return sorted(rows, key=_by_name) + sorted(products, key=_by_name)

    def _teams(self) -> list[tuple[str, str]]:
        return sorted(((key, team.name or key) for key, team in self.snapshot.org.teams.items()), key=_by_name)

    def _pills(self) -> list[Pill]:
        rows = self.listing.rows
        roles = [
            Pill(name := f"missing-{role.slug}", len(self._filtered(name)), "missing", role.code)
            for role in self.reader.covering
        ]
        others = [Pill(name, len(self._filtered(name)), label) for name, label in _OTHERS.items()]
        return [Pill("", len(rows), "All"), *(pill for pill in (*roles, *others) if pill.number)]

    def _filtered(self, show: str) -> list[Row]:
        rows, reader = self.listing.rows, self.reader
        if show == "before":
            return self.listing.before
        if show == "check":
            return [row for row in rows if reader.is_check(row)]
        if show == "doubtful":
            return [row for row in rows if not row.is_sure]
        role = next((role for role in reader.covering if show == f"missing-{role.slug}"), None)
        return [row for row in rows if reader.state(row, role) == MISSING] if role else rows


def _by_name(choice: tuple[str, ...]) -> str:
    return choice[1].casefold()


_OTHERS = {"check": "Check", "doubtful": "Uncertain", "before": "Decided earlier"}


def _asked(request: HttpRequest) -> QueryDict:
    """The filters of the page: of a part of it, and of the undo in a toast, those of the page that it is in."""
    url = page_of(request)
    there = QueryDict(urlsplit(url).query)
    return request.GET if any(name in request.GET for name in FILTERS) or not url else there


def _holds(row: Row, text: str) -> bool:
    """Whether the row has every word of a text in its names or in what names it."""
    if not text:
        return True
    proposal = row.proposal
    every = " ".join((proposal.name, *proposal.names, *(one.text for one in proposal.evidence))).casefold()
    return all(word in every for word in text.casefold().split())
