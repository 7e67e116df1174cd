# Lineup's commands. Each brings what it needs and does nothing twice: `make` lists them.
.DEFAULT_GOAL := help
.PHONY: help setup demo test lint check-types test-sqlite test-postgres fuzz attack fixes gaps bench lock clean
SHELL := /bin/sh
MAKEFLAGS += --no-print-directory

PORT ?= 8000
JOBS ?= 2
FILES ?= 10000
SEED ?= 1
TIMES ?= 20
MADE ?= 100
DRAWN ?= 100
SCARCE ?= 4
PYTHON := .venv/bin/python
READY := .venv/.ready
# The tests are compiled once, for all who run them: to rewrite their assertions takes longer than to collect them.
TEST := LINEUP_MODE=test PYTHONDONTWRITEBYTECODE=
PYTEST := $(PYTHON) -m pytest -n $(JOBS) --dist worksteal

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' Makefile | awk -F'|' '{ printf "make %-14s %s\n", $$1, $$2 }'

setup: $(READY) ## the environment alone, in .venv
	@echo "The environment is in .venv."

$(READY): requirements-dev.txt scripts/environment.sh
	@sh scripts/environment.sh
	@touch $(READY)

demo: $(READY) ## a demo organisation on http://127.0.0.1:8000 (PORT=… for another)
	@sh scripts/demo.sh $(PORT)

test: $(READY) ## every check and test, browser tests included
	@$(MAKE) -j $(JOBS) lint check-types
	@$(MAKE) test-sqlite
	@$(MAKE) test-postgres
	@echo "Everything passes."

lint: $(READY) ## style, layout, which floor imports which, missing migrations
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check --quiet .
	@.venv/bin/lint-imports --no-cache
	@$(TEST) $(PYTHON) manage.py makemigrations --check --dry-run

check-types: $(READY) ## types
	@$(TEST) $(PYTHON) -m mypy .

test-sqlite: $(READY) ## every test, on SQLite
	@CHROMIUM="$$($(PYTHON) -m scripts.chromium)" && export CHROMIUM && $(TEST) $(PYTEST)

# What templates name is the same in every database.
test-postgres: $(READY) ## the tests that reach the database, on PostgreSQL
	@$(TEST) $(PYTHON) -m scripts.postgres $(PYTEST) -m "not browser and not pure and not once" --ignore=tests/test_templates.py

fuzz: $(READY) ## spoilt files by command and by page (FILES=10000 SEED=1)
	@$(TEST) FUZZ_FILES=$(FILES) FUZZ_SEED=$(SEED) $(PYTEST) tests/attack/test_mangled_files.py

attack: $(READY) ## kills, cuts, full disks and races against a whole portal (PARTS="kills mail" TIMES=20 SEED=1; long)
	@$(TEST) $(PYTHON) -m attack $(PARTS) --times $(TIMES) --seed $(SEED)

fixes: $(READY) ## every fix beside a whole run of the rules (FOLDERS="a b" for companies' files, MADE=100 DRAWN=100)
	@$(TEST) $(PYTHON) -m scripts.fix_report --made $(MADE) --drawn $(DRAWN) $(FOLDERS)

gaps: $(READY) ## today's fixes, a fair greedy and the best plan, side by side (FOLDERS="a b" for companies' files, SCARCE=4)
	@$(TEST) $(PYTHON) -m scripts.close_gaps_report --scarce $(SCARCE) $(FOLDERS)

bench: $(READY) ## the benchmark table (SIZES="1000 10000" for other sizes)
	@$(TEST) $(PYTHON) -m bench $(SIZES)

lock: $(READY) ## pin every dependency anew, with hashes
	@sh scripts/lock.sh

clean: ## remove what the commands above made; the demo's database stays
	rm -rf .venv build node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis
