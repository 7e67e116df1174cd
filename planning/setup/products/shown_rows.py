"""A row of the products found as the page shows it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple
from urllib.parse import quote

from django.utils.safestring import SafeString

from planning.forms import records
from planning.setup.products.listing import Row
from planning.setup.products.row_reader import RowReader, ShownRole, Voice, counts, marked
from planning.setup.products.said import PRODUCT

BUTTONS = {"rename": "Rename", "merge": "Merge", "split": "Split", "also": "Add"}


class Opening(NamedTuple):
    """Which row is opened, and what is asked for in it: `form` is a deed that asks for more, or ''. `role` is the slug
    of the role that it asks for, `typed` what was typed already, `ticked` the texts that were chosen. `error` says why
    the deed could not be done, `candidates` whom it may have meant, `overtaken` who changed the row meanwhile and how.
    """

    id: str = ""
    form: str = ""
    role: str = ""
    typed: Mapping[str, str] = {}
    ticked: Collection[str] = ()
    error: str = ""
    candidates: Sequence[object] = ()
    overtaken: str = ""


class ShownRow:
    """A row as the page shows it; what only the opened row needs is worked out when it is asked for. `query` are the
    filters of the page, as an address has them."""

    def __init__(self, page: RowReader, row: Row, opening: Opening, query: str) -> None:
        self._page, self.row = page, row
        self.proposal, self.id, self.said = row.proposal, row.id, row.said
        self.opening = opening if opening.id == row.id else None
        self.link = f"?{query}of={quote(row.id)}"

    @property
    def cover_label(self) -> str:
        """What the opened row asks a person for."""
        slug = self.opening.role if self.opening else ""
        name = next((role.name for role in self._page.covering if role.slug == slug), "Who covers it")
        return f"{name} of {self.proposal.name}"

    @property
    def asking(self) -> dict[str, dict[str, bool]]:
        """The field for a person has the focus, and must be filled in."""
        return {"attrs": {"autofocus": True, "required": True}}

    @property
    def asked_position(self) -> str:
        """What was typed or chosen as a person already, as the field shows it."""
        return records.shown(self._page.org, "position", self.opening.typed.get("position", "")) if self.opening else ""

    @property
    def place(self) -> str:
        """Its place in the page, for addresses that end with #."""
        return "found-" + re.sub(r"\W+", "-", self.id)

    @property
    def counts(self) -> str:
        return counts(self.proposal.evidence)

    @property
    def strongest(self) -> SafeString:
        return marked(self.proposal.evidence[0])

    @property
    def doubt(self) -> str:
        """Why it is not among the proposed; '' if it is."""
        if self.said.into.startswith(PRODUCT):
            return f"Another name for {self._page.product_name(self.said.into)}, which is already listed."
        return "" if self.row.is_sure else self.proposal.doubt or "Too little evidence to be sure."

    @property
    def roles(self) -> list[ShownRole]:
        return self._page.roles(self.row)

    @property
    def marks(self) -> list[tuple[str, str]]:
        """Icon and word of what Lineup or somebody did with it."""
        return list(self._page.marks(self.row))

    @cached_property
    def voices(self) -> list[Voice]:
        return self._page.voices(self.proposal.evidence)

    @property
    def team(self) -> str:
        return self._page.team_name(self.proposal.team)

    @property
    def leader(self) -> str:
        return self._page.leader(self.proposal.team)

    @property
    def is_guess(self) -> bool:
        """Nobody has said whom it is for."""
        return self.said.market is None

    @property
    def asks(self) -> str:
        """What the button of the opened row's form says."""
        return BUTTONS.get(self.opening.form if self.opening else "", "Choose")

    @property
    def product(self) -> str:
        """The key of the product that it became; '' where it was left out, or that product is no more."""
        return self._page.product_of(self.row)
