#!/bin/sh
# Run the tests with other versions than the locked ones: `check.sh newest` takes the newest that the ranges of
# pyproject.toml allow, `check.sh lowest` the lowest of each package named there. More arguments go to pytest.
# Needs `uv` (pip install uv). Takes as long as the tests; say `tests/models tests/sources ...` for a part of them.
set -eu
cd "$(dirname "$0")/.."
case "${1-}" in
  newest) resolution=highest ;;
  lowest) resolution=lowest-direct ;;
  *) echo "say newest or lowest" >&2; exit 2 ;;
esac
shift
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
uv venv --quiet --python "${PYTHON:-python3}" "$place"
uv pip install --quiet --python "$place" --resolution "$resolution" --editable '.[test]'
uv pip list --quiet --python "$place"
PATH="$place/bin:$PATH" "$place/bin/python" -m pytest -p no:cacheprovider "$@"
