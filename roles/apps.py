"""The app of role content."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RolesConfig(AppConfig):
    """Role content: what each role is."""

    name = "roles"

    def ready(self) -> None:
        from portal.guard import fetch_along
        from roles import groups, seed
        from roles.models import ContentVersion

        fetch_along(ContentVersion.STAMP, ContentVersion.STAMP_SQL)
        post_migrate.connect(seed.load_if_changed, sender=self, dispatch_uid="roles.seed")
        post_migrate.connect(groups.make, sender=self, dispatch_uid="roles.groups")
