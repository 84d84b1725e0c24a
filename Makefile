# `make demo` and `make test` need only Python 3.10+ and make: they set up their own environment.
PYTHON ?= python3
VENV   ?= .venv
BIN     = $(VENV)/bin
CORPUS ?= ../shared/corpus
STAMP   = $(VENV)/.installed
SPLIT  ?= develop
PRESIDIO = $(VENV)/presidio

.PHONY: demo test lint types unit corpus samples manual train bench-find messages pictures clean

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(STAMP)  ## install, then show what heavy makes of a sample
	$(BIN)/antidistill preview --mode heavy samples/oncall-runbook/notes.md

test: $(STAMP) lint types manual unit  ## lint, types, manual, tests

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

manual: $(STAMP)  ## the linter of the manual's topics
	$(BIN)/python -m antidistill.manual.lint

unit: $(STAMP)
	$(BIN)/python -m pytest -n auto

corpus: $(STAMP)  ## all modes over every Markdown and text file of CORPUS, as a table
	$(BIN)/python -m tests.corpus $(CORPUS)

samples: $(STAMP)  ## write the results in samples/ again
	$(BIN)/python -m tests.samples

train: $(STAMP)  ## fit the model of sentence kinds to tests/labelled/sentences
	$(BIN)/python -m tests.labelled.train $(CORPUS)

messages: $(STAMP)  ## bring the message catalogues up to the sources
	$(BIN)/python -m tests.ui

pictures: $(STAMP)  ## draw the pictures of the READMEs again
	$(BIN)/python -m tests.pictures
	$(BIN)/python -m tests.pictures.page

# A baseline only. Installed beside the environment: it hooks into every load of a spaCy model.
$(PRESIDIO): $(STAMP)
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
	$(BIN)/python -m pip install --quiet --target $@ --no-deps 'presidio-analyzer==2.2.366'

bench-find: $(PRESIDIO)  ## how well the finders find: SPLIT=develop|test
	PYTHONPATH=$(PRESIDIO) $(BIN)/python -m tests.bench.find $(CORPUS) --split $(SPLIT)

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
