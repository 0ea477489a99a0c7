# The project's commands. `make demo` and `make test` work on a fresh machine: each makes .venv
# itself, from constraints.txt, and again whenever the constraints or the dependencies change.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.made-from-constraints
# Test workers; each computes on one thread, so that they do not fight over the cores.
WORKERS ?= 2
PYTEST_ARGS ?=
BENCHES := $(filter-out bench/_%,$(wildcard bench/*.py))

.DEFAULT_GOAL := help
.PHONY: help venv test lint types stubs pytest demo bench wheel clean distclean

help:
	@echo "make demo   train a small convolutional network on handwritten digits"
	@echo "make test   ruff, type check, stubs, and every test"
	@echo "make bench  measure against bare PyTorch kernels"
	@echo "make wheel  build the wheel into dist/"
	@echo "make clean  remove what building and testing left behind; distclean also .venv"

venv: $(STAMP)

$(STAMP): constraints.txt pyproject.toml mxnet/libinfo.py
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; PYTHON=... names one." \
	    if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	touch $@

test: lint types stubs pytest

lint: $(STAMP)
	$(BIN)/ruff check .

# The inner rooms only; which they are stands in pyproject.toml.
types: $(STAMP)
	$(BIN)/mypy

# The stub generator compares what it would write with what is committed.
stubs: $(STAMP)
	@if test -f tools/make_stubs.py; then \
	    echo "$(BIN)/python tools/make_stubs.py --check"; $(BIN)/python tools/make_stubs.py --check; \
	fi

pytest: $(STAMP)
	OMP_NUM_THREADS=1 MKL_NUM_THREADS=1 MPLBACKEND=Agg \
	    $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal --durations 15 $(PYTEST_ARGS)

# Kernels this small gain nothing from a second thread, and lose much where cores are shared.
demo: $(STAMP)
	OMP_NUM_THREADS=$${OMP_NUM_THREADS:-1} $(BIN)/python examples/digits.py

bench: $(STAMP)
	@set -e; for script in $(BENCHES); do echo "== $$script"; $(BIN)/python $$script; done

wheel: $(STAMP)
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

clean:
	rm -rf build dist examples/out bench/out .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -not -path './$(VENV)/*' -prune -exec rm -rf {} +

distclean: clean
	rm -rf $(VENV)
