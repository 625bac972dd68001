# Everything is installed into .venv on first use; `make clean` throws it all away.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/installed
export ASSISTANT_HOME ?= $(CURDIR)/.data

.PHONY: serve test check bench eval teach readme clean

serve: $(STAMP)
	$(BIN)/assistant serve

test: $(STAMP)
	$(BIN)/python -m pytest -q -n auto

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/assistant lint corpus
	$(MAKE) test

bench: $(STAMP)
	$(BIN)/python -m pip install --quiet --editable '.[bench]' --constraint requirements.lock
	$(BIN)/python -m evals.bench

eval: $(STAMP)
	$(BIN)/python -m evals

# After a change of assistant/safety/wordings.toml: about 20 minutes on two cores.
teach: $(STAMP)
	$(BIN)/python -m assistant.safety.teach

# Paste real output into README.md.
readme: $(STAMP)
	$(BIN)/python -m evals.readme --write

$(STAMP): pyproject.toml requirements.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[dev]' --constraint requirements.lock
	touch $(STAMP)

clean:
	rm -rf .venv .data .pytest_cache .mypy_cache .ruff_cache .hypothesis
