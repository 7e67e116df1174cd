"""Run the pure stages on a few lines of text, with a little content of our own."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from planning.core.content import Content, Reading, Role
from planning.core.records import Org
from planning.imports.pipeline import File, Outcome, Settings, prepare, run

ON = date(2022, 6, 1)
ROLES = {
    role.slug: role
    for role in (
        Role("product-manager", "Product Manager", "PM", "product", covers=True),
        Role("product-marketing-manager", "Product Marketing Manager", "PMM", "marketing", covers=True),
        Role("engineering-manager", "Engineering Manager", "EM", "engineering"),
        Role("product-designer", "Product Designer", "PD", "design"),
        Role("quality-engineer", "Quality Engineer", "QE", "quality"),
        Role("sales", "Sales", "AE", "sales"),
        Role("marketing", "Marketing", "", "marketing"),
    )
}


def read_title(title: str) -> Reading:
    """A role whose name stands in the title, the longest first; “PM” alone is likely one."""
    if title == "PM":
        return Reading(title, "product-manager", "product", 2, 0.5)
    known = sorted(ROLES.values(), key=lambda role: -len(role.name))
    role = next((role for role in known if role.name.casefold() in title.casefold()), None)
    return Reading(title, role.slug, role.function, 2, 1.0) if role else Reading(title)


CONTENT = Content(
    roles=ROLES, read_title=read_title, function_of=lambda name: "engineering" if name == "Engineering" else ""
)


def imported(
    people: str | bytes | None = None,
    products: str | bytes | None = None,
    *,
    current: Org | None = None,
    on: date = ON,
    chosen: Mapping[str, str] | None = None,
    remembered: Mapping[str, str] | None = None,
    update: bool = False,
    accept: bool = False,
    ids: Mapping[str, str] | None = None,
) -> Outcome:
    """What importing these files would change in `current` (nothing, unless given). `remembered` are fields by plain
    header, `ids` keys of positions by ids of earlier files."""
    given = (("people", people), ("products", products))
    files = [
        File(kind, f"{kind}.csv", text.encode() if isinstance(text, str) else text)
        for kind, text in given
        if text is not None
    ]
    settings = Settings(on, chosen or {}, update, accept, ids or {})
    sources = [prepare(file, CONTENT, remembered or {}) for file in files]
    return run(sources, (current or Org(on)).at(on), CONTENT, settings)


def people(*rows: str, header: str = "Position ID,Name,Job Title,Manager ID") -> str:
    return "\n".join([header, *rows]) + "\n"


def messages(outcome: Outcome, row: int | None = None) -> list[str]:
    """The messages, of one row or of all."""
    return [problem.message for problem in outcome.problems if row is None or problem.row == row]


def codes(outcome: Outcome) -> set[str]:
    return {problem.code for problem in outcome.problems}


def shared(*parts: str) -> Path:
    """A file of the sample data beside the project; it need not be there."""
    root = Path(__file__).resolve().parent.parent.parent
    return Path(os.environ.get("LINEUP_SHARED", root.parent / "shared"), "data", *parts)
