#!/bin/sh
# Make the environment in .venv: Python's own venv, and the pinned packages with their hashes.
set -eu

recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

python=
for name in "${LINEUP_PYTHON:-python3}" python3.13 python3.12 python3.11 python3.14; do
    if recent "$name"; then python=$name; break; fi
done
if [ -z "$python" ]; then
    echo "Lineup needs Python 3.11 or newer; python3 is $(python3 --version 2>&1 || echo absent)." >&2
    echo "Install one:  apt-get install python3.11 python3.11-venv   or   brew install python@3.13" >&2
    echo "or name one:  LINEUP_PYTHON=/path/to/python3.13 make setup" >&2
    exit 1
fi
if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    echo "$python comes without its venv module. Install it:  apt-get install python$version-venv" >&2
    exit 1
fi

if ! recent .venv/bin/python || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    echo "Making the environment in .venv with $("$python" --version)"
    rm -rf .venv
    "$python" -m venv .venv
fi
echo "Installing the pinned packages"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r requirements-dev.txt
