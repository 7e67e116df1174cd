"""The page that Prometheus reads, on a port of its own."""

from __future__ import annotations

import signal
from threading import Event
from typing import Any

from django.conf import settings
from django.core.management import CommandError
from django.core.management.base import BaseCommand, CommandParser
from prometheus_client import start_http_server

from portal.telemetry import scraping


class Command(BaseCommand):
    """Serves measurements until it is told to stop."""

    help = "Serve /metrics for Prometheus, on METRICS_BIND and METRICS_PORT: never on the port that visitors reach."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=settings.METRICS_PORT)

    def handle(self, *, port: int, **options: Any) -> None:
        if not settings.METRICS_PORT:
            raise CommandError(
                "Set METRICS_PORT for the web processes and the worker too, or they do not count anything."
            )
        stopped = Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stopped.set())
        scraping.clear()
        start_http_server(port, settings.METRICS_BIND, scraping.registry())
        stopped.wait()
