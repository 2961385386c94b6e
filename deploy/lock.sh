#!/usr/bin/env bash
# Write requirements.txt and requirements-dev.txt anew from pyproject.toml: exact versions, hashes, no addresses.
set -euo pipefail
cd "$(dirname "$0")/.."
lock=(.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml)
"${lock[@]}" --extra install --extra word -o requirements.txt
"${lock[@]}" --extra install --extra word --extra dev -c requirements.txt -o requirements-dev.txt
