"""The program of the process that reads one file of YAML: `python -m portal.files.yaml_child`."""

from __future__ import annotations

from portal.files.child import serve
from portal.files.yaml_text import OPENER, as_json

if __name__ == "__main__":
    serve(OPENER, as_json)
