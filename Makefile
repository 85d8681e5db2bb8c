# Two commands are all that a fresh machine needs: `make site` and `make test`.
# Python 3.11 or newer, git and make are expected; the rest is installed into .venv.

.POSIX:
.SUFFIXES:
.PHONY: help exhaustive reproducible coverage mutants fuzz install site serve check test quick lint browser server linter checker bench pictures lock sbom wheel clean

PYTHON = python3
VENV = .venv
BIN = $(VENV)/bin
STAMP = $(VENV)/.installed
FUZZER = $(VENV)/.fuzzer

# For `make bench`: numbers of briefs, how often each job is run, after how many seconds a rival is
# stopped, and who takes part beside briefdesk (all where nobody is named: hugo, tags, blog,
# zensical, unlisted).
SIZES = 300
REPEATS = 3
CAP = 120
ONLY =

# For `make mutants`: how many slips of each package are tried (0 for all of them) and which, and
# for `make fuzz`: how many seconds it takes.
SAMPLE = 200
SEED = 1
SECONDS = 600

help:
	@echo "make install install what is needed into .venv; the others do it by themselves"
	@echo "make site    build the site from the briefs into site/"
	@echo "make serve   preview it, and rebuild on every change"
	@echo "make check   name every mistake in the briefs"
	@echo "make test    run every check and test"
	@echo "make exhaustive  try all of what the tests try by samples (half an hour)"
	@echo "make reproducible  build in two dozen ways, and compare the bytes"
	@echo "make quick   run the tests that need no built site and no browser"
	@echo "make coverage  run them, and tell which lines of the core they leave out (95 % at least)"
	@echo "make mutants  make slips in the core, and see whether a test fails; SAMPLE=0 for all"
	@echo "make fuzz    read what a fuzzer thinks of for ten minutes; SECONDS=60 for one"
	@echo "make bench   time briefdesk and its rivals; SIZES=\"1000 3000\" REPEATS=5 CAP=600 for more"
	@echo "make pictures take the pictures of the demo anew"
	@echo "make lock    renew requirements.lock and requirements-fuzz.lock"
	@echo "make sbom    list what is installed into build/briefdesk.cdx.json (CycloneDX)"
	@echo "make wheel   build wheel and sdist into dist/, the same bytes everywhere"
	@echo "make clean   delete what the others made"

install: $(STAMP)

site: $(STAMP)
	@$(BIN)/briefdesk build

serve: $(STAMP)
	@$(BIN)/briefdesk serve

check: $(STAMP)
	@$(BIN)/briefdesk check

test: lint browser server linter checker
	@$(BIN)/python -m pytest -q -n auto --dist loadgroup

exhaustive: $(STAMP) browser checker
	@$(BIN)/python -m pytest -q -n auto --dist loadgroup --exhaustive -m exhaustive

reproducible: $(STAMP)
	@$(BIN)/python -m pytest -q -n auto --exhaustive tests/safety/test_reproducible.py \
	  tests/site/test_hosts.py::test_the_same_briefs_give_the_same_bytes \
	  tests/deployment/test_supply.py::test_wheel_and_archive_are_the_same_again

quick: $(STAMP)
	@$(BIN)/python -m pytest -q -m "not slow"

coverage: $(STAMP)
	@mkdir -p build
	@COVERAGE_FILE=build/.coverage $(BIN)/coverage run -m pytest -q -m "not slow"
	@COVERAGE_FILE=build/.coverage $(BIN)/coverage json --quiet -o build/coverage.json --fail-under=0
	@COVERAGE_FILE=build/.coverage $(BIN)/coverage report
	@PYTHONPATH=scripts $(BIN)/python -m trials.branches build/coverage.json 95

mutants: $(STAMP)
	@PYTHONPATH=scripts $(BIN)/python -m trials.mutants --sample $(SAMPLE) --seed $(SEED)

fuzz: $(FUZZER)
	@mkdir -p build/fuzz
	@PYTHONPATH=scripts $(BIN)/python -m trials.fuzzing build/fuzz/corpus -max_total_time=$(SECONDS) \
	  -timeout=20 -rss_limit_mb=1024 -max_len=33000 -artifact_prefix=build/fuzz/ -verbosity=0 -print_final_stats=1

lint: $(STAMP)
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy

browser: $(STAMP)
	@sh scripts/chromium.sh

server:
	@sh scripts/nginx.sh

linter:
	@sh scripts/actionlint.sh

checker:
	@sh scripts/vnu.sh

bench: $(STAMP)
	@PYTHONPATH=scripts $(BIN)/python -m bench run --sizes $(SIZES) --repeats $(REPEATS) \
	  --cap $(CAP) --only $(ONLY)

pictures: site browser
	@$(BIN)/python scripts/pictures.py site docs/pictures

lock: $(STAMP)
	@$(BIN)/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras \
	  --no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options \
	  --extra bench --extra cards --extra cluster --extra test --extra lock --extra sbom --output-file requirements.lock pyproject.toml
	@$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["fuzz"], sep="\n")' \
	  | $(BIN)/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --no-annotate \
	  --no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options \
	  --output-file requirements-fuzz.lock -

sbom: $(STAMP)
	@mkdir -p build
	@PYTHONWARNINGS=ignore $(BIN)/python -m cyclonedx_py requirements --pyproject pyproject.toml --mc-type application \
	  --output-reproducible --output-format JSON --output-file build/briefdesk.cdx.json requirements.lock
	@$(BIN)/python scripts/sbom.py build/briefdesk.cdx.json

# The same bytes wherever it is built: no time in them but that of the last commit.
wheel: $(STAMP)
	@SOURCE_DATE_EPOCH=$${SOURCE_DATE_EPOCH:-$$(git log -1 --format=%ct)} \
	  $(BIN)/python -m build --no-isolation --outdir dist .

clean:
	rm -rf $(VENV) site .site.aside build dist .briefdesk .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "briefdesk needs Python 3.11 or newer; name one with make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo "Python has no venv module here; on Debian install the package python3-venv"; exit 1; }
	@echo "Installing into $(VENV) (once; later only when requirements.lock changes) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

$(FUZZER): $(STAMP) requirements-fuzz.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements-fuzz.lock \
	  || { echo "atheris cannot be installed: it has wheels for Linux alone, and for some Pythons"; exit 1; }
	@touch $(FUZZER)
