# Everything a newcomer needs: `make demo` runs the main job on the embedded sandbox, `make test` runs the tests.
# Both set up what they need in .venv and want nothing but Python 3.11 or later.

PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
TESTS ?= tests
HISTORIES ?= 20000
SEED ?= 1
ROUNDS ?= 300
REPORTS ?= 30
MODULES ?=
MINUTES ?= 60
WRITE ?= --write

.PHONY: demo test lint types contracts density census format messages checks-page pictures coverage promise torture fuzz mutants check-figures read-figures bench province audit wheel-test check clean

demo: $(VENV)/.installed ## the main job, step by step, on the sandbox
	@$(BIN)/python examples/demo.py

test: $(VENV)/.dev ## all tests
	$(BIN)/python -m pytest $(TESTS)

lint: $(VENV)/.dev ## style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev ## strict types
	$(BIN)/mypy

contracts: $(VENV)/.dev ## who may import whom
	$(BIN)/lint-imports

density: $(VENV)/.dev ## no function with too many ways through it
	$(BIN)/python -m tools.census --gate

census: $(VENV)/.dev ## rooms, arrows between them, density, tests, counted
	$(BIN)/python -m tools.census

check: test lint types contracts density ## what CI runs

format: $(VENV)/.dev ## put code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: $(VENV)/.dev ## collect messages from the code, merge and compile the Thai catalogue
	$(BIN)/python tools/messages.py

checks-page: $(VENV)/.dev ## write docs/checks.md from what the checks declare
	$(BIN)/python -m tools.checks_page

pictures: $(VENV)/.dev ## make the pictures of README.th.md; wants chromium and LibreOffice, and says so
	$(BIN)/python -m tools.pictures

coverage: $(VENV)/.dev ## which branches the tests reach; fails below the floor in pyproject.toml
	$(BIN)/coverage run -m pytest $(TESTS)
	$(BIN)/coverage report

promise: $(VENV)/.dev ## play histories against the promise, on from where it was cut, and write docs/figures/promise.md: HISTORIES=20000 WRITE=
	$(BIN)/python -m tests.promise.simulator.campaign --histories $(HISTORIES) --kept build/promise.jsonl $(WRITE)

torture: $(VENV)/.dev ## kill real pushes at random moments on a rude network: SEED=1 ROUNDS=300
	$(BIN)/python -m tests.promise.torture --seed $(SEED) --rounds $(ROUNDS)

fuzz: $(VENV)/.dev ## send random requests to the sandbox and write docs/figures/sandbox-fuzz.md: SEED=1 WRITE=
	$(BIN)/python -m tests.sandbox.fuzz --seed $(SEED) $(WRITE)

mutants: $(VENV)/.dev ## change the code of the promise piece by piece, count what no test notices: MODULES="publish.publisher" MINUTES=60
	$(BIN)/python -m tools.mutants --survivors --minutes $(MINUTES) $(MODULES)

check-figures: $(VENV)/.dev ## plant errors into drawn reports, count what the checks find, write docs/figures/checks.md: WRITE=
	$(BIN)/python -m tests.checks.campaign $(WRITE)

read-figures: $(VENV)/.dev ## read drawn reports back from documents of every kind, write docs/figures/reading.md: REPORTS=30 WRITE=
	$(BIN)/python -m tests.document.figures --reports $(REPORTS) --held $(WRITE)
	$(BIN)/python -m tests.document.blind $(WRITE)

bench: $(VENV)/.dev ## time what a person waits for beside other clients, write docs/performance.md: WRITE=
	$(BIN)/python -m tools.bench $(WRITE)

province: $(VENV)/.dev ## push 143 reports and play four coordinators with real processes, write docs/figures/province.md: WRITE=
	$(BIN)/python -m tests.cli.province $(WRITE)

audit: $(VENV)/.dev ## known faults and licences of what a user installs; needs the advisories of the package index
	$(PYTHON) -m venv --clear $(VENV)/audit/users && $(VENV)/audit/users/$(notdir $(BIN))/python -m pip install --quiet .
	$(PYTHON) -m venv $(VENV)/audit/tools && $(VENV)/audit/tools/$(notdir $(BIN))/python -m pip install --quiet "pip-audit>=2.9" "cyclonedx-bom>=7"
	$(BIN)/python -m tools.audit $(VENV)/audit/users $(VENV)/audit/tools

wheel-test: $(VENV)/.dev ## build the wheel, install it elsewhere, push the example from another folder
	$(BIN)/python -m pytest -m registry tests/packaging

clean: ## forget what was built
	$(PYTHON) -c "import shutil; [shutil.rmtree(d, True) for d in ('$(VENV)', 'build', 'dist', '.ita-sync')]"

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) -e .
	$(PYTHON) -c "open('$@', 'w').close()"

$(VENV)/.dev: $(VENV)/.installed
	$(PIP) -e ".[dev]"
	$(PYTHON) -c "open('$@', 'w').close()"
