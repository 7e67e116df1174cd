"""Who edits role content: the group “Content admins”, whose members also need to be staff."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db.models import Q

CONTENT_ADMINS = "Content admins"


def make(sender: AppConfig, **_: Any) -> None:
    """After a migration: the group, with every permission on role content but to see other organisations by name."""
    create_permissions(sender, verbosity=0)
    group, new = Group.objects.get_or_create(name=CONTENT_ADMINS)
    if new:
        wanted = Q(content_type__app_label=sender.label) & ~Q(codename="see_organisations")
        group.permissions.set(Permission.objects.filter(wanted))
