# make          check and test, exactly what the build server runs
# make pictures pictures of the hub's pages, taken by the browser tests: all in build/pictures, the guides' in docs
# make run      set up and start a hub in a simulated home: no root, no broker, no hardware
PYTHON ?= python3.11
BROKER ?=

BIN := .venv/bin
export PATH := $(PATH):/usr/sbin:/sbin
# Some build servers forbid Python to keep what it compiled. Each of the hundreds of programs that the tests start would
# compile the whole hub anew then, which takes longer than to start it.
export PYTHONDONTWRITEBYTECODE :=
SUM := $(shell cat requirements/*.lock pyproject.toml | sha256sum | cut -c 1-16)
RUN := .venv/.ready-run-$(SUM)
DEV := .venv/.ready-dev-$(SUM)
COMPILE := $(BIN)/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --no-header \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

.DEFAULT_GOAL := test
.PHONY: test check run pictures bench lock wheel clean packages

test: packages check
	@echo "== tests"
	$(BIN)/pytest -n 3 --dist worksteal -q

check: $(DEV)
	@echo "== style, types, and who may import whom"
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

run: $(if $(wildcard $(DEV)),$(DEV),$(RUN))
	@if command -v flock >/dev/null && [ -e var/demo/hub.lock ] && ! flock -n var/demo/hub.lock true; then \
		echo "A demo is running already. End it with Ctrl-C in its window first."; exit 1; fi
	@rm -rf var/demo && mkdir -p var/demo
	@$(BIN)/carehub run --config config/demo.toml --demo

pictures: packages $(DEV)
	rm -rf build/pictures docs/pictures/*.png
	CAREHUB_PICTURES=build/pictures CAREHUB_GUIDE_PICTURES=docs/pictures $(BIN)/pytest -q tests/pages/browser
	$(BIN)/pytest -q tests/test_guide_pictures.py

bench: $(DEV)
	$(BIN)/python -m bench.run $(if $(BROKER),--broker $(BROKER))

# New versions of everything that is locked. Ends by asking whether a Raspberry Pi can have each without a compiler.
lock: $(DEV)
	$(COMPILE) -o requirements/build.lock requirements/build.in
	$(COMPILE) -o requirements/run.lock pyproject.toml
	$(COMPILE) -o requirements/dev.lock requirements/dev.in pyproject.toml
	.ci/aarch64-wheels requirements/run.lock requirements/build.lock

wheel: $(DEV)
	$(BIN)/python -m build --wheel --no-isolation

clean:
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

packages:
	@.ci/debian-packages

$(RUN):
	@PYTHON=$(PYTHON) .ci/environment $@ requirements/run.lock requirements/build.lock

$(DEV):
	@PYTHON=$(PYTHON) .ci/environment $@ requirements/dev.lock
