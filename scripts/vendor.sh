#!/bin/sh
# Record the sums of the vendored front-end files, after new ones came from their npm packages.
set -eu
cd static/vendor
find . -mindepth 2 -type f | sed 's|^\./||' | LC_ALL=C sort | xargs sha256sum > SHA256SUMS
