"""The settings as the tests need them, so that a bare `pytest` works, too."""

import os

os.environ.setdefault("LINEUP_MODE", "test")
os.environ.setdefault("SITE_URL", "http://testserver")

from portal.settings import *  # noqa: F403

# Tests do at once what waits for a worker otherwise, and look into the outbox.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
EMAIL_DELIVERY = "django.core.mail.backends.locmem.EmailBackend"
