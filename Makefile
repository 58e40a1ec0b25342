# Thin wrappers: everything here can be typed by hand.
VENV := .venv
PYTHON ?= python3
RUN := $(VENV)/bin/python
OUT ?= build
BENCHMARKS := bdd metrics scorers pooled evaluation_end_to_end species noise multilabel carla_client

.DEFAULT_GOAL := help
PRESET ?= paper
QUALITY ?= standard
.PHONY: help setup demo test check tables bench bdd species streethazards multilabel noise folder verify

help:  ## show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(RUN) -m pip install --quiet --upgrade pip
	$(RUN) -m pip install --quiet --editable '.[test]'
# timm carries the published lists of ImageNet ids; without what it depends on, it is small.
	$(RUN) -m pip install --quiet --no-deps timm
	@touch $@

setup: $(VENV)/installed  ## make .venv and install everything, for the tests too

demo: setup  ## every dataset in small, on embedded defaults; then open build/demo/index.html
	$(RUN) -m builders.demo --out $(OUT)/demo

test: setup  ## run all tests
	$(RUN) -m pytest -n auto

check: setup  ## format, lint and types, as in pre-commit and CI
	$(RUN) -m ruff format --check .
	$(RUN) -m ruff check .
	$(RUN) -m mypy

tables: setup  ## compare the committed WordNet tables with WordNet 3.0 itself
	$(RUN) -m builders.species lexicon --check
	$(RUN) -m builders.multilabel.tables --check

bench: setup  ## compare with peers (a quiet machine and half an hour), into build/bench/
	@mkdir -p $(OUT)/bench
	@for script in $(BENCHMARKS); do \
	    echo "== benchmarks/$$script.py"; \
	    $(RUN) benchmarks/$$script.py > $(OUT)/bench/$$script.txt 2>&1 || code=1; \
	    cat $(OUT)/bench/$$script.txt; \
	done; exit $${code:-0}

bdd: setup  ## BDD-Anomaly: make bdd SRC=bdd100k/
	$(RUN) -m builders.bdd --src "$(or $(SRC),$(error say where BDD100K is: make bdd SRC=bdd100k/))" --out $(OUT)/bdd-anomaly

species: setup  ## Species, from iNaturalist: make species CONTACT=you@example.org
	$(RUN) -m builders.species build --out $(OUT)/species \
	    --contact "$(or $(CONTACT),$(error say who asks iNaturalist: make species CONTACT=you@example.org))"

streethazards: setup  ## StreetHazards: make streethazards [CARLA_HOST=host[:port][,host2...]] [PRESET=small], else embedded
	$(RUN) -m builders.streethazards $(if $(CARLA_HOST),--host "$(CARLA_HOST)",--quality $(QUALITY)) \
	    --preset $(PRESET) $(if $(ASSETS),--assets "$(ASSETS)") --out $(OUT)/streethazards

multilabel: setup  ## the multi-label OOD classes: make multilabel SRC=imagenet21k/
	$(RUN) -m builders.multilabel --src "$(or $(SRC),$(error say where ImageNet-21K is: make multilabel SRC=imagenet21k/))" \
	    --resize 256 --out $(OUT)/multilabel-ood

noise: setup  ## the three noise sets, 10,000 images each
	for kind in gaussian rademacher blobs; do $(RUN) -m builders.noise --kind $$kind --out $(OUT)/noise-$$kind || exit $$?; done

folder: setup  ## seal an image folder: make folder SRC=dtd/images NAME=textures
	$(RUN) -m builders.folder --src "$(SRC)" --name "$(or $(NAME),$(error name the set: make folder SRC=dtd/images NAME=textures))" \
	    --out $(OUT)/$(NAME)

verify: setup  ## verify every dataset in build/
	@for manifest in $(OUT)/*/manifest.json; do \
	    test -e "$$manifest" || { echo "no dataset in $(OUT)/ yet"; exit 2; }; \
	    $(RUN) -m manifests verify "$${manifest%/manifest.json}" || code=1; \
	done; exit $${code:-0}
