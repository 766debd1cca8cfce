# make report: set up and compile every year of data/.   make quick, make test: set up and run the tests.
.POSIX:
.DELETE_ON_ERROR:
.PHONY: report quick test check golden reference rules schemas fuzz bench clean

PYTHON = python3
BIN = .venv/bin
ON_ALL_CORES = -n auto --dist worksteal
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

# What a change needs while it is written: at most a minute on two cores.
quick: .venv/ready-for-tests
	$(BIN)/python -m pytest $(ON_ALL_CORES) -m 'not slow and not renders' --hypothesis-profile=quick

# All, with the same examples each time: at most three minutes on two cores without LibreOffice and Chromium.
test: .venv/ready-for-tests
	$(BIN)/python -m pytest $(ON_ALL_CORES)

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

# What git has merged no longer fits its digest, and is not written over.
schemas: .venv/ready
	rm -f schemas/*.schema.json
	$(BIN)/lawgov schema

# New examples, many more of them: 10,000 edits of the report, each of its keys taken out and misspelt, 300 runs that are
# killed, 2,000 mutated files for verify, and all that Hypothesis draws.
fuzz: .venv/ready-for-tests
	@seed=$${SEED:-$$($(BIN)/python -c 'import random; print(random.randrange(10**6))')}; \
	echo "seed $$seed; make fuzz SEED=$$seed draws the same"; \
	LAWGOV_FUZZ=10000 LAWGOV_SEED=$$seed $(BIN)/python -m pytest $(ON_ALL_CORES) \
	    -m 'hypothesis or sown' --hypothesis-profile=fuzz --hypothesis-seed=$$seed

bench: .venv/ready-for-tests
	$(BIN)/python tests/bench/run.py $(BENCH)

clean:
	rm -rf .venv .axe .vnu .bench .fonts .mypy_cache .ruff_cache .hypothesis build dist out
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
