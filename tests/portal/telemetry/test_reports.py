"""What is reported of errors, as a service at the other end of the wire gets it."""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import brotli
import pytest

pytestmark = pytest.mark.pure
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}
CANARIES = ("Canarina", "987654", "canary-token", "canary-query")


@pytest.fixture
def service() -> Iterator[tuple[str, list[str]]]:
    """A DSN, and what comes in there."""
    taken: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            taken.append(UNPACK[self.headers.get("Content-Encoding", "")](body).decode())
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_: object) -> None:
            """Not to the terminal."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://key@127.0.0.1:{server.server_port}/1", taken
    server.shutdown()
    server.server_close()


def events(taken: list[str]) -> list[dict[str, Any]]:
    lines = [json.loads(line) for envelope in taken for line in envelope.splitlines() if line]
    return [line for line in lines if "exception" in line]


def test_a_broken_page_and_a_failed_job_are_reported_without_anything_personal(
    service: tuple[str, list[str]],
) -> None:
    dsn, taken = service
    run = [sys.executable, "-m", "tests.portal.telemetry.reporting"]
    env = {**os.environ, "LINEUP_MODE": "test", "SENTRY_DSN": dsn, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    subprocess.run(run, env=env, check=True, timeout=60, capture_output=True)
    page, job = events(taken)
    assert (page["transaction"], page["tags"]["method"]) == ("favicon.ico", "GET")
    assert page["tags"]["request_id"]
    assert page["exception"]["values"][-1]["type"] == "ValueError"
    assert any(frame["function"] == "favicon" for frame in page["exception"]["values"][-1]["stacktrace"]["frames"])
    assert (job["tags"]["kind"], job["tags"]["job"], job["user"]) == ("import", "7", {"id": "3"})
    assert job["logentry"]["message"] == "The job failed: …"
    assert [canary for canary in CANARIES if canary in "".join(taken)] == []
