"""Where links lead that leave the portal: those in e-mails and in files."""

from __future__ import annotations

from django.conf import settings


def absolute(path: str) -> str:
    """The whole address of a path of the portal, for those who are not looking at it."""
    return f"{settings.SITE_URL}{path}"
