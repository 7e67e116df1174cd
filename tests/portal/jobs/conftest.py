from typing import Any

import pytest

from tests.portal.jobs.worker import IN_TABLES


@pytest.fixture
def in_tables(settings: Any) -> None:
    """Jobs wait for a worker."""
    settings.TASKS = IN_TABLES
