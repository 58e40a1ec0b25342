# Thin wrappers: everything here can be typed by hand.
VENV := .venv
PYTHON ?= python3
RUN := $(VENV)/bin/python
PACKAGES := builders evaluation manifests

.DEFAULT_GOAL := help
.PHONY: help setup test check bench

help:  ## show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(RUN) -m pip install --quiet --editable '.[test]'
	@touch $@

setup: $(VENV)/installed  ## make .venv and install everything a test needs

test: setup  ## run the tests
	$(RUN) -m pytest -n auto

check: setup  ## format, lint and types, as in pre-commit and CI
	$(RUN) -m ruff format --check .
	$(RUN) -m ruff check .
	$(RUN) -m mypy
