.DEFAULT_GOAL := help
.PHONY: help demo check test journeys lint types imports shape lock bench bare
CHECK := python3 start.py test
IN_VENV := PYTHONPATH=src .venv/bin/python -m

help: ## Show what can be made
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

demo: ## Run the demo
	python3 start.py

check: ## Run every check, as CI does
	$(CHECK)

test: ## Run the tests on SQLite and PostgreSQL
	$(CHECK) --only sqlite --only postgres

journeys: ## Run the stories in a real browser
	$(CHECK) --only journeys

lint: ## Check style and layout
	$(CHECK) --only lint --only format

types: ## Check types
	$(CHECK) --only types

imports: ## Check that imports go down only
	$(CHECK) --only imports

shape: ## Print lengths, import cycles and late imports
	$(CHECK) --only shape

bench: ## Print the engines' figures beside other solvers'
	$(IN_VENV) pytest -q -s -p no:xdist -m bench tests/bench

bare: ## Try the README's two commands on a bare Debian in a chroot (as root)
	$(IN_VENV) tools.bare --with-tests

lock: ## Choose newest versions of all packages and write both locks
	.venv/bin/uv pip compile --quiet --upgrade --universal --generate-hashes --no-header --python-version 3.11 \
		--group setup pyproject.toml --output-file requirements.lock
	.venv/bin/uv pip compile --quiet --upgrade --universal --generate-hashes --no-header --python-version 3.11 \
		--group dev --constraints requirements.lock pyproject.toml --output-file requirements-dev.lock
