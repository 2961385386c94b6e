#!/usr/bin/env bash
# What needs no running: style, types, the order of imports, the manual, the scenarios, the templates.
set -euo pipefail
bin=.venv/bin
step() { printf '\n== %s\n' "$1"; }
step "style";            $bin/ruff check webapp tests bench; $bin/ruff format --check webapp tests bench
step "types";            $bin/mypy
step "order of imports"; $bin/lint-imports --no-cache
step "templates";        $bin/djlint webapp/templates --lint --quiet
step "the manual";       $bin/masar manual check
step "the scenarios";    $bin/masar scenario check
