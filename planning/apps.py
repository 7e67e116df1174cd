"""The app of the organisation; it introduces the features to the floors below them."""

import gc

from django.apps import AppConfig
from django.db.models.signals import post_delete

# An organisation in memory is hundreds of thousands of tuples without rings between them: the collector of rings
# finds nothing there, and looking for it at Python's usual rate doubles the time that large pages take.
COLLECT_AFTER = (50_000, 20, 50)


class PlanningConfig(AppConfig):
    """The organisation and its plans."""

    name = "planning"

    def ready(self) -> None:
        """Tell the lower floors, which know nothing of the features, what each of these adds to them."""
        gc.set_threshold(*COLLECT_AFTER)
        _say_what_is_erased()
        self._offer_edits()
        from planning.close_gaps import job  # noqa: F401  (so that a worker knows its jobs)
        from planning.cost.band_file import beside_people
        from planning.digests.preference import WeeklyDigest
        from planning.findings import waivers
        from planning.findings.sightings import follow
        from planning.hiring.interviews import outcomes
        from planning.imports import applying, drafts, previewing  # noqa: F401  (so that a worker knows their jobs)
        from planning.imports.beside import READERS
        from planning.imports.onward import ASKING
        from planning.notices import notices
        from planning.notices.models import Notice
        from planning.notices.preferences import PREFERENCES
        from planning.organisation import archived, live
        from planning.organisation.plan_access import plan_access_of
        from planning.organisation.signals import organisation_changed
        from planning.plans.kept_apart import APART
        from planning.reporting_lines.reviews.starting import plans_of
        from planning.role_content import impact
        from planning.setup.after_import import after_import
        from portal.cost_right import admins_to_be_told
        from portal.guard import fetch_along, serve_plans
        from roles.publishing.hooks import PREVIEWS

        fetch_along(waivers.STAMP, waivers.STAMP_SQL)
        fetch_along(live.STAMP, live.STAMP_SQL)
        fetch_along(Notice.UNREAD, Notice.UNREAD_SQL)
        archived.declare()
        READERS["bands"] = beside_people
        ASKING.append(after_import)
        APART.append(plans_of)
        PREFERENCES.append(WeeklyDigest())
        PREVIEWS.append(impact)
        admins_to_be_told.connect(notices.tell_admins, dispatch_uid="planning.notices")
        post_delete.connect(drafts.drop_of_leaver, sender="portal.Membership", dispatch_uid="planning.imports")
        organisation_changed.connect(follow, dispatch_uid="planning.findings")
        organisation_changed.connect(outcomes.follow_undo, dispatch_uid="planning.hiring")
        serve_plans(lambda access, slug: plan_access_of(access, slug).plan)

    def _offer_edits(self) -> None:
        """Each module offers its edits when it is imported."""
        from planning.cost import actions as _cost  # noqa: F401
        from planning.edits.actions import (  # noqa: F401
            chosen,
            decisions,
            fixes,
            people,
            positions,
            products,
            teams,
            titles,
        )
        from planning.hiring.actions import requisitions, stages  # noqa: F401


def _say_what_is_erased() -> None:
    """Tell whoever erases somebody what features see to in ways of their own, and the worker what is kept how long."""
    from planning.close_gaps import erasing as close_gaps
    from planning.erasing import seams
    from planning.findings.erasing import keep_acceptances
    from planning.hiring.erasing import erase_too
    from planning.imports import erasing as imports
    from planning.privacy import erasing_job  # noqa: F401  (so that a worker knows its job)
    from planning.privacy.accounts import leave
    from planning.privacy.retention import OF_ORGANISATIONS
    from planning.reporting_lines import erasing as reporting_lines
    from portal.erasing import ALSO as ACCOUNTS
    from portal.retention import KEPT

    # The last is left first: an answer to a line rests on what is accepted.
    seams.AROUND += [reporting_lines.keep_seals_and_answers, keep_acceptances, imports.drop_files, erase_too]
    seams.AROUND.append(close_gaps.drop_answers)
    seams.OWN_WAY |= {reporting_lines.OWN_WAY, close_gaps.OWN_WAY, *imports.OWN_WAY}
    KEPT.extend(OF_ORGANISATIONS)
    ACCOUNTS.append(leave)
