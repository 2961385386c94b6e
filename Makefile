# Masar: `make run` to read and practise, `make test` to check everything.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PORT   ?= 8000

.PHONY: run setup test coverage check format bench bench-search bench-room report clean browser

run: setup
	@exec $(BIN)/masar serve --port $(PORT) --demo

setup: $(VENV)/.runs translations/ar/LC_MESSAGES/messages.mo

test: $(VENV)/.tests translations/ar/LC_MESSAGES/messages.mo
	@bash tests/run.sh

coverage: $(VENV)/.tests translations/ar/LC_MESSAGES/messages.mo
	$(BIN)/pytest -q -n 2 --dist loadgroup -m "not browser" --cov --cov-report=term:skip-covered

check: $(VENV)/.tests
	@bash tests/check.sh

format: $(VENV)/.tests
	$(BIN)/ruff format webapp tests bench
	$(BIN)/ruff check --fix webapp tests bench

bench: $(VENV)/.tests translations/ar/LC_MESSAGES/messages.mo
	$(BIN)/python -m bench

# DATA=folder of question sets, SIZES="2000 100000" sections to time questions over.
bench-search: $(VENV)/.tests
	$(BIN)/python -m bench.search_quality $(DATA) $(if $(SIZES),--sizes $(SIZES))

# PEOPLE in one room, ROOMS of thirty; ON=sqlite or postgresql for one of the two.
bench-room: $(VENV)/.tests translations/ar/LC_MESSAGES/messages.mo
	$(if $(PEOPLE),PEOPLE=$(PEOPLE)) $(if $(ROOMS),ROOMS=$(ROOMS)) $(BIN)/python -m bench.room $(ON)

report: $(VENV)/.tests
	@$(BIN)/python deploy/report.py

clean:
	rm -rf $(VENV) build *.egg-info translations/*/LC_MESSAGES/*.mo

$(BIN)/python:
	$(PYTHON) deploy/newest_python.py
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runs: requirements.txt pyproject.toml | $(BIN)/python
	@bash deploy/install.sh $(VENV) requirements.txt
	@touch $@

$(VENV)/.tests: requirements-dev.txt pyproject.toml | $(BIN)/python
	@bash deploy/install.sh $(VENV) requirements-dev.txt
	@touch $@ $(VENV)/.runs

translations/ar/LC_MESSAGES/messages.mo: translations/ar/LC_MESSAGES/messages.po | $(VENV)/.runs
	@$(BIN)/pybabel --quiet compile -d translations
	@touch $@
