# Each target works from a fresh clone: .venv is made when it is missing and brought up to date when the
# dependencies change. Another interpreter: make test PYTHON=python3.13

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
SLOW := browser or postgres or process or golden or slow
SEED ?= 0

# Where it is set, every worker, and every process that tests start, would compile all modules anew: ten seconds of a core.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run test test-all check bench mutants format docs pictures constraints hashes

run: $(READY)
	$(BIN)/marsad run

# Everything that is quick and needs neither a browser nor PostgreSQL: about a minute.
test: $(READY)
	$(BIN)/pytest -m "not ($(SLOW) or bench)"

test-all: $(READY)
	$(BIN)/pytest

check: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/marsad kb check

# With AGAINST=<commit>: speed and size alone, as ratios to that commit in the same run.
bench: $(READY)
ifdef AGAINST
	$(BIN)/python -m tests.benchmarks.against $(AGAINST)
else
	$(BIN)/pytest -m bench --timeout 1800 --capture no --numprocesses 0 tests/benchmarks/bench_*.py
endif

# Whether the engine's own tests notice when a line of it says something else; another SEED draws other lines.
mutants: $(READY)
	$(BIN)/python -m tests.mutants --seed $(SEED) $(if $(SEEN),--seen $(SEEN))

# Writes code and facts in the one way that `make check` and the tests expect.
format: $(READY)
	$(BIN)/ruff format
	$(BIN)/python -m knowledge.curation.canonical knowledge/facts

# The pages that are made from the facts.
docs: $(READY)
	$(BIN)/python -m bot.cli.facts_page > docs/facts.md

# The pictures of the README and of docs/phone.md, from the real bot in a headless Chromium, and of docs/pictures.md,
# from the shipped facts.
pictures: $(READY)
	$(BIN)/python -m tests.bot.drawing.gallery
	$(BIN)/python -m tests.bot.playground.pictures
	$(BIN)/python -m tests.bot.playground.ten_messages
	$(BIN)/python -m tests.week.pictures
	$(BIN)/python -m tests.bot.desk.pictures

# The newest versions that pyproject.toml allows, for constraints.txt; run the tests before you commit them.
constraints:
	rm -rf .venv/fresh && $(PYTHON) -m venv .venv/fresh
	.venv/fresh/bin/pip install --quiet --editable '.[dev]'
	.venv/fresh/bin/pip freeze --exclude-editable > constraints.txt
	rm -rf .venv/fresh

# The same releases with the digests of their files: for the image, for what builds it, and for developers.
HASHED := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --constraint constraints.txt
hashes:
	rm -rf .venv/fresh && $(PYTHON) -m venv .venv/fresh && .venv/fresh/bin/pip install --quiet uv
	.venv/fresh/bin/$(HASHED) --extra postgres --extra pictures pyproject.toml --output-file deploy/requirements.txt
	.venv/fresh/bin/$(HASHED) --extra dev pyproject.toml --output-file deploy/requirements-dev.txt
	echo 'hatchling>=1.27' | .venv/fresh/bin/$(HASHED) - --output-file deploy/requirements-build.txt
	rm -rf .venv/fresh

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@
