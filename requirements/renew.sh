#!/bin/sh
# Renew the locks: the newest versions that pyproject.toml allows, for Python 3.11 and later on every platform, with the
# hashes of every file. locked.txt is what CI installs, run.txt the part of it that a container needs.
# Needs `uv` (pip install uv). Neither file names where packages come from.
set -eu
cd "$(dirname "$0")/.."
lock() {
  file=$1
  shift
  uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
    --no-emit-index-url --no-emit-find-links --output-file "requirements/$file" "$@"
}
lock locked.txt --upgrade --extra dev --extra postgresql
lock run.txt --extra postgresql --constraint requirements/locked.txt
