# Thin wrappers: everything here can be typed by hand.
VENV := .venv
PYTHON ?= python3
RUN := $(VENV)/bin/python
OUT ?= build

.DEFAULT_GOAL := help
.PHONY: help setup test check bench bdd species multilabel noise verify

help:  ## show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(RUN) -m pip install --quiet --upgrade pip
	$(RUN) -m pip install --quiet --editable '.[test]'
	@touch $@

setup: $(VENV)/installed  ## make .venv and install everything, for the tests too

test: setup  ## run all tests
	$(RUN) -m pytest -n auto

check: setup  ## format, lint and types, as in pre-commit and CI
	$(RUN) -m ruff format --check .
	$(RUN) -m ruff check .
	$(RUN) -m mypy

bench: setup  ## compare with peers (minutes; quiet machine), into build/bench/
	@mkdir -p $(OUT)/bench
	@for script in $(BENCHMARKS); do \
	    echo "== benchmarks/$$script.py"; \
	    $(RUN) benchmarks/$$script.py | tee $(OUT)/bench/$$script.txt || exit 1; \
	done
BENCHMARKS := bdd

bdd: setup  ## BDD-Anomaly from SRC=bdd100k/
	$(RUN) -m builders.bdd --src $(or $(SRC),$(error say where BDD100K is: make bdd SRC=bdd100k/)) --out $(OUT)/bdd-anomaly

verify: setup  ## verify every dataset in build/
	@for dataset in $(OUT)/*/manifest.json; do \
	    $(RUN) -m manifests verify $$(dirname $$dataset) || code=1; \
	done; exit $${code:-0}
