"""Job titles on standard input, and what each is read as."""

import json
import sys
from collections.abc import Iterable
from io import TextIOWrapper
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from planning.core.content import Reading
from roles.content_values import site_content
from roles.titles.reader import SURE


class Command(BaseCommand):
    help = "Show the role, function and level of job titles, one per line on standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        if isinstance(sys.stdin, TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf-8", errors="replace")
        read = site_content().read_title
        titles = (line.strip("\ufeff\r\n").strip() for line in sys.stdin)
        readings = [read(title) for title in titles if title]
        self.stdout.write(as_json(readings) if options["format"] == "json" else as_text(readings))


def as_json(readings: Iterable[Reading]) -> str:
    rows = [
        {
            "title": reading.title,
            "role": reading.role or None,
            "function": reading.function or None,
            "level": reading.level,
            "confidence": reading.confidence,
        }
        for reading in readings
    ]
    return json.dumps(rows, indent=1, ensure_ascii=False)


def as_text(readings: Iterable[Reading]) -> str:
    """Role, level, confidence and title in columns; “ask” where the title alone cannot tell, a question mark behind a
    role that is only likely."""
    lines = [
        f"{_role(reading):<28}{reading.level or '':<4}{reading.confidence:<6.2f}{reading.title}" for reading in readings
    ]
    return "\n".join([f"{'role':<28}{'lvl':<4}{'sure':<6}title", *lines])


def _role(reading: Reading) -> str:
    if not reading.role:
        return "ask"
    return reading.role if reading.confidence >= SURE else f"{reading.role}?"
