# Two commands matter: `make run` and `make test`. Both get what a fresh machine lacks.

VENV := .venv
PY := $(VENV)/bin/python
INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r
# Other databases and caches than those that come with Python need their drivers.
DRIVERS := $(if $(DATABASE_URL)$(CACHE_URL),$(VENV)/.scale)
# `make test COVERAGE=no` leaves the measuring out; ARGS goes to pytest as it is.
COVERED := $(if $(filter no,$(COVERAGE)),,--cov)
TEMPLATES = $(shell git ls-files '*.html' | grep -v '^tests/')

.DEFAULT_GOAL := help
.PHONY: help run test lint format lock bench shots hooks clean

help: ## Say what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1	\2/' | expand -t 16

run: $(VENV)/.runtime $(DRIVERS) ## Install what is missing, then run the site and its worker
	@DEBUG=$${DEBUG-1} exec $(PY) manage.py serve

test: $(VENV)/.dev ## Install what is missing, then run the whole suite, browser included
	@$(PY) -m pytest -n auto --dist worksteal --durations 10 --durations-min 2 $(COVERED) $(ARGS)

lint: export DEBUG := 1
lint: $(VENV)/.dev ## Style, types, layers, migrations, and Django's check of a production site
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	@echo $(VENV)/bin/djade --check templates
	@$(VENV)/bin/djade --check $(TEMPLATES)
	$(VENV)/bin/mypy .
	$(VENV)/bin/lint-imports
	$(PY) manage.py makemigrations --check --dry-run
	sh scripts/check-production.sh

format: $(VENV)/.dev ## Put code and templates into shape
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .
	@$(VENV)/bin/djade $(TEMPLATES) || true # it says 1 when it changed something

lock: ## Compile requirements*.in to requirements*.txt, newest versions, with hashes
	sh scripts/lock.sh

bench: $(VENV)/.dev ## Run the benchmarks, each against its reference in the same run
	@for file in benchmarks/[a-z]*.py; do echo "== $$file"; DEBUG=1 $(PY) $$file || exit 1; done

shots: $(VENV)/.dev ## Take pictures of the main pages into docs/shots
	@$(PY) scripts/shots.py

hooks: $(VENV)/.dev ## Check each commit before it is made
	@$(VENV)/bin/pre-commit install

clean: ## Remove what was made here, except your data in var/
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage*

# What is installed is remembered by a stamp, so a second start has nothing to do ---------------

$(PY):
	@python=$$(sh scripts/find-python.sh) && echo "Making $(VENV) with $$python" && "$$python" -m venv --clear $(VENV)

$(VENV)/.runtime: requirements.txt | $(PY)
	@echo "Installing what the site needs"
	@$(INSTALL) requirements.txt && touch $@

$(VENV)/.scale: requirements-scale.txt $(VENV)/.runtime
	@echo "Installing drivers for PostgreSQL and Redis"
	@$(INSTALL) requirements-scale.txt && touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime $(VENV)/.scale
	@echo "Installing what the tests need"
	@$(INSTALL) requirements-dev.txt && touch $@
