#!/bin/sh
# What Django and we ourselves ask of a site that serves people, asked with settings like theirs.
set -eu
cd "$(dirname "$0")/.."
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
env -u DATABASE_URL -u CACHE_URL DEBUG=0 DATA_DIR="$data" \
  SECRET_KEY="a-key-for-this-check-only-0123456789-abcdefghijklmnopqrstuvwxyz" \
  SITE_URL=https://forum.example.org MAIL_URL=smtps://name:word@mail.example.org PROXY_COUNT=1 \
  .venv/bin/python manage.py check --deploy --fail-level WARNING --database default
