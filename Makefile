# Each target makes the virtual environment it needs by itself, from requirements/*.txt (exact versions, hashes).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo run test pictures check bench soak lock clean dispatching starting triage
.DEFAULT_GOAL := demo

$(VENV)/run.stamp: requirements/run.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing what the bot runs on ..."
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/run.stamp
	@echo "installing what the tests need ..."
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

demo: $(VENV)/run.stamp  ## the main job against a local Telegram, no token needed
	@$(BIN)/lianxinqiao demo

run: $(VENV)/run.stamp  ## the bot itself; BOT_TOKEN and config.toml say for whom
	@$(BIN)/lianxinqiao run

test: $(VENV)/dev.stamp  ## every test, PostgreSQL included
	@$(BIN)/python -m pytest -m "not soak" -n 2 --dist loadfile --no-loadscope-reorder

soak: $(VENV)/dev.stamp  ## the long ones
	@$(BIN)/python -m pytest -m soak

pictures: $(VENV)/dev.stamp  ## the README's pictures, made anew by the browser tests
	@PICTURES=docs/pictures $(BIN)/python -m pytest tests/browser

check: $(VENV)/dev.stamp  ## lint, format, types, import contracts, texts and config
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/lianxinqiao check --offline

# make bench triage: the goals behind bench name what to measure; without any, everything is.
BENCHES := $(filter dispatching starting triage,$(MAKECMDGOALS))

bench: $(VENV)/dev.stamp  ## ratios measured in one run
	@$(BIN)/python -m benchmarks $(BENCHES)

dispatching starting triage:
	@:

lock: $(VENV)/dev.stamp  ## pin anew; the files hold versions and hashes, no address
	@$(BIN)/uv pip compile pyproject.toml --group build --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --custom-compile-command "make lock" --output-file requirements/run.txt
	@$(BIN)/uv pip compile pyproject.toml --group build --group dev --extra postgres --constraints requirements/run.txt --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --custom-compile-command "make lock" --output-file requirements/dev.txt

clean:
	@rm -rf $(VENV)
