#!/usr/bin/env bash
# All tests: on SQLite, again on PostgreSQL, and in a real browser.
set -euo pipefail
bin=.venv/bin
unset PYTHONDONTWRITEBYTECODE  # what one run has compiled of the tests, the next one reads
step() { printf '\n== %s\n' "$1"; }
# Nothing here asks the database anything that SQLite has not answered already.
same_on_both=(engine properties house/test_{budgets,css,documents,features,licences,no_secrets,own_rules,settings,starting,templates,vendored}.py
  accounts/test_{passwords,second_factor,people_file}.py security/test_{markup,authored_markup,bombs,author_bombs,headers,envelopes,injections}.py
  security/test_more_than_asked.py printing/test_{marks,typeset,paper,views,whole}.py search/test_{index_life,everyday_words,completing}.py scenarios/test_shipped.py attempts/test_{weight,prose_and_tenths}.py
  web/test_{pages_as_files,finding,explorer,twice,shell,shell_cache,memory,free_text,security_txt,bodies,hosts,mail,slow_clients,table_files,exported_table,shell_words}.py)
bash tests/check.sh
step "tests on SQLite"
MASAR_TEST_DATABASE=sqlite $bin/pytest -q -n 2 --dist loadgroup -m "not browser" "$@"
step "tests on PostgreSQL (all that touch a database)"
MASAR_TEST_DATABASE=postgresql $bin/pytest -q -n 2 --dist loadgroup -m "not browser" "${same_on_both[@]/#/--ignore=tests/}" "$@"
step "tests in a browser"
if ! bash tests/browser/chromium.sh; then
  echo "SKIPPED: the browser suite (tests/browser). Chromium was not found and could not be installed."
  echo "To run it: install Chromium (Debian: apt-get install chromium), then: $bin/pytest -m browser"
  [ "${CI:-}" = true ] && exit 1
  exit 0
fi
$bin/pytest -q -n 2 -m browser tests/browser "$@"
