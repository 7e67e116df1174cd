"""What of a people file is in the organisation already: positions under other ids, people under other keys; and whether
the file holds the whole organisation or some rows of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from planning.core.records import Org
from planning.core.words import count
from planning.imports.comparing import openings, people_again, updating
from planning.imports.comparing.renumbering import Match, Renumbering, renumbering
from planning.imports.people.position_rows import PositionRow
from planning.imports.people.reader import Reader
from planning.imports.placing.draft import Draft

NAMED = 5


class Told(NamedTuple):
    """How matches are said: of one, of several, and what to do."""

    one: str
    many: str
    remedy: str
    code: str


BY_EMAIL = Told(
    "new ID was matched to an existing position by e-mail",
    "new IDs were matched to existing positions by e-mail",
    "Correct the e-mail if this is wrong.",
    "renumbered",
)
BY_PERSON = Told(
    "new ID was matched to an existing position by the ID of its holder",
    "new IDs were matched to existing positions by the IDs of their holders",
    "Correct the person’s ID if this is wrong.",
    "renumbered",
)
BY_NAME = Told(
    "new ID was matched to an existing position by name and title, as you accepted",
    "new IDs were matched to existing positions by name and title, as you accepted",
    "",
    "renumbered-by-name",
)
PROPOSED = Told(
    "new ID has the name and title of an existing position",
    "new IDs have the names and titles of existing positions",
    "If they are the same, accept this on the preview page or with --accept-matches. "
    "Otherwise the old positions close and new ones are created.",
    "matches-proposed",
)


class Known:
    """Asked while the rows of a file are placed (`ids`, `is_update`), then to settle the draft. `update`: somebody said
    that the file holds some rows only; `is_plan`: it turned out to be a hiring plan."""

    def __init__(
        self, reader: Reader, current: Org, *, update: bool, accept: bool, remembered: Mapping[str, str]
    ) -> None:
        self.reader = reader
        self.current = current
        self.update = update
        self.accept = accept
        self.remembered = remembered
        self.renumbered = Renumbering()
        self.is_plan = False
        self.people: Mapping[str, str] = {}

    @property
    def learned(self) -> Mapping[str, str]:
        """What to remember: keys by ids of positions, and by those of people."""
        return {**self.renumbered.learned, **self.people}

    @property
    def ends_nothing(self) -> bool:
        return self.update or self.is_plan

    def ids(self, rows: Sequence[PositionRow]) -> Mapping[str, str]:
        """The organisation's keys by ids of the file, where they differ."""
        field, columns = self.reader.ident_field, self.reader.columns
        if field == "requisition_id":
            return {}
        of_people = field == "person_id" or (field == "id" and "person_id" not in columns)
        self.renumbered = renumbering(rows, self.current, self.remembered, of_people=of_people, accept=self.accept)
        return self.renumbered.ids

    def is_update(self, rows: Sequence[PositionRow]) -> bool:
        """Whether the rows may name positions of the organisation that are not among them."""
        self.is_plan = is_hiring_plan(rows, self.current)
        return self.ends_nothing

    def settle(self, draft: Draft) -> None:
        """Give people of the draft the keys that they have, and leave of an update what its cells say."""
        earlier = people_again.remembered_people(self.remembered)
        people = people_again.known_again(draft, self.current, self.renumbered.ids, earlier)
        people_again.rename(draft, people)
        if self.reader.ident_field != "person_id" and "person_id" in self.reader.columns:
            self.people = people_again.to_remember(people)
        self._say_people(people, draft)
        if "requisition_id" in self.reader.columns:
            openings.settle(draft, self.current, self.reader.report)
        elif not (self.ends_nothing or {"vacant", "stage"} & self.reader.columns.keys()):
            openings.spare(draft, self.current, self.reader.report)
        if self.update:
            updating.said_only(draft, self.reader, self.current)
        self._say_kind(draft)
        self._say_matches()

    def _say_people(self, people: Mapping[str, str], draft: Draft) -> None:
        """Where a file has ids of people beside those of positions; else the positions' note says it."""
        new = [key for key in people if key not in self.renumbered.ids]
        if self.reader.ident_field == "person_id" or "person_id" not in self.reader.columns or not new:
            return
        text = (
            f"{count(len(new), 'person with a new ID was', 'people with new IDs were')} matched by e-mail, or by name "
            "in the same position, and kept. Correct the cells if this is wrong."
        )
        self._note(self.reader.header("person_id"), new[0], text, "people-renumbered")

    def _say_kind(self, draft: Draft) -> None:
        if self.update:
            text = "Only these rows are updated: positions, products and values not in the file stay as they are."
            self._note("", "", text, "update")
        elif self.is_plan and self.current.positions:
            text = (
                f"Every row is an open position ({len(draft.positions)}), so the file was read as a hiring plan, "
                "which adds open positions and closes nothing. For a whole organisation, add the filled positions."
            )
            self._note("", "", text, "hiring-plan")

    def _say_matches(self) -> None:
        found = self.renumbered
        self._say(found.by_email, BY_EMAIL)
        self._say(found.by_person, BY_PERSON)
        self._say(found.by_name, BY_NAME)
        self._say(found.proposed, PROPOSED)

    def _say(self, matches: Sequence[Match], told: Told) -> None:
        if not matches:
            return
        named = "; ".join(f"{match.who} (row {match.row})" for match in matches[:NAMED])
        more = f"; and {len(matches) - NAMED} more" if len(matches) > NAMED else ""
        text = f"{count(len(matches), told.one, told.many)}: {named}{more}. {told.remedy}".strip()
        first = matches[0]
        self.reader.report.note(first.row, self.reader.header(self.reader.ident_field), first.ident, text, told.code)

    def _note(self, header: str, value: str, text: str, code: str) -> None:
        self.reader.report.note(self.reader.table.header_row, header, value, text, code)


def is_hiring_plan(rows: Sequence[PositionRow], current: Org) -> bool:
    """Whether a file has open positions only, over an organisation in which somebody sits."""
    standing = [row for row in rows if not row.inactive]
    return bool(standing) and all(row.vacant for row in standing) and any(p.holder for p in current.positions.values())
