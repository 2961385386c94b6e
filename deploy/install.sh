#!/usr/bin/env bash
# Install locked dependencies and the project itself into a virtual environment: install.sh VENV LOCKFILE
set -euo pipefail
venv=$1 lock=$2 bin=$1/bin
echo "Installing what $lock lists into $venv (once)"
# uv is several times faster than pip; where it cannot be had, pip does the same work.
if "$bin/python" -m pip install --quiet --disable-pip-version-check "uv>=0.8,<1" 2>/dev/null &&
   "$bin/uv" pip install --quiet --python "$bin/python" --require-hashes --compile-bytecode -r "$lock"; then
  "$bin/uv" pip install --quiet --python "$bin/python" --no-deps --no-build-isolation -e .
else
  "$bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
  "$bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
fi
"$bin/python" -m compileall -q webapp
