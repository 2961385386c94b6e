#!/usr/bin/env bash
# What needs no running: style, types, the order of imports, the manual, the scenarios, the templates.
# All at once, since each keeps one core busy; told in this order, and every fault of each.
set -uo pipefail
bin=.venv/bin
told=$(mktemp -d)
trap 'rm -rf "$told"' EXIT
names=() running=()
step() {
  names+=("$1")
  shift
  "$@" >"$told/${#names[@]}" 2>&1 &
  running+=($!)
}
step "types"            $bin/mypy
step "style"            $bin/ruff check webapp tests bench
step "form"             $bin/ruff format --check webapp tests bench
step "order of imports" $bin/lint-imports --no-cache
step "templates"        $bin/djlint webapp/templates --lint --quiet
step "the manual"       $bin/masar manual check
step "the scenarios"    $bin/masar scenario check
failed=0
for place in "${!names[@]}"; do
  wait "${running[$place]}" || { failed=1; names[$place]+=" (failed)"; }
  printf '\n== %s\n' "${names[$place]}"
  cat "$told/$((place + 1))"
done
exit $failed
