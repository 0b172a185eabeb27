# Khizana: `make run` serves the archive, `make test` runs every test, `make help` lists the rest.

PORT ?= 8000
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= 3
TEST_PROCESSES ?= $(shell n=$$(nproc 2>/dev/null || echo 2); [ $$n -gt 2 ] && echo $$n || echo 2)
CORPUS ?= archive/ingest/sample/articles.jsonl
SIZES ?= 5000,35000,100000

.DEFAULT_GOAL := help
.PHONY: help run setup test pictures test-members test-opensearch test-postgresql test-dist dist check bench clean

help: ## list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: setup ## set up and serve the archive on http://127.0.0.1:8000 (PORT= changes it)
	@$(BIN)/python manage.py prepare --port $(PORT)
	@exec $(BIN)/python manage.py serve --port $(PORT) --workers $(WORKERS)

setup: $(VENV)/.ready archive/text/data/base.table ## create the virtual environment, install packages, compile the base word table

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name it with: make PYTHON=python3.12 …"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
		|| { echo "The module venv is incomplete here. Install it with:  sudo apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

WORD_RULES := $(wildcard archive/text/*.py archive/text/normalization/*.py archive/text/stemming/*.py archive/text/data/*.tsv)
archive/text/data/base.table: $(WORD_RULES) | $(VENV)/.ready
	$(BIN)/python manage.py compile_stems --base

$(VENV)/.ready-for-tests: tests/requirements.txt $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	@touch $@

test: setup $(VENV)/.ready-for-tests ## all tests, including those in a browser
	@command -v chromium >/dev/null || test "$$(id -u)" != 0 || { apt-get -qq update && apt-get -qq install -y chromium; } \
		|| echo "Chromium could not be installed; the browser tests will say so."
	$(BIN)/python -m pytest --numprocesses $(TEST_PROCESSES) --dist loadscope --no-loadscope-reorder

test-members: setup $(VENV)/.ready-for-tests ## tests of the readers' pages in an archive for members, as a member's
	ARCHIVE_TESTS_ACCESS=members $(BIN)/python -m pytest tests/web/views

test-opensearch: setup $(VENV)/.ready-for-tests ## the OpenSearch tests, against a real server (needs a JDK, 17 or newer)
	$(BIN)/python tests/opensearch/run.py

test-postgresql: setup $(VENV)/.ready-for-tests ## tests of the record on a real PostgreSQL server (Debian: apt install postgresql)
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || test "$$(id -u)" != 0 || { apt-get -qq update && apt-get -qq install -y postgresql; } \
		|| echo "PostgreSQL could not be installed; the tests will say so."
	$(BIN)/python tests/postgresql/run.py

dist: setup ## the wheel, dist/khizana-….whl
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .

test-dist: setup $(VENV)/.ready-for-tests ## build the wheel, install it in a clean environment, serve and search with it
	$(BIN)/python -m pytest -m dist tests/dist

pictures: setup $(VENV)/.ready-for-tests ## the pictures of the help and the handbook, made anew from the sample archive
	$(BIN)/python -m pytest --quiet tests/browser/help_pictures.py tests/browser/handbook_pictures.py

check: setup $(VENV)/.ready-for-tests ## style, types, import contracts, Django's system checks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy archive bench
	PYTHONPATH=. $(BIN)/lint-imports --config pyproject.toml
	ARCHIVE_DATA_DIR=$(VENV)/data-of-checks $(BIN)/python manage.py check --fail-level WARNING
	$(BIN)/python manage.py makemigrations --check --dry-run

bench: setup ## benchmark the engines, SQLite FTS5 and Lucene (CORPUS=articles.jsonl SIZES=5000,35000 BENCH="--help")
	$(BIN)/python -m bench engines --corpus "$(CORPUS)" --sizes "$(SIZES)" $(BENCH)

clean: ## remove the virtual environment and caches; keep the data folder
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache archive/text/data/base.table
