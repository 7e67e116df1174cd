"""What the exports of single systems mean by their headers, one file a system."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMATS: tuple[Format, ...] = ()
