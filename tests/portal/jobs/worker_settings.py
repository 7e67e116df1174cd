"""The portal's settings on the database of the tests, for a worker in a process of its own."""

import os

from portal.settings import *  # noqa: F403
from portal.settings import DATABASES, INSTALLED_APPS

DATABASES["default"]["NAME"] = os.environ["WORKER_DATABASE"]
INSTALLED_APPS = [*INSTALLED_APPS, "tests.portal.jobs"]
