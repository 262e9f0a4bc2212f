# What you can ask of this house. `make` alone lists it.
.DEFAULT_GOAL := help
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
export LEAL_HOME ?= $(CURDIR)/.leal

.PHONY: help run story install assets check test bench words

help: ## list what make can do
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'

run: install assets ## from a fresh clone to the site with its story data on localhost
	@$(BIN)/leal story --if-empty
	@$(BIN)/leal serve

story: install ## fresh story data: the charter, its people, its real published figures
	@$(BIN)/leal story

install: .venv/installed ## the environment and the leal command; starts nothing
	@echo "Leal is installed. Try: $(BIN)/leal --help"

.venv/installed: requirements/run.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { echo "Leal needs Python 3.11. Name yours: make PYTHON=/path/to/python3.11"; exit 1; }
	@echo "Installing Leal and what it stands on, pinned and checked by hash."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/ready-to-test: .venv/installed requirements/test.txt
	@echo "Installing what the checks and tests need."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

.venv/ready-to-bench: .venv/ready-to-test requirements/bench.txt
	@echo "Installing the peers we measure beside."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	@touch $@

assets: .venv/installed ## style sheets and scripts of the design system
	@$(BIN)/python -m leal.foundations.pages.assets

check: .venv/ready-to-test ## style, contracts and missing migrations: the same list as on the build machine
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/python manage.py makemigrations --check --dry-run

test: .venv/ready-to-test ## everything that must hold, timed part by part; installs the browser if it is missing
	@$(BIN)/python -m leal.foundations.pages.assets --test
	@$(BIN)/python -m tests.everything

words: .venv/installed ## make the page of permissions anew from the code
	@$(BIN)/python -m tests.promises.permissions_page

bench: .venv/ready-to-bench assets ## our figures, a peer's or the limit's in the same run, and the ratio
	@$(BIN)/python -m bench
