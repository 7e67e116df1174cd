"""What organisations keep of an account that is deleted: what it did, under a number."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import ForeignKey, QuerySet

from planning.erasing import tables
from planning.erasing.names import erase_name
from planning.findings.models import SavedFilter
from planning.hiring.models import Scorecard
from planning.organisation.models import Plan, Share
from planning.reporting_lines.models import LineReview
from portal.erasing import Former
from portal.erasing.accounts import own_rows
from portal.models import Membership, Organisation, User

# Rows that are others', too: what was said of a candidate, and a filter that everybody uses.
STAY = (Scorecard, SavedFilter)


def leave(former: Former) -> None:
    """Everywhere the account was or did anything."""
    for organisation in list(_places(former.user)):
        erase_name(organisation, former.name, former.label, former.emails)
    _drafts(former.user).delete()
    for rows in own_rows(former.user, only="planning"):
        if rows.model not in STAY:
            rows.delete()
    SavedFilter.objects.filter(user=former.user, shared=False).delete()
    for review in LineReview.objects.filter(reviewers=former.user, sign_off=None):
        review.reviewers.remove(former.user)


def _drafts(user: User) -> QuerySet[Plan]:
    """Plans that nobody else has ever seen."""
    shared = Share.objects.values("plan")
    return Plan.objects.filter(owner=user, state=Plan.State.DRAFT, events=None).exclude(pk__in=shared)


def _places(user: User) -> Iterator[Organisation]:
    """By membership, and by every row that names the account."""
    found = set(Membership.objects.filter(user=user).values_list("organisation", flat=True))
    for model, path in tables.paths().items():
        for key in (field for field in model._meta.fields if isinstance(field, ForeignKey)):
            if key.related_model is User:
                rows = model._default_manager.filter(**{key.name: user})
                found |= set(rows.values_list(path, flat=True).distinct())
    yield from Organisation.objects.filter(pk__in=found - {None})
