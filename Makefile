# `make demo` and `make test` need only Python 3.10+ and make: they set up their own environment.
PYTHON ?= python3
VENV   ?= .venv
BIN     = $(VENV)/bin
CORPUS ?= ../shared/corpus
STAMP   = $(VENV)/.installed
SPLIT  ?= develop
PRESIDIO = $(VENV)/presidio
TOOLS    = $(VENV)/tools
MINUTES ?= 30

.PHONY: demo test lint types unit corpus samples manual train messages pictures clean \
  bench bench-find bench-write bench-style bench-exposure bench-public bench-speed \
  fuzz patterns wheel-test offline sbom audit-packages

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

train: $(STAMP)  ## fit the models of names, sentence kinds and skill texts to our own sentences
	$(BIN)/python -m tests.labelled.train $(CORPUS)
	$(BIN)/python -m tests.hosts.train

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

bench: bench-find bench-write bench-style bench-exposure bench-public bench-speed  ## all of them

bench-write: $(PRESIDIO)  ## what is written over CORPUS; SHEET=FILE for 60 passages to read
	$(BIN)/python -m tests.bench.write $(CORPUS) $(if $(SHEET),--sheet $(SHEET))

bench-style: $(STAMP)  ## is an author still known by their style in the copies?
	$(BIN)/python -m tests.bench.style --survivors

bench-exposure: $(STAMP)  ## does the exposure say what people's labels say? SPLIT=develop|test
	$(BIN)/python -m tests.bench.exposure $(CORPUS) --split $(SPLIT)

bench-public: $(STAMP)  ## is what everybody knows left alone?
	$(BIN)/python -m tests.bench.public $(CORPUS)

bench-speed: $(PRESIDIO)  ## how fast it is, beside what it is made of and beside Presidio
	PYTHONPATH=$(PRESIDIO) $(BIN)/python -m tests.bench.speed $(CORPUS)

fuzz: $(STAMP)  ## look for inputs that crash: MINUTES=30; with atheris where there is a wheel of it
	-$(BIN)/python -m pip install --quiet 'atheris>=3,<4'
	$(BIN)/python -m tests.fuzz --minutes $(MINUTES)

patterns: $(STAMP)  ## look for texts on which our patterns take long
	$(BIN)/python -m tests.fuzz.patterns

# Beside the environment, so that the list of parts is of what a user gets.
$(TOOLS):
	$(PYTHON) -m venv $@
	$@/bin/python -m pip install --quiet 'build>=1.2,<2' 'pip-audit>=2.7,<3' 'cyclonedx-bom>=7,<8'

wheel-test: $(TOOLS)  ## build twice, compare, install in empty environments: PYTHONS="python3.10 …"
	$(TOOLS)/bin/python -m tests.supply wheel $(PYTHONS)

offline: $(STAMP)  ## every command with the sockets closed
	$(BIN)/python -m tests.supply offline

sbom: $(STAMP) $(TOOLS)  ## the parts that are shipped with, as CycloneDX
	mkdir -p dist
	$(TOOLS)/bin/cyclonedx-py environment $(BIN)/python --output-reproducible --pyproject pyproject.toml -o dist/sbom.json

audit-packages: $(STAMP) $(TOOLS)  ## known vulnerabilities of what is installed
	$(BIN)/python -m pip freeze --exclude-editable > $(VENV)/frozen.txt
	$(TOOLS)/bin/pip-audit -r $(VENV)/frozen.txt --no-deps --disable-pip --strict

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
