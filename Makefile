# Every command people type, one line each: `make help` lists them.

LAB ?= pca
PORT ?= 8000
ENVIRONMENT ?= environment.yml

# uv from the machine if it has one that is new enough, else a private copy in .uv/.
UV_VERSION := 0.13.8
UV := $(shell printf 'uv 0.5\n%s\n' "$$(uv --version 2>/dev/null)" | sort -VC && echo uv || echo .uv/bin/uv)
PYTHON := .venv/bin/python

LABS := $(notdir $(patsubst %/,%,$(dir $(wildcard solutions/*/*.ipynb))))
MASTERS := $(wildcard solutions/*/*.ipynb)
HELPERS := $(shell find helpers -name '*.py')
RESULTS := $(wildcard book/results/*.json)
RELEASED := gradebook.db $(MASTERS:solutions/%=labs/%)
BOOK := _config.yml _toc.yml $(shell find book -type f -not -path '*/__pycache__/*')

# The environment's own programs (nbgrader calls alembic by name), kernel and
# settings, whatever else is on the machine or in the home folder.
export PATH := $(CURDIR)/.venv/bin:$(PATH)
export IPYTHONDIR := $(CURDIR)/.venv/ipython
export MPLCONFIGDIR := $(CURDIR)/.venv/matplotlib
export JUPYTER_PREFER_ENV_PATH = 1
export TF_USE_LEGACY_KERAS = 1

# The sample class's endless loop is cut off early; TensorFlow takes longer to import.
PATIENCE = $$(grep -q 'import tensorflow' labs/$$lab/$$lab.ipynb || echo --timeout 10)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help course env lock book labs student sample-class grade serve lab test mutants experiments lint bench clean

ifneq ($(filter lab grade,$(MAKECMDGOALS)),)
ifeq ($(filter $(LAB),$(LABS)),)
$(error There is no lab "$(LAB)"; there is: $(LABS))
endif
endif

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-13s %s\n", $$1, $$2}'

course: env book labs sample-class ## set up, build the book, release the labs, grade a sample class
	@for lab in $(LABS); do $(PYTHON) -m grader $$lab $(PATIENCE) || exit 1; done
	@echo
	@echo "The book:       _build/html/index.html   (make serve opens it)"
	@echo "The labs:       labs/                    (make lab opens one)"
	@echo "The gradebook:  gradebook.db             (autograded/, feedback/ beside it)"

env: .venv/.complete ## install everything into .venv, from the lock

book: _build/html/index.html ## build the book

labs: _build/labs-released ## release the labs: solutions/ -> labs/

student: env labs | $(filter .uv/%,$(UV)) ## pack what students get: labs, helpers, how to install
	@$(PYTHON) -m solutions.student_archive --uv $(UV)

sample-class: labs ## write a small class's submissions to submitted/
	@$(PYTHON) -m solutions.sample_class $(LABS) --to submitted

grade: env labs ## grade what was handed in: submitted/ -> autograded/, gradebook.db, feedback/
	$(PYTHON) -m grader $(LAB)

serve: book ## open the book on http://localhost:8000 (PORT=...)
	@$(PYTHON) -c "import socket; socket.create_server(('127.0.0.1', $(PORT)))" 2>/dev/null || \
	  { echo "Port $(PORT) can't be used: try another, such as make serve PORT=8765"; exit 1; }
	@{ sleep 1; $(PYTHON) -m webbrowser -t http://localhost:$(PORT)/; } >/dev/null 2>&1 &
	@echo "http://localhost:$(PORT)/   (Ctrl-C ends it)"
	@$(PYTHON) -m http.server --bind 127.0.0.1 --directory _build/html $(PORT)

lab: env ## open your copy of a lab in JupyterLab (LAB=pca)
	@mkdir -p work && if [ ! -d work/$(LAB) ]; then cp -r labs/$(LAB) work/$(LAB); fi
	.venv/bin/jupyter lab --allow-root --log-level=WARN \
	  --LabApp.default_url=/lab/tree/work/$(LAB)/$(LAB).ipynb

# Two processes, a file of tests in one of them: browsers and kernels need room.
test: env ## run every test
	$(PYTHON) -m pytest --numprocesses 2 --dist loadfile

mutants: env ## build small mistakes into the masters' answers; the tests must catch each
	$(PYTHON) -m solutions.mutants

experiments: env ## measure again, on real data, what the book shows as recorded
	$(PYTHON) -m experiments

# One of them, by the name of its file: make experiment-heart_thal
experiment-%: env
	$(PYTHON) -m experiments $*

lint: env ## check the code's style
	.venv/bin/ruff check . && .venv/bin/ruff format --check .

bench: env ## measure what the README states
	$(PYTHON) -m experiments.lab_times
	$(PYTHON) -m experiments.course_speed

clean: ## remove what make built; submissions and grades stay
	rm -rf _build .pytest_cache .ruff_cache .hypothesis

.uv/bin/uv:
	@echo "uv is missing or old: bringing a copy to .uv/"
	@python3 -m venv --clear .uv || \
	  { echo "This needs python3 with its venv module (Debian: apt install python3-venv)"; exit 1; }
	@.uv/bin/python -m pip install --quiet uv==$(UV_VERSION) || \
	  { echo "uv could not be fetched: is there a network? Then run it again"; exit 1; }

# Programs in .venv name the folder they were installed in: when the course was
# moved, or Python is gone, they are installed anew.
INSTALLED_IN := $(shell $(PYTHON) -c '' 2>/dev/null && cat .venv/.complete 2>/dev/null)
ifneq ($(INSTALLED_IN),$(CURDIR))
.PHONY: .venv/.complete
endif

# Matplotlib looks for fonts when it is first imported, and a page that says so
# would not build. Kernels warn that their sockets, which only this machine can
# reach, are not encrypted: once a page, and nothing for a reader to act on.
.venv/.complete: pyproject.toml uv.lock | $(filter .uv/%,$(UV))
	@if [ -f $@ ] && [ "$(INSTALLED_IN)" != "$(CURDIR)" ]; then rm -rf .venv; fi
	@$(UV) sync --frozen --compile-bytecode || \
	  { echo 'See "When make env stops" in book/setup.md. A second run goes on from here'; exit 1; }
	@$(PYTHON) -c "import matplotlib.font_manager" 2>/dev/null
	@mkdir -p $(IPYTHONDIR)/profile_default
	@echo 'c.IPKernelApp.log_level = "ERROR"' > $(IPYTHONDIR)/profile_default/ipython_kernel_config.py
	@echo "$(CURDIR)" > $@

lock: $(filter .uv/%,$(UV)) ## choose versions anew, after a change of pyproject.toml
	$(UV) lock && $(MAKE) environment.yml

# Conda users get the same pins. The course itself is installed afterwards: what
# PIP_NO_DEPS keeps away, pip would miss while it builds it.
$(ENVIRONMENT): uv.lock Makefile | $(filter .uv/%,$(UV))
	@{ printf '%s\n' \
	  '# Generated from uv.lock by `make environment.yml`; a test keeps them in step.' \
	  '# Create it with: PIP_NO_DEPS=1 conda env create -f environment.yml' \
	  '# (the list is complete; without PIP_NO_DEPS pip adds a second TensorFlow),' \
	  '# activate it, and add the course: pip install --no-deps -e .' \
	  'name: small-enough-to-ship' \
	  'channels: [conda-forge]' \
	  'dependencies:' \
	  '  - python=3.11' \
	  '  - pip' \
	  '  - pip:'; \
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

# Its own stamp: grading writes to the gradebook, too. What is gone comes back.
ifneq ($(filter-out $(wildcard $(RELEASED)),$(RELEASED)),)
.PHONY: _build/labs-released
endif
_build/labs-released: .venv/.complete $(MASTERS) nbgrader_config.py
	@$(PYTHON) -m solutions.release $(LABS)
	@mkdir -p _build && touch $@
