# Everything that is done with this repository, one target each. `make` alone lists them.
# Needs GNU make 3.81 or newer and Python 3.11 or newer; the rest is fetched into .venv, by hash.

SHELL := /bin/sh
.DEFAULT_GOAL := help

VENV := .venv
BIN  := $(VENV)/bin
PY   := $(BIN)/python
NODE := .cache/node

# The newest Python that will do; another one: make PYTHON=/path/to/python3.12 guides
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	"$$p" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' \
	>/dev/null 2>&1 && echo "$$p" && break; done)

# Only what the lock names, only as ready-made wheels: nothing is compiled and nothing is a surprise.
PIP := $(PY) -m pip --disable-pip-version-check --quiet
INSTALL_LOCK    := $(PIP) install --require-hashes --no-deps --only-binary :all: -r
INSTALL_PROJECT := $(PIP) install --no-deps --no-index --no-build-isolation --editable .

# What is given on: make guides PROGRAMS=kms   make test ARGS='-k glossary'   make lock LOCK=--upgrade
PROGRAMS ?=
ARGS     ?=
LOCK     ?=
JOBS     ?= auto

RUNTIME := $(VENV)/.runtime
DEV     := $(VENV)/.dev
AXE     := $(NODE)/.installed

.PHONY: help install guides serve docs test quick slow lint format hooks figures schema goldens bench lock axe clean distclean

help:
	@echo 'make guides     build every guide to build/ (PROGRAMS=kms: only that one)'
	@echo 'make serve      show the guides in the browser as they are edited (PROGRAMS=kms: only that one)'
	@echo 'make test       run the tests (ARGS="-k glossary": only some)'
	@echo 'make quick      run the tests that cost little and notice much (a minute)'
	@echo 'make lint       check style, types and the direction of imports'
	@echo 'make format     put keys in order and wrap texts in program_defs/ and content/'
	@echo 'make hooks      look at every commit before it is made'
	@echo 'make docs       build the manual in docs/ as a site'
	@echo 'make figures    draw the SVG figures again from their YAML'
	@echo 'make schema     write the JSON Schemas and the reference pages of the manual again'
	@echo 'make goldens    rewrite the expected files of the tests: read the difference before committing'
	@echo 'make bench      measure builds, checks, comparisons and the preview (half an hour)'
	@echo 'make lock       bring the lock files in step with pyproject.toml (LOCK=--upgrade: newest versions)'
	@echo 'make clean      remove what was built, and caches'
	@echo 'make distclean  make clean, and remove .venv'

guides: $(RUNTIME)
	$(BIN)/guides build $(PROGRAMS)

serve: $(RUNTIME)
	@$(BIN)/guides serve $(PROGRAMS) $(ARGS)

test: $(DEV)
	@if command -v npm >/dev/null 2>&1; then $(MAKE) --no-print-directory axe; else \
	echo 'make: npm is not here, so the accessibility and editor tests are skipped' >&2; fi
	$(PY) -m pytest -n $(JOBS) --dist loadgroup $(ARGS)

# One process: a second one would read all the tests again, which is a sixth of the work.
quick: $(DEV)
	$(PY) -m pytest -n 0 -m quick $(ARGS)

# Measures which tests are not quick, one after another; see tests/quick.py.
slow: $(DEV)
	$(PY) -m pytest -n 0 -m 'not browser and not node' --find-slow

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: $(RUNTIME)
	$(BIN)/guides format

hooks: $(RUNTIME)
	git config core.hooksPath .githooks
	@echo 'Commits are looked at from now on; git commit --no-verify goes past it once.'

docs: $(RUNTIME)
	$(BIN)/guides docs

figures: $(RUNTIME)
	$(BIN)/guides figures

schema: $(RUNTIME)
	$(BIN)/guides schema
	$(BIN)/guides docs --write-reference

goldens: $(DEV)
	$(PY) -m pytest -n $(JOBS) --dist loadgroup --update-goldens $(ARGS)

bench: $(DEV)
	$(PY) benchmarks/build.py $(ARGS)
	$(PY) benchmarks/check.py $(ARGS)
	$(PY) benchmarks/diff.py $(ARGS)
	$(PY) benchmarks/open.py
	$(PY) benchmarks/preview.py

# The lock files hold the hashes of every published file of a version, for every platform, and name
# no index: whoever installs chooses where from. The test lock only adds to the runtime lock.
UV_COMPILE = $(BIN)/uv --no-config pip compile pyproject.toml --group build --universal \
	--python-version 3.11 --generate-hashes --no-annotate --no-header --quiet \
	--no-emit-index-url --no-emit-find-links $(LOCK)

lock: $(DEV)
	$(UV_COMPILE) --output-file requirements.lock
	$(UV_COMPILE) --extra dev --constraints requirements.lock --output-file requirements-dev.lock
	cd tests && npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved
	$(PY) -c 'import json, pathlib; p = pathlib.Path("tests/package-lock.json"); \
	d = json.loads(p.read_text()); [v.pop("funding", None) for v in d["packages"].values()]; \
	p.write_text(json.dumps(d, indent=2, ensure_ascii=False) + "\n")'
	@if grep -nE '://|"resolved"' requirements.lock requirements-dev.lock tests/package-lock.json; \
	then echo 'make: a lock file names an address' >&2; exit 1; fi

clean:
	rm -rf build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -not -path './$(VENV)/*' -prune -exec rm -rf {} +

distclean: clean
	rm -rf $(VENV) .cache program_guides.egg-info

# What tests and lint need, without running them.
install: $(DEV)

# The accessibility rules for the page tests; needs npm.
axe: $(AXE)

$(AXE): tests/package.json tests/package-lock.json
	@mkdir -p $(NODE)
	cp tests/package.json tests/package-lock.json $(NODE)/
	cd $(NODE) && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# A stamp each for what is installed, so that a second run starts at once.
$(VENV)/pyvenv.cfg:
	@if [ -z "$(PYTHON)" ]; then \
	echo 'make: Python 3.11 or newer with its venv module is needed, and none was found.' >&2; \
	echo '      python3 here is: '"$$(python3 --version 2>&1)" >&2; \
	echo '      On Debian: apt install python3 python3-venv. Elsewhere installed:' >&2; \
	echo '      make PYTHON=/path/to/python3.11 guides' >&2; exit 1; fi
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	echo "make: Python 3.11 or newer is needed; $(PYTHON) is $$("$(PYTHON)" --version 2>&1)" >&2; \
	exit 1; }
	"$(PYTHON)" -m venv $(VENV)

$(RUNTIME): $(VENV)/pyvenv.cfg requirements.lock pyproject.toml
	$(INSTALL_LOCK) requirements.lock
	$(INSTALL_PROJECT)
	@touch $@

$(DEV): $(VENV)/pyvenv.cfg requirements-dev.lock pyproject.toml
	$(INSTALL_LOCK) requirements-dev.lock
	$(INSTALL_PROJECT)
	@touch $@ $(RUNTIME)
