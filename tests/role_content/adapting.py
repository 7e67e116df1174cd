"""An admin who adapts the site's role content to an organisation."""

from datetime import date
from typing import Any

from django.test import Client

from planning.models import Adaptation
from planning.organisation.snapshot import Snapshot
from planning.role_content.adaptations import storing
from planning.role_content.views.adaptations import rows_of
from portal.models import Organisation
from portal.optimistic_lock import token
from tests.roles.editing.typing import Opened, form_of

PMM = "product-marketing-manager"
UNIT = f"role/{PMM}"
TODAY = date.today()


def url(organisation: Organisation, unit: str = UNIT, section: str = "") -> str:
    return f"/o/{organisation.slug}/role-content/edit/{unit}/" + (f"section/{section}/" if section else "")


def opened(organisation: Organisation, section: str = "role", unit: str = UNIT) -> Any:
    """A section as an admin of the organisation has it open."""
    organisation.refresh_from_db()
    return Opened(unit, section, rows_of(organisation), "own")


def handles(unit: str = "") -> str:
    """By which buttons name what is adapted, as it is now."""
    items = Adaptation.objects.filter(unit__startswith=unit)
    return " ".join(f"{item.pk}:{token(storing.state(item))}" for item in items)


def reset(client: Client, organisation: Organisation, items: str) -> Any:
    return client.post(f"/o/{organisation.slug}/role-content/reset/", {"item": items})


def send(client: Client, organisation: Organisation, section: str, sent: dict[str, Any], unit: str = UNIT) -> Any:
    answer = client.post(url(organisation, unit, section), sent)
    assert answer.status_code == 302, [form.errors for form in answer.context["editor"].wrong]
    organisation.refresh_from_db()
    return answer


def keep(client: Client, organisation: Organisation, section: str = "role", unit: str = UNIT, **typed: Any) -> Any:
    """Type something of a section anew and keep it; a field alone is one of its first row."""
    fields = {name if "-" in name else f"{section}-0-{name}": value for name, value in typed.items()}
    return send(client, organisation, section, form_of(opened(organisation, section, unit)) | fields, unit)


def messages(organisation: Organisation) -> str:
    organisation = Organisation.objects.get(pk=organisation.pk)
    return "\n".join(finding.message for finding in Snapshot(organisation, TODAY).findings)
