#!/bin/sh
# Compiles requirements*.in. One resolution for all platforms and Pythons, and a hash for each file.
set -eu
cd "$(dirname "$0")/.."
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
"$(sh scripts/find-python.sh)" -m venv "$tools"
"$tools/bin/python" -m pip install --quiet --disable-pip-version-check uv
for part in requirements requirements-scale requirements-dev; do
  "$tools/bin/uv" pip compile --quiet --upgrade --universal --python-version 3.12 \
    --generate-hashes --no-header --output-file "$part.txt" "$part.in"
done
