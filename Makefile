# Two commands for a fresh clone: `make demo` and `make test`. Everything runs inside .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test golden lock bench bench-gold bench-seeds bench-speed bench-kills clean

demo: $(VENV)/.runtime
	@rm -rf build/demo && mkdir -p build/demo
	$(BIN)/sayso build examples/iraq-2019 -o build/demo/iraq.sayso
	$(BIN)/sayso report build/demo/iraq.sayso
	@echo
	@echo "Next, try:"
	@echo "  $(BIN)/sayso search build/demo/iraq.sayso embassy"
	@echo "  $(BIN)/sayso show build/demo/iraq.sayso 2019-12-28-meridian-k1-rockets.txt"
	@echo "  $(BIN)/sayso export build/demo/iraq.sayso --format jsonl --out build/demo/record"
	@echo "  $(BIN)/sayso verify build/demo/iraq.sayso"

test: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

golden: $(VENV)/.dev  ## write the reviewed readings of the examples anew; look at the diff before you keep it
	SAYSO_GOLDEN=write $(BIN)/pytest tests/test_golden.py

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.runtime

lock:  ## pin the newest versions that fit, with hashes and without any registry's address
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml requirements.build.in -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra dev pyproject.toml -o requirements-dev.lock

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

bench: bench-gold bench-seeds bench-speed bench-kills  ## about 25 minutes; writes bench/RESULTS.md

bench-gold: $(VENV)/.dev
	$(BIN)/python -m bench.gold

bench-seeds: $(VENV)/.dev
	$(BIN)/python -m bench.seeds

bench-speed: $(VENV)/.dev
	$(BIN)/python -m bench.speed

bench-kills: $(VENV)/.dev
	$(BIN)/python -m bench.kills
