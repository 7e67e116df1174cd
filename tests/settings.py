"""The settings as the tests need them, so that a bare `pytest` works, too."""

import os

os.environ.setdefault("LINEUP_MODE", "test")
os.environ.setdefault("SITE_URL", "http://testserver")

from portal.settings import *  # noqa: F403
