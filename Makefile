# make report: set up and compile every year of data/.   make test: set up and run the tests.
.POSIX:
.DELETE_ON_ERROR:
.PHONY: report test check golden reference rules schemas fuzz bench clean

PYTHON = python3
BIN = .venv/bin
YEARS = $(wildcard data/[1-9][0-9][0-9][0-9].yaml)
RULES = { $(BIN)/lawgov rules --format md && cat docs/unclaimed.md; }
SOURCES = $(wildcard lawgov_report/*.py lawgov_report/*/*.py lawgov_report/*/*/*.py templates/*.*)

report: $(YEARS:data/%.yaml=out/%.docx) $(YEARS:data/%.yaml=out/%.md)

out/%.docx out/%.md: data/%.yaml data/indicators.yaml $(SOURCES) .venv/ready
	$(BIN)/lawgov build $*

.venv/ready: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

.venv/ready-for-tests: .venv/ready pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --group dev
	touch $@

test: .venv/ready-for-tests
	$(BIN)/python -m pytest

check: .venv/ready-for-tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lawgov validate
	$(BIN)/lawgov schema --check
	$(RULES) | diff docs/rules.md - || { echo 'docs/rules.md: run make rules'; exit 1; }

golden: .venv/ready-for-tests
	$(BIN)/python -m pytest --update tests/test_report.py

reference: .venv/ready
	$(BIN)/lawgov reference -o templates/reference.docx

rules: .venv/ready
	$(RULES) > docs/rules.md

schemas: .venv/ready
	$(BIN)/lawgov schema

fuzz: .venv/ready-for-tests
	LAWGOV_FUZZ=10000 $(BIN)/python -m pytest tests/test_fuzz.py

bench: .venv/ready
	$(BIN)/python tests/bench/run.py $(BENCH)

clean:
	rm -rf .venv .axe .bench .fonts .mypy_cache .ruff_cache .hypothesis build dist out
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
