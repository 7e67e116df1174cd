#!/bin/sh
# Pin every dependency of pyproject.toml with hashes, for each Python and system that Lineup runs on.
set -eu

pin() { .venv/bin/python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url "$@"; }

pin pyproject.toml -o requirements.txt
pin pyproject.toml --extra dev --constraint requirements.txt -o requirements-dev.txt
