#!/bin/sh
# Serve the demo organisation from lineup.sqlite3 in this folder, with a worker beside it: `sh scripts/demo.sh PORT`.
set -eu
port=$1
python=.venv/bin/python
export LINEUP_MODE=demo DATABASE_URL=sqlite:///lineup.sqlite3 SITE_URL=http://127.0.0.1:$port

if ! "$python" -c "import socket; socket.create_server(('127.0.0.1', $port)).close()" 2>/dev/null; then
    echo "Port $port is in use. Choose another:  make demo PORT=$((port + 1))" >&2
    exit 1
fi
if ! "$python" manage.py migrate --verbosity 0; then
    echo "lineup.sqlite3 is not a database of this version. Move it away and try again:  mv lineup.sqlite3 old.sqlite3" >&2
    exit 1
fi
"$python" manage.py demo
cat <<END

  Lineup is on   http://127.0.0.1:$port
  Sign in        with one click, as viewer, planner, approver or admin; no password is needed
  Stop           with Ctrl-C

END
# The worker's parent is what becomes the server here: however that ends, the worker ends with it.
"$python" manage.py db_worker --while-parent --verbosity 0 &
exec "$python" -m gunicorn portal.wsgi --bind "127.0.0.1:$port" --threads 4 --log-level warning
