"""Making and naming organisations."""

from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.text import slugify

from portal import audit
from portal.models import Membership, Organisation, Right, User

UNAMBIGUOUS = "abcdefghjkmnpqrstuvwxyz23456789"


def found(name: str, user: User) -> Organisation:
    """A new organisation with `user` as its first admin.

    The address always ends in random letters: a plain one would tell whether another organisation has it.
    """
    with transaction.atomic():
        organisation = Organisation.objects.create(name=name, slug=slug_for(name))
        Membership.objects.create(organisation=organisation, user=user, right=Right.ADMIN, sees_cost=True)
        audit.record(audit.Kind.FOUNDED, organisation=organisation, actor=user, about=user)
    return organisation


def rename(organisation: Organisation, name: str) -> None:
    Organisation.objects.filter(pk=organisation.pk).update(name=name)
    organisation.name = name


def slug_for(name: str) -> str:
    return f"{slugify(name)[:50].strip('-') or 'organisation'}-{get_random_string(6, UNAMBIGUOUS)}"
