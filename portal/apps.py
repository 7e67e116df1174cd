"""The app of accounts, organisations and the frame of every page."""

from django.apps import AppConfig
from django.core.signals import request_finished
from django.db.backends.signals import connection_created
from django.db.models.signals import pre_migrate

from portal import form_refusals

form_refusals.put_in_place()


class PortalConfig(AppConfig):
    """Organisations, membership and the shell of every page."""

    name = "portal"

    def ready(self) -> None:
        """Limit what waits on the database, follow sign-ins, have the worker see to what ends by itself, and reference
        rings collected after each request."""
        from portal import allocator, cache, collector, password_links  # noqa: F401  # writes e-mails for the worker
        from portal.archive import keeping, work  # noqa: F401  # so that a worker knows its jobs
        from portal.audit import accounts
        from portal.closing import deleting
        from portal.database_trouble import unlimited
        from portal.jobs import tending
        from portal.retention import KEPT
        from portal.retention.own import OWN
        from portal.sign_in import factors, following, recovery_codes, tidying
        from portal.telemetry import metrics

        KEPT.extend(OWN)
        pre_migrate.connect(unlimited, dispatch_uid="unlimited")
        tending.ALSO += [deleting.see_to, keeping.forget, tidying.tidy, factors.seal_all]
        accounts.follow()
        connection_created.connect(metrics.watch, dispatch_uid="metrics")
        following.connect()
        recovery_codes.take_over()
        allocator.begin()
        collector.begin()
        request_finished.connect(collector.after_request, dispatch_uid="portal.collector")
        request_finished.connect(cache.forget_unused, dispatch_uid="portal.cache")
