"""What organisations keep for a while, by their own settings."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone

from planning.core.words import count
from planning.erasing import people
from planning.erasing.models import ErasedPerson
from planning.erasing.people import NobodyOfThatKey, Terms
from planning.hiring.interviews import candidates
from planning.hiring.models import Candidate
from planning.imports.models import ImportDraft
from planning.notices.models import Notice
from planning.organisation.models import Person, StoredChange
from planning.privacy.former import gone
from planning.privacy.models import rules_of
from portal.models import Invitation, Organisation
from portal.retention import Kept

NAMED_BY = ("name", "email")
REASON = "Left longer ago than the organisation keeps names."


def _of(rows: QuerySet[Any], organisation: Organisation | None) -> QuerySet[Any]:
    return rows if organisation is None else rows.filter(organisation=organisation)


def _decided(organisation: Organisation | None) -> QuerySet[Candidate]:
    return _of(Candidate.objects.filter(erased_on=None).exclude(decided_on=None), organisation)


def _left(organisation: Organisation | None) -> QuerySet[Person]:
    """Those who have left and are not erased. Whoever is here, of the same name or address, may be the same person,
    under another id: then nothing goes by itself."""
    erased = ErasedPerson.objects.filter(organisation=organisation).values("key")
    rows = _of(Person.objects.exclude(leaves=None), organisation).exclude(key__in=erased)
    if organisation is None:
        return rows
    here = Person.objects.filter(Q(leaves=None) | Q(leaves__gte=timezone.localdate()), organisation=organisation)
    for field in NAMED_BY:
        rows = _but_who_is_in(here, field, rows, Lower(field))
    return rows


def _gone(organisation: Organisation | None) -> QuerySet[StoredChange]:
    """Those whose record was removed. Whoever has a record of the same name or address may be the same person, under
    another id: then nothing goes by itself."""
    rows = gone(organisation)
    if organisation is None:
        return rows
    here = Person.objects.filter(organisation=organisation)
    for field in NAMED_BY:
        was = Lower(Coalesce(KeyTextTransform(field, "before"), Value(""), output_field=TextField()))
        rows = _but_who_is_in(here, field, rows, was)
    return rows


def _but_who_is_in(here: QuerySet[Person], field: str, rows: QuerySet[Any], was: Lower) -> QuerySet[Any]:
    """The rows of people of whom nobody here has the name, or the address, in small letters."""
    theirs = here.exclude(**{field: ""}).values_list(Lower(field))
    others: QuerySet[Any] = rows.alias(**{f"{field}_was": was}).exclude(**{f"{field}_was__in": theirs})
    return others


def leavers_going(organisation: Organisation, years: int | None) -> int:
    """How many people would be erased if they were so many years after their last day, or after their record was
    removed; None: never."""
    if years is None:
        return 0
    then = timezone.localdate() - relativedelta(years=years)
    return _left(organisation).filter(leaves__lt=then).count() + _gone(organisation).filter(on__lt=then).count()


def _ended(organisation: Organisation | None) -> QuerySet[Invitation]:
    """Each with the day on which it was answered or ran out."""
    return _of(Invitation.objects.all(), organisation).filter(expires_at__lt=timezone.now())


def _candidate_days(organisation: Organisation | None) -> int | None:
    return _days(candidates.rules_of(organisation).months, "months") if organisation else None


def _leaver_days(organisation: Organisation | None) -> int | None:
    years = rules_of(organisation).leavers if organisation else None
    return _days(years, "years") if years else None


def _days(number: int, unit: str) -> int:
    """As many days as these months or years before today have."""
    today = timezone.localdate()
    return (today - (today - relativedelta(**{unit: number}))).days  # type: ignore[arg-type]


def period(name: str, organisation: Organisation, days: int | None) -> str:
    """How long a kind is kept, in the unit in which that is set: "6 months" are 184 days only today."""
    if days is None:
        return "indefinitely"
    if name == "candidates":
        return count(candidates.rules_of(organisation).months, "month")
    is_by_year = name in ("leavers", "gone")
    return count(rules_of(organisation).leavers or 0, "year") if is_by_year else count(days, "day")


def _erase_candidates(rows: QuerySet[Any], now: datetime) -> int:
    return sum(candidates.erase(row, timezone.localdate(now)) for row in rows)


def _erase_leavers(rows: QuerySet[Any], now: datetime) -> int:
    """By the key of their record, or of the change that took it away. Fifty at a time: each is looked for in every
    table."""
    done = 0
    for row in rows.select_related("organisation")[:50]:
        terms = Terms(REASON, remember=rules_of(row.organisation).remembers)
        try:
            people.erase(row.organisation, row.key, terms, by=None, now=now)
        except NobodyOfThatKey:  # somebody was faster
            continue
        done += 1
    return done


OF_ORGANISATIONS = [
    Kept("candidates", "Candidates after the decision", _decided, "decided_on", _candidate_days, _erase_candidates),
    Kept("leavers", "Names of people who have left", _left, "leaves", _leaver_days, _erase_leavers),
    Kept("gone", "Names of people whose record was removed", _gone, "on", _leaver_days, _erase_leavers),
    Kept(
        "notices",
        "Notifications",
        lambda one: _of(Notice.objects.all(), one),
        "made_at",
        lambda one: rules_of(one).notices if one else None,
    ),
    Kept(
        "invitations",
        "Invitations answered or expired",
        _ended,
        "expires_at",
        lambda one: rules_of(one).invitations if one else None,
    ),
    Kept(
        "imports",
        "Uploaded files not applied yet",
        lambda one: _of(ImportDraft.objects.filter(applied=None), one),
        "created_at",
        lambda one: 1,
    ),
]
