"""What sessions keep of an organisation, such as how to undo a press: it goes with the organisation."""

from __future__ import annotations

import json
from typing import Any

from django.urls import reverse

from portal.models import Organisation, Session
from portal.sign_in.store import SessionStore


def forget(organisation: Organisation) -> None:
    """Take out of every session what names the organisation: by its address or, as `organisation`, by its number."""
    store = SessionStore()
    for row in Session.objects.iterator(chunk_size=500):
        if (data := _without(store.decode(row.session_data), organisation)) is not None:
            Session.objects.filter(pk=row.pk).update(session_data=store.encode(data))


def _without(data: dict[str, Any], organisation: Organisation) -> dict[str, Any] | None:
    """The session without it; None where there is nothing of it."""
    cut = {name: _cut(value, organisation) for name, value in data.items()}
    return cut if cut != data else None


def _cut(value: Any, organisation: Organisation) -> Any:
    """What a session keeps under a name: of several things those that are not about the organisation."""
    if not isinstance(value, dict):
        return None if _names(value, organisation) else value
    return {key: one for key, one in value.items() if not (_names(key, organisation) or _names(one, organisation))}


def _names(value: Any, organisation: Organisation) -> bool:
    if isinstance(value, dict) and value.get("organisation") == organisation.pk:
        return True
    return reverse("home", args=[organisation.slug]) in json.dumps(value)
