# Sijill. `make serve` sets everything up and serves the record; `make test` tests it.

PORT ?= 8000
PYTHON ?= python3
RUN = .venv/bin/python
export PORT

help: ## Lists the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

install: .venv/installed .var/local.env ## Builds .venv and writes local settings

.venv/installed: requirements.txt
	$(PYTHON) -m venv .venv
	$(RUN) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.var/local.env:
	$(PYTHON) portal/local.py

.var/static/staticfiles.json: .venv/installed .var/local.env $(shell find static -type f)
	$(RUN) manage.py collectstatic --noinput --verbosity 0

serve: install .var/static/staticfiles.json ## Serves the record on http://127.0.0.1:8000 (PORT= to change)
	$(RUN) manage.py migrate --verbosity 0
	$(RUN) manage.py set_up_demonstration
	.venv/bin/gunicorn --config portal/gunicorn.py portal.wsgi

test: install ## Runs the tests that need no browser and no server
	$(RUN) -m pytest -m "not browser and not servers" -n auto --dist loadfile

test-browser: install ## Runs the tests in Chromium
	$(RUN) -m pytest -m browser

bench: install ## Measures the public pages against floors and plain Django
	$(RUN) -m tests.bench.pages

bench-search: install ## Measures the search in a record made for it (COUNT= meetings, texts of WORDS=)
	$(RUN) -m tests.bench.search $(or $(COUNT),10000) $(or $(WORDS),200)

test-servers: install ## Tests two servers of several processes on the database of DATABASE_URL
	$(RUN) -m pytest -m servers

lint: install ## Checks code and templates
	.venv/bin/ruff check . && .venv/bin/ruff format --check .
	git ls-files '*.html' | xargs .venv/bin/djade --target-version 5.2 --check

format: install ## Formats code and templates
	.venv/bin/ruff check --fix . ; .venv/bin/ruff format .
	git ls-files '*.html' | xargs .venv/bin/djade --target-version 5.2

messages: install ## Gathers the words to translate and compiles them (needs gettext)
	$(RUN) manage.py makemessages --locale ar --no-obsolete --extension html,txt,py,xml --ignore '.venv/*' --ignore 'tests/*'
	$(RUN) manage.py makemessages --locale ar --no-obsolete --domain djangojs --ignore '.v*' --ignore 'tests/*'
	$(RUN) manage.py compilemessages --locale ar --ignore '.venv/*'

.PHONY: help install serve test test-browser bench bench-search lint format messages
