from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, post_save


class RolesConfig(AppConfig):
    """Role content: what each role is."""

    name = "roles"

    def ready(self) -> None:
        from roles import seed
        from roles.models import ContentVersion

        def bump(**_: Any) -> None:
            ContentVersion.bump()

        for model in self.get_models():
            if model is not ContentVersion:
                post_save.connect(bump, sender=model, weak=False, dispatch_uid=f"roles.bump.save.{model.__name__}")
                post_delete.connect(bump, sender=model, weak=False, dispatch_uid=f"roles.bump.delete.{model.__name__}")
        post_migrate.connect(seed.load_if_changed, sender=self, dispatch_uid="roles.seed")
