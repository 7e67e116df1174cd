"""When requisitions were opened for hiring, as far as the history knows."""

from __future__ import annotations

from datetime import date

from planning.core import hiring
from planning.organisation.models import StoredChange
from portal.models import Organisation


def opened_days(organisation: Organisation) -> dict[str, date]:
    """When each requisition was last opened for hiring, by position: one query."""
    rows = StoredChange.objects.filter(
        organisation=organisation,
        kind="position",
        after__stage=hiring.OPEN,
        cancelled_by=None,
        batch__undoes=None,
        batch__void=False,
    )
    return dict(rows.order_by("on", "id").values_list("key", "on"))
