"""What commands are told: an organisation, an account."""

from __future__ import annotations

from django.core.management.base import CommandError

from portal.models import Organisation, User


def organisation_of(slug: str) -> Organisation:
    """Raises `CommandError` (exit 2) that says what to do."""
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        known = ", ".join(Organisation.objects.values_list("slug", flat=True)[:10])
        raise CommandError(f"--org {slug!r}: no organisation has this name. Known: {known or 'none'}.", returncode=2)
    return found


def account_of(email: str) -> User:
    """Raises `CommandError` (exit 2) where nobody who can sign in has this address."""
    found = User.objects.filter(email=email.lower(), is_active=True).first()
    if found is None:
        raise CommandError(f"{email!r}: no active account has this address.", returncode=2)
    return found
