# Sextant: two commands are enough, `make run` and `make test`; both set up what they need.
PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null)
BIN := .venv/bin
DATA := $(or $(SEXTANT_DATA),data)
REQUIREMENTS ?= requirements.txt

.PHONY: help run test setup check bench golden

help:  ## what each target does
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

run: setup  ## first pass over the bundled archive, then the app with its collector
	@test -e "$(DATA)/published/current.json" || $(BIN)/python -m ingest run --sources ingest/starter/sources.toml
	@exec $(BIN)/python app.py

test: .venv/.ready-dev .venv/.exported  ## every test, the files of tests side by side
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

setup: .venv/.ready .venv/.exported  ## the virtual environment and the exported embedder

check: .venv/.ready-dev  ## format, lint, types, import directions
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_house.py

bench: .venv/.ready-bench  ## both sides of every comparison in one run
	@for bench in tests/bench/bench_*.py; do echo "== $$bench"; $(BIN)/python -m tests.bench.$$(basename $$bench .py) || exit 1; done

golden: .venv/.ready-dev  ## rewrites the expected records of the parsers' golden pairs
	$(BIN)/python -m tests.ingest.kinds.golden

.venv/bin/python:
ifdef UV
	uv venv --quiet --python 3.11 .venv || uv venv --quiet .venv
else
	$(PYTHON) -m venv .venv
endif

define install
	$(if $(UV),uv pip install --quiet --python $(BIN)/python --compile-bytecode,$(BIN)/python -m pip install --quiet --disable-pip-version-check) -r $(1)
endef

.venv/.ready: requirements.txt | .venv/bin/python
	@echo "installing what $(REQUIREMENTS) names (a few minutes, once)"
	$(call install,$(REQUIREMENTS))
	@touch $@

.venv/.ready-dev: requirements-dev.txt requirements.txt | .venv/bin/python
	$(call install,requirements-dev.txt)
	@touch $@ .venv/.ready

.venv/.ready-bench: requirements-bench.txt .venv/.ready-dev
	$(call install,requirements-bench.txt)
	@touch $@

# Without the weights the collector still runs: developments then stay "theme pending".
.venv/.exported: | .venv/.ready
	@$(BIN)/python -m models export || echo "the embedder is not ready; themes will be pending"
	@touch $@
