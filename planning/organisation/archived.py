"""What the archive of an organisation and its deletion must know of the tables of planning and roles, beyond what their
relations tell."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django.utils import timezone

from planning.core.bounds import MOST, MOST_DUTIES, MOST_KEPT, MOST_PLANS
from planning.core.words import count
from planning.organisation import archived_shapes, store
from planning.organisation.models import TABLES, Assignment, Batch, Plan, Position
from planning.organisation.role_content import content_for
from planning.organisation.snapshot import Snapshot
from portal.archive import hidden, reading, restoring, tables, writing
from portal.archive.manifest import PEOPLE
from portal.closing import closing
from portal.models import Organisation
from roles.models import ContentVersion

UPLOAD = "An upload that no one has applied; its file can be uploaded again."
ANSWER = "An answer on which gaps to close; it is worked out anew when someone asks."
# Pages whose address names a row by its number, as news lead to them.
PAGES = {
    "lines-review": ("number", "planning.linereview"),
    "lines-review-sign": ("number", "planning.linereview"),
    "lines-record": ("number", "planning.linereview"),
    "lines-question": ("number", "planning.lineanswer"),
    "history-batch": ("number", "planning.batch"),
    "hiring-candidate": ("number", "planning.candidate"),
    "hiring-scorecard": ("number", "planning.scorecard"),
}
# What every page of an organisation reads as a whole.
MOST_ROWS = {
    PEOPLE: (MOST, "accounts"),
    "planning.position": (MOST_KEPT, "positions"),
    "planning.person": (MOST_KEPT, "people"),
    "planning.team": (MOST, "teams"),
    "planning.product": (MOST, "products"),
    "planning.assignment": (MOST_DUTIES, "assignments"),
    "planning.ownership": (MOST_DUTIES, "responsibilities"),
    "planning.link": (MOST_DUTIES, "links"),
    "planning.requisition": (MOST, "requisitions"),
    "planning.workson": (MOST_KEPT, "texts of what people work on"),
    "planning.positionid": (MOST_DUTIES, "ids of positions"),
    "planning.plan": (MOST_PLANS, "plans"),
}


def declare() -> None:
    """Tell the archive and the deletion, which know none of these tables."""
    archived_shapes.declare()
    tables.LEFT_OUT.update({"planning.importdraft": UPLOAD, "planning.draftfile": UPLOAD})
    tables.LEFT_OUT["planning.gapanswer"] = ANSWER
    tables.OF_THE_SITE["roles.contentversion"] = versions
    hidden.HIDDEN["planning.lastlook.batch"] = hidden.RowNumber("planning.batch")
    hidden.HIDDEN["planning.notice.link"] = hidden.Link(PAGES)
    writing.RESTS_ON.append(rests_on)
    reading.MOST.update(MOST_ROWS)
    restoring.CHECKS.append(check)
    restoring.NOTES.append(notes)
    closing.CONTENTS.append(contents)


def versions() -> dict[int, str]:
    """The versions of the site's role content, each named by what it says: the same in every installation."""
    rows = ContentVersion.objects.order_by("-number").values_list("pk", "units").iterator(chunk_size=5)
    return {pk: sha256(units.encode()).hexdigest() for pk, units in rows}


def contents(organisation: Organisation) -> list[str]:
    """How much of what an organisation holds."""
    counted: list[tuple[Any, str]] = [
        (TABLES["position"], "position"),
        (TABLES["person"], "person"),
        (TABLES["product"], "product"),
        (Plan, "plan"),
        (Batch, "history entry"),
    ]
    numbers = [(model._default_manager.filter(organisation=organisation).count(), word) for model, word in counted]
    return [_counted(number, word) for number, word in numbers if number]


def _counted(number: int, word: str) -> str:
    many = {"person": "people", "history entry": "history entries"}
    return count(number, word, many.get(word, f"{word}s"))


def rests_on(organisation: Organisation) -> Mapping[str, Any]:
    """The role content of the site on which the organisation rests: which version, and the roles that it uses."""
    names = {role.slug: role.name for role in content_for(organisation).roles.values()}
    return {
        "role_content": next(iter(versions().values()), ""),
        "roles": {slug: names.get(slug, slug) for slug in sorted(_roles(organisation))},
    }


def _roles(organisation: Organisation) -> set[str]:
    used = (model.objects.filter(organisation=organisation).order_by() for model in (Position, Assignment))
    return {slug for rows in used for slug in rows.values_list("role", flat=True).distinct() if slug}


def check(organisation: Organisation) -> None:
    """Work out what every page works out. Raises whatever that raises on rows that contradict each other."""
    archived_shapes.check_contents(organisation)
    today = timezone.localdate()
    snapshot = Snapshot(organisation, today)
    _ = snapshot.findings, snapshot.coverage
    for plan in Plan.objects.filter(organisation=organisation):
        store.org_at(organisation, plan.target, plan)


def notes(organisation: Organisation, said: Any) -> list[str]:
    """What this site's role content lacks that the organisation rests on. `said` is what the archive says of that."""
    given = said if isinstance(said, dict) else {}
    roles = given.get("roles")
    names = roles if isinstance(roles, dict) else {}
    known = content_for(organisation).roles
    lacking = sorted(str(names.get(slug, slug))[:80] for slug in _roles(organisation) if slug not in known)
    told = []
    if lacking:
        told.append(
            f"The role content here has no {', '.join(lacking[:20])}: positions and products keep the role, "
            "but nothing is known about it until a content admin adds it."
        )
    if given.get("role_content") != next(iter(versions().values()), ""):
        told.append(
            "The role content of this site is not the version that the organisation was created with, so findings may "
            "differ."
        )
    return told
