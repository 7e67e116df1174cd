"""Sessions in a table of Lineup's own (SESSION_ENGINE), so that an account's can be listed and ended."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from portal.database_trouble import trouble
from portal.models import Session

# What the session holds of the sign-in: times in seconds since 1970.
SINCE, SEEN, ADDRESS, AGENT, DEVICE = "since", "seen", "address", "agent", "device"


class SessionStore(DatabaseStore):
    """Django's, which also writes into columns whose session it is."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row: Any = super().create_model_instance(data)
        row.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.since, row.seen = _moment(data.get(SINCE)), _moment(data.get(SEEN))
        row.device, row.address, row.agent = data.get(DEVICE), data.get(ADDRESS), data.get(AGENT, "")
        return row  # type: ignore[no-any-return]

    def save(self, must_create: bool = False) -> None:
        """Raises `UpdateError` where the session is gone, and for nothing else: Django takes any error of the database
        for that, so that whoever asked while it was away would be told of a bad request."""
        try:
            super().save(must_create)
        except UpdateError as error:
            if (cause := error.__context__) is not None and trouble(cause):
                raise cause from cause.__cause__
            raise


def _moment(seconds: float | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds else None
