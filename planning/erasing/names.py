"""Taking a name out of texts where there is no record of the person: candidates, accounts."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from planning.erasing import elsewhere, rewriting, seams
from planning.erasing.erasure import Erasure
from planning.erasing.subject import is_a_title
from planning.erasing.words import Wording, spellings
from planning.organisation.models import Person
from portal.models import Organisation


def erase_name(organisation: Organisation, name: str, label: str, emails: Iterable[str] = ()) -> int:
    """Have every text of the organisation say `label` in place of a name; how many rows that changed. A name that
    somebody in the organisation has, too, is theirs and stays; so does an address."""
    names = frozenset(one for one in [name.strip()] if one and not _is_somebodys(organisation, one))
    kept = frozenset(one for one in emails if not Person.objects.filter(organisation=organisation, email__iexact=one))
    if not names and not kept:
        return 0
    erasure = Erasure(organisation, Wording(label, names, kept), timezone.localdate())
    with transaction.atomic(), seams.around(erasure):
        elsewhere.rewrite_elsewhere(erasure)
        rewriting.rewrite(erasure)
        rewriting.looked_at_anew(erasure)
    return sum(erasure.counts.values())


def _is_somebodys(organisation: Organisation, name: str) -> bool:
    """Or one that would be taken for a word."""
    same = Q(pk__in=[])
    for spelling in spellings([name]):
        same |= Q(name__iexact=spelling)
    people = Person.objects.filter(organisation=organisation)
    return people.filter(same).exists() or is_a_title(organisation, name) or len(name.split()) < 2
