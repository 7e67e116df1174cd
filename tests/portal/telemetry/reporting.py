"""Run by test_reports.py in a process of its own, for the reporter stays in the one that it was started in: a page that
breaks and a job that fails, with canaries in all that could leak."""

import logging
from unittest.mock import patch

import django

django.setup()

import sentry_sdk  # noqa: E402
from django.test import Client  # noqa: E402

from portal.telemetry import context  # noqa: E402

secret = "Canarina earns 987654"
with patch("portal.views.health.static", side_effect=ValueError(secret)):
    client = Client(raise_request_exception=False, headers={"User-Agent": secret, "Cookie": "a=canary-token"})
    client.post("/favicon.ico?q=canary-query", {"name": secret})
    client.get("/favicon.ico?q=canary-query")
with context.at(lambda: {"kind": "import", "job": 7, "user": 3}):
    try:
        raise KeyError(secret)
    except KeyError:
        logging.getLogger("portal.jobs.run").exception("The job failed: %s", secret)
sentry_sdk.flush(5)
