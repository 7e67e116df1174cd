"""What is said of the people that a cell names."""

from __future__ import annotations

from planning.imports.products.absent import HIRE
from planning.imports.products.naming import Naming
from planning.imports.products.staff import Staff
from planning.imports.products.tally import Tally


class Telling:
    """Says into a tally whom a cell was taken for, or why nobody is assigned."""

    def __init__(self, tally: Tally, staff: Staff) -> None:
        self.tally, self.staff = tally, staff

    def tell(self, row: int, column: str, naming: Naming) -> None:
        if naming.key:
            self._tell_doubts(row, column, naming)
        elif naming.keys:
            text = (
                f"Several people have this name: {self._listed(naming.keys)}. No one was assigned. Use an ID or e-mail."
            )
            self.tally.note(row, column, naming.text, text, "ambiguous-person")
        elif naming.absent:
            self._tell_absence(row, column, naming)
        elif self.staff.is_team(naming.text):
            text = "This is a team or department, not a person, so no one was assigned. Name a person."
            self.tally.note(row, column, naming.text, text, "team-not-person")
        else:
            text = "No one has this ID, e-mail address or name, so no one was assigned. Write it as in the people file."
            self.tally.note(row, column, naming.text, text, "unknown-person")

    def tell_differing(self, row: int, column: str, naming: Naming, counts: str) -> None:
        text = f"No one matches this, so “{counts}” counts."
        if naming.keys:
            text = f"This names {self._listed(naming.keys)}, but “{counts}” names someone else and counts."
        self.tally.note(row, column, naming.text, f"{text} Correct one of the two.", "person-columns-differ")

    def _tell_doubts(self, row: int, column: str, naming: Naming) -> None:
        if naming.why:
            text = f"Read as {self._listed(naming.keys)}: {naming.why}. Write the full name if this is wrong."
            self.tally.note(row, column, naming.text, text, "short-name")
        if naming.aside.endswith("?"):
            text = "Marked with a question mark, but counted. Clear the cell if this is wrong."
            self.tally.note(row, column, naming.text, text, "marked-doubtful")

    def _tell_absence(self, row: int, column: str, naming: Naming) -> None:
        if naming.absent == HIRE:
            text = "Still to be hired, so no one covers yet. Add the open position to plan for it."
            self.tally.note(row, column, naming.text, text, "to-be-hired")
        else:
            text = "This is not a person, so no one was assigned. Leave the cell blank, or name someone."
            self.tally.note(row, column, naming.text, text, "no-person")

    def _listed(self, keys: tuple[str, ...]) -> str:
        return self.staff.directory.listed(keys)
