# Two commands do everything: `make demo` and `make test`. What each step does stands in tools/ and in `xiangban`.
.DEFAULT_GOAL := help
.PHONY: help setup develop demo serve test check locks
PYTHON ?= python3
XIANGBAN := .venv/bin/xiangban
export PORT FRESH XIANGBAN_HOME XIANGBAN_DATABASE

help:    ## this list
	@sed -n 's/^\([a-z]*\): .*## /  make \1\t/p' Makefile | expand -t 18

setup:   ## the environment only; afterwards .venv/bin/xiangban exists
	@$(PYTHON) tools/prepare.py product

develop: ## the environment with the tools of tests and checks
	@$(PYTHON) tools/prepare.py dev

demo: setup ## the invented city on http://localhost:8000 (PORT=, FRESH=1, XIANGBAN_HOME=)
	@exec $(XIANGBAN) run_demo

serve: setup ## a real installation; the first time with a link for its administrator
	@exec $(XIANGBAN) run_site

test: develop ## all tests, on SQLite and on a real PostgreSQL, in a real browser
	@.venv/bin/python tools/run_tests.py

check: develop ## format, lint, types, floors, templates, catalogues
	@.venv/bin/python tools/run_checks.py

locks: develop ## pin what requirements/*.in ask for
	@.venv/bin/python tools/pin_packages.py
