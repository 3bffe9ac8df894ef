# Every command people type, one line each: `make help` lists them.

LAB ?= pca
PORT ?= 8000
ENVIRONMENT ?= environment.yml

# uv from the machine if it has one, else a private copy in .uv/.
UV_VERSION := 0.13.8
UV := $(or $(shell command -v uv),.uv/bin/uv)
PYTHON := .venv/bin/python

LABS := $(notdir $(patsubst %/,%,$(dir $(wildcard solutions/*/*.ipynb))))
MASTERS := $(wildcard solutions/*/*.ipynb)
HELPERS := $(shell find helpers -name '*.py')
RESULTS := $(wildcard book/results/*.json)
BOOK := _config.yml _toc.yml $(shell find book -type f -not -path '*/__pycache__/*')

# The environment's own programs (nbgrader calls alembic by name), kernel and
# settings, whatever else is on the machine.
export PATH := $(CURDIR)/.venv/bin:$(PATH)
export JUPYTER_PREFER_ENV_PATH = 1
export TF_USE_LEGACY_KERAS = 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help course env lock book labs sample-class grade feedback serve lab test lint bench clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-13s %s\n", $$1, $$2}'

course: env book labs sample-class ## set up, build the book, release the labs, grade a sample class
	@$(PYTHON) -m grader $(LAB) --timeout 10
	@echo
	@echo "The book:       _build/html/index.html   (make serve opens it)"
	@echo "The labs:       labs/                    (make lab opens one)"
	@echo "The gradebook:  gradebook.db             (autograded/, feedback/ beside it)"

env: .venv/.complete ## install everything into .venv, from the lock

book: _build/html/index.html ## build the book

labs: gradebook.db ## release the labs: solutions/ -> labs/

sample-class: gradebook.db ## write a small class's submissions to submitted/
	@$(PYTHON) -m solutions.sample_class $(LAB) --to submitted

grade: env labs ## grade what was handed in: submitted/ -> autograded/, gradebook.db, feedback/
	$(PYTHON) -m grader $(LAB)

serve: book ## open the book on http://localhost:8000 (PORT=...)
	@$(PYTHON) -m webbrowser -t http://localhost:$(PORT)/ || true
	$(PYTHON) -m http.server --bind 127.0.0.1 --directory _build/html $(PORT)

lab: env ## open your copy of a lab in JupyterLab (LAB=pca)
	@mkdir -p work && if [ ! -d work/$(LAB) ]; then cp -r labs/$(LAB) work/$(LAB); fi
	.venv/bin/jupyter lab work/$(LAB)/$(LAB).ipynb

test: env ## run every test
	$(PYTHON) -m pytest

lint: env ## check the code's style
	.venv/bin/ruff check . && .venv/bin/ruff format --check .

bench: env ## measure what the README states
	$(PYTHON) -m experiments.course_speed

clean: ## remove what make built; submissions and grades stay
	rm -rf _build .pytest_cache .ruff_cache .hypothesis

.uv/bin/uv:
	python3 -m venv .uv || { echo "Python's venv module is missing: install it (Debian: python3-venv)"; exit 1; }
	.uv/bin/python -m pip install --quiet uv==$(UV_VERSION)

.venv/.complete: pyproject.toml uv.lock | $(UV)
	$(UV) sync --frozen --compile-bytecode
	@touch $@

lock: $(UV) ## choose versions anew, after a change of pyproject.toml
	$(UV) lock && $(MAKE) environment.yml

# Conda users get the same pins: PIP_NO_DEPS=1 conda env create -f environment.yml
$(ENVIRONMENT): uv.lock Makefile | $(UV)
	@{ printf '%s\n' \
	  '# Generated from uv.lock by `make environment.yml`; a test keeps them in step.' \
	  '# Create it with: PIP_NO_DEPS=1 conda env create -f environment.yml' \
	  '# (the list is complete; without PIP_NO_DEPS pip adds a second TensorFlow)' \
	  'name: small-enough-to-ship' \
	  'channels: [conda-forge]' \
	  'dependencies:' \
	  '  - python=3.11' \
	  '  - pip' \
	  '  - pip:' \
	  '      - -e .'; \
	  $(UV) export --quiet --frozen --no-hashes --no-header --no-annotate --no-emit-project \
	    | sed -e "/'never'/d" -e 's/.*/      - "&"/'; \
	  printf '%s\n' 'variables:' '  TF_USE_LEGACY_KERAS: "1"'; } > $@

# One thread a page: small arithmetic is faster so, and steadier to time.
_build/html/index.html: .venv/.complete _build/execution-inputs $(BOOK)
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 .venv/bin/jupyter-book build . -W -n --keep-going
	@touch $@

# Jupyter Book runs a page again when the page's code changes, not when what it
# imports or reads does: then the kept outputs go.
_build/execution-inputs: $(HELPERS) $(RESULTS) uv.lock
	@mkdir -p _build && rm -rf _build/.jupyter_cache && touch $@

gradebook.db: .venv/.complete $(MASTERS) nbgrader_config.py
	@for lab in $(LABS); do \
	  .venv/bin/nbgrader generate_assignment $$lab --force --log-level=WARN || exit 1; \
	  echo "released labs/$$lab"; done
	@touch $@
