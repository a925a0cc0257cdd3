# Two commands matter: `make run` and `make test`. The rest serves them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate pyproject.toml

# Two at a time, as the smallest machines have two cores. Each shows what it said when it has
# ended, all in one piece, if this make can do that (4.0).
SIDE_BY_SIDE := --no-print-directory --jobs=2 \
	$(if $(filter output-sync,$(.FEATURES)),--output-sync=target)
# What the examples mean is worked out once; processes side by side would each do so.
WARM_UP := $(BIN)/biztalk advice 'should I work for free?' >/dev/null

.PHONY: run test test-wire test-sandbox test-rest faults faults-acting faults-rest soak bench picture lock clean
.DELETE_ON_ERROR:

$(VENV)/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "biz-talk needs Python 3.11 or newer; try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

run: $(VENV)/installed
	@$(BIN)/biztalk start

test: $(VENV)/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/biztalk content check
	@$(WARM_UP)
	@$(MAKE) $(SIDE_BY_SIDE) test-wire test-rest test-sandbox

test-wire:
	$(BIN)/pytest tests/wire --ignore tests/wire/sandbox

test-sandbox:
	$(BIN)/pytest tests/wire/sandbox

test-rest:
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest tests/unit tests/contract tests/quality

# The kills come first and alone: what they meet is a matter of milliseconds, and a neighbour that
# slows the bot would have them all come too early.
faults: $(VENV)/installed-dev
	@$(WARM_UP)
	$(BIN)/pytest tests/faults/test_kill.py
	@$(MAKE) $(SIDE_BY_SIDE) faults-acting faults-rest

ACTING := tests/faults/test_enforcing.py tests/faults/test_tips.py \
	$(wildcard tests/faults/test_evaluate*.py tests/faults/test_moderation*.py)

faults-acting:
	$(BIN)/pytest $(ACTING)

faults-rest:
	$(BIN)/pytest tests/faults --ignore tests/faults/test_kill.py $(ACTING:%=--ignore %)

soak: $(VENV)/installed-dev
	$(BIN)/python -m tests.faults.soak

bench: $(VENV)/installed-dev
	$(BIN)/pytest tests/bench -s

picture: $(VENV)/installed-dev
	$(BIN)/pytest tests/wire/test_page.py tests/wire/test_evaluate_page.py \
		tests/wire/test_moderation_page.py tests/wire/test_enforcing_page.py \
		tests/wire/test_setup_page.py
	cp $(patsubst %,build/%.png,advice verdict case note appeal setup-found) docs/

lock: $(VENV)/installed-dev
	$(COMPILE) --group build -o requirements.lock
	$(COMPILE) --group build --group dev -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .hypothesis
