"""The program of the process that opens one file: `python -m planning.imports.opening.child`."""

from __future__ import annotations

from planning.imports.opening import limits
from planning.imports.opening.sheets import as_bytes
from planning.imports.opening.unpacking import sheets
from portal.files.child import serve


def open_file(file: str, data: bytes) -> bytes:
    """Its sheets. Raises `Unusable`."""
    return as_bytes(sheets(file, data))


if __name__ == "__main__":
    serve(limits.OPENER, open_file)
