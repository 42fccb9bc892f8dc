# make run: the site on this machine.  make test: all tests.  make check: lint, types, rules.
# make bench: what pages, records and bytes cost, some minutes on a machine that does nothing else.
PORT ?= 8000
PYTHON ?= python3
VENV = .venv/bin

export PORT
export PIP_NO_CACHE_DIR = 1
# Fonts' and browsers' caches and the tests' files stay inside the checkout.
export XDG_CACHE_HOME = $(CURDIR)/var/cache
export XDG_CONFIG_HOME = $(CURDIR)/var/config
export PYTEST_DEBUG_TEMPROOT = $(CURDIR)/var/tmp

.PHONY: run test test-fast check bench conformance mutants screenshot setup setup-test lock

run: setup
	@$(VENV)/python manage.py prepare --demo
	@$(VENV)/gunicorn --config setup/serve.py

test: setup-test
	@$(VENV)/python -m pytest -q -n auto --dist worksteal -m "not slow"

test-fast: setup-test
	@$(VENV)/python -m pytest -q -n auto --dist worksteal -m "not slow and not browser"

check: setup-test
	@$(VENV)/ruff check .
	@$(VENV)/ruff format --check .
	@$(VENV)/mypy
	@$(VENV)/lint-imports
	@$(VENV)/python manage.py check
	@$(VENV)/python manage.py makemigrations --check --dry-run

bench: setup-test
	@$(VENV)/python -m bench.bytes
	@$(VENV)/python -m bench.web
	@$(VENV)/python -m bench.cases
	@$(VENV)/python -m bench.desk
	@$(VENV)/python -m bench.appends
	@$(VENV)/python -m bench.uploads
	@$(VENV)/python -m bench.weight
	@$(VENV)/python -m bench.record
	@$(VENV)/python -m bench.batch
	@$(VENV)/python -m bench.beside
	@$(VENV)/python -m bench.flood
	@$(VENV)/python bench/kill_saves.py 200

# veraPDF's rules for PDF/A-3a over each kind of paper. Needs Java; fetches 22 MB once.
conformance: setup-test
	@$(VENV)/python -m bench.conformance

# How many seeded mutants of the law content the tests notice, and every one they do not.
mutants: setup-test
	@$(VENV)/python -m bench.mutants

screenshot: setup-test
	@$(VENV)/python docs/screenshot.py

setup:
	@$(PYTHON) -B setup/system_packages.py run
	@$(PYTHON) -B setup/environment.py run

setup-test:
	@$(PYTHON) -B setup/system_packages.py test
	@$(PYTHON) -B setup/environment.py test
	@mkdir -p var/tmp

# Needs uv on the path. The second lock holds the first, version for version.
UV = uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
	--python-version 3.11 pyproject.toml
lock:
	@$(UV) -o requirements.lock
	@$(UV) --group dev -c requirements.lock -o requirements-dev.lock
