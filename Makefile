# make demo · make test: the two commands of the README. The rest is for developers.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHELL := /bin/sh
OURS := academy courses quizzes tests tools hatch_build.py manage.py

.PHONY: install demo test test-all check bench migrations messages lock clean

# One environment; nothing happens while the lock and the Python version are those it was made from.
install:
	@$(PYTHON) tools/environment.py $(VENV)

# Migrates, loads the demo company once, prints who can log in, and serves on 127.0.0.1:$${PORT:-8000}.
demo: install
	@exec $(BIN)/python manage.py academy_demo

test: install
	@$(BIN)/python tools/run_lanes.py

# Everything on both databases, and the wheel in several hosts. No time limit; what the push gate leaves out is in here.
test-all: install
	@$(BIN)/python tools/run_lanes.py --all

check: install
	$(BIN)/ruff check $(OURS)
	$(BIN)/ruff format --check $(OURS)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet templates academy/site/templates
	$(BIN)/python manage.py makemigrations --check --dry-run

bench: install
	@DJANGO_SETTINGS_MODULE=academy.site.settings.test $(BIN)/python -m tests.bench.bench_pages
	@$(BIN)/python -m tests.bench.bench_attempts

# Until 0.1.0 the first migrations are made again rather than corrected. Hand-written ones (0002_append_only.py) stay.
migrations: install
	@$(BIN)/python tools/migrations.py

# Needs gettext's xgettext and msgmerge.
messages: install
	@$(BIN)/python tools/messages.py

# Pins the newest versions that fit pyproject.toml: requirements.lock for the site, requirements-dev.lock with the tools as well.
lock:
	@$(PYTHON) tools/requirements.py

clean:
	rm -rf $(VENV) var build dist
