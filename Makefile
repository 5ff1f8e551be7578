# Two commands for a fresh clone: `make demo` and `make test`. Everything runs inside .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test golden lock train bench bench-quality bench-processors bench-seeds bench-speed bench-merge bench-kills bench-hostile bench-watch bench-custody bench-decisions bench-exports bench-serve bench-package screenshots fuzz docs clean

demo: $(VENV)/.runtime
	@rm -rf build/demo && mkdir -p build/demo
	$(BIN)/sayso build examples/iraq-2019 -o build/demo/iraq.sayso
	$(BIN)/sayso report build/demo/iraq.sayso
	@echo
	@echo "Next, try:"
	@echo "  $(BIN)/sayso serve build/demo/iraq.sayso"
	@echo "  $(BIN)/sayso search build/demo/iraq.sayso embassy"
	@echo "  $(BIN)/sayso show build/demo/iraq.sayso 2019-12-28-meridian-k1-rockets.txt"
	@echo "  $(BIN)/sayso export build/demo/iraq.sayso --format jsonl --out build/demo/record"
	@echo "  $(BIN)/sayso verify build/demo/iraq.sayso"

test: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

docs: $(VENV)/.dev  ## the site of docs/ in build/site, warnings as errors; it loads nothing from the network
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo "Open build/site/index.html"

golden: $(VENV)/.dev  ## write the reviewed readings of the examples anew; look at the diff before you keep it
	SAYSO_GOLDEN=write $(BIN)/pytest tests/test_golden.py tests/export/test_exports_golden.py tests/export/test_golden_exports.py

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

# The reader's weights. Needs ../shared and some hours of two cores. Given again it goes on where it was broken off:
# the trainer from its last checkpoint; a model that is trained through is only exported and tuned again.
# torch comes first and alone: its build for processors has an index of its own, named in pip's settings.
TRAIN := build/train
ANNOTATE := src/sayso/annotate/weights
JOINED := src/sayso/extract/data/reader.json

train: $(TRAIN)/.ready
	$(TRAIN)/bin/python -m training.train --config training/config.toml --out build/model --processes 2
	$(TRAIN)/bin/python -m training.export build/model --out $(ANNOTATE)
	$(TRAIN)/bin/python -m training.vectors $(ANNOTATE)
	$(TRAIN)/bin/python -m training.tune $(ANNOTATE) --out $(JOINED)

$(TRAIN)/.ready: training/requirements.txt requirements.lock pyproject.toml
	test -x $(TRAIN)/bin/python || $(PYTHON) -m venv $(TRAIN)
	$(TRAIN)/bin/python -m pip install --quiet "$$(grep '^torch==' training/requirements.txt)"
	$(TRAIN)/bin/python -m pip install --quiet -r training/requirements.txt
	$(TRAIN)/bin/python -m pip install --quiet --editable .
	@touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

bench: bench-quality bench-seeds bench-speed bench-merge bench-kills bench-hostile bench-watch bench-custody bench-decisions bench-exports bench-serve bench-package  ## about two hours; writes bench/RESULTS.md

bench-quality: $(VENV)/.dev  ## every set, every method; a set that is not here is left out in plain words
	$(BIN)/python -m bench.quality

bench-processors: $(VENV)/.dev  ## on processors that qemu-user-static imitates; half an hour
	$(BIN)/python -m bench.quality.processors

bench-seeds: $(VENV)/.dev
	$(BIN)/python -m bench.seeds

bench-speed: $(VENV)/.dev
	$(BIN)/python -m bench.speed

bench-merge: $(VENV)/.dev  ## up to a million made mentions; half an hour, 12 GB of disk
	$(BIN)/python -m bench.merge

bench-kills: $(VENV)/.dev  ## 200 kills; half an hour
	$(BIN)/python -m bench.kills

bench-hostile: $(VENV)/.dev  ## bombs, endless files, deep markup: what is said of each, and the memory it takes
	$(BIN)/python -m bench.hostile

FUZZ_SECONDS ?= 600

fuzz: $(VENV)/.dev  ## ten minutes a form, with atheris (pip install sayso[fuzz]) or, without it, by random changes
	$(BIN)/python -m bench.fuzz --seconds $(FUZZ_SECONDS)

bench-watch: $(VENV)/.dev  ## 1,000 feed entries over the loopback; some minutes
	$(BIN)/python -m bench.watch

bench-custody: $(VENV)/.dev  ## verify, bundle, remove, erase
	$(BIN)/python -m bench.custody

screenshots: $(VENV)/.dev  ## the pictures in docs/img; look at them before you keep them
	$(BIN)/python -m bench.screenshots

bench-decisions: $(VENV)/.dev  ## decisions that outlive other readings; a minute
	$(BIN)/python -m bench.outliving

bench-exports: $(VENV)/.dev  ## every format at 200,000 mentions; half an hour, 3 GB of disk
	$(BIN)/python -m bench.exports

bench-serve: $(VENV)/.dev  ## the workbench at 10,000 documents: times, first paint, memory
	$(BIN)/python -m bench.serve

bench-package: $(VENV)/.dev  ## the wheel from a clone of this commit, installed elsewhere and run without the network
	$(BIN)/python -m bench.packaging
