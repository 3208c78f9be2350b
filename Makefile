# Two targets do everything on a machine with Python and make: `make demo` and `make test`.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
CHECKED := graph tests notebooks

.PHONY: demo test ontology lint types unit browser servers wheel score subjects paint benchmark benchmark-scale benchmark-names benchmark-storing benchmark-analytics distributed durability clean

demo: $(VENV)/.installed  ## build the sample papers into demo/, show what was found, write a picture
	mkdir -p demo
	$(BIN)/kamergraaf demo --store demo/store --output demo/graph.html

test: lint types unit wheel  ## all that CI runs

ontology: $(VENV)/.dev  ## write the pages, the diagram and the JSON-LD context that are made from the ontology
	$(BIN)/python tests/write_ontology_docs.py

lint: $(VENV)/.dev
	$(BIN)/ruff check $(CHECKED)
	$(BIN)/ruff format --check $(CHECKED)

types: $(VENV)/.dev
	$(BIN)/mypy

unit: $(VENV)/.dev browser servers
	$(BIN)/python -m pytest

browser:  ## Debian's chromium for the browser tests; where it cannot be installed they are skipped
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq \
	  && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium >/dev/null; } \
	  || echo "no chromium, and it cannot be installed here: the browser tests will be skipped"

servers:  ## Debian's Virtuoso for the tests of stores on servers; where it cannot be installed they are skipped
	@command -v virtuoso-t >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq \
	  && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends virtuoso-opensource >/dev/null; } \
	  || echo "no Virtuoso, and it cannot be installed here: its tests will be skipped"

wheel: $(VENV)/.dev  ## the built wheel runs the main job in an empty environment
	$(BIN)/python tests/check_wheel.py

score: $(VENV)/.dev  ## score the graphs of the papers in ../shared against their annotations
	$(BIN)/python tests/score_corpus.py

subjects: $(VENV)/.dev  ## score the subjects of papers against the indexing in ../shared, and tell what they cost
	$(BIN)/python tests/score_subjects.py

paint: $(VENV)/.dev browser  ## measure when the explorer can be seen, on a store of 1,600 papers from ../shared
	$(BIN)/python tests/measure_paint.py paint

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.dev: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@

benchmark: benchmark-scale benchmark-names benchmark-storing benchmark-analytics  ## all that is measured of time and memory

benchmark-scale: $(VENV)/.dev  ## a whole build at 200, 1,600 and 16,000 papers, beside tokenising them
	$(BIN)/python tests/benchmarks/scale.py

benchmark-names: $(VENV)/.dev  ## the cost of finding names, as a multiple of tokenising the same text
	$(BIN)/python tests/benchmarks/pipeline.py

benchmark-storing: $(VENV)/.dev  ## what the pass and the embedded store cost of the processor, each beside tokenising
	$(BIN)/python tests/benchmarks/storing.py

benchmark-analytics: $(VENV)/.dev  ## time and memory of networks and measures at 1,600 and 16,000 papers
	$(BIN)/python tests/benchmarks/analytics.py

durability: $(VENV)/.dev  ## kill a hundred builds at random moments, and look at what is stored each time
	$(BIN)/python tests/durability.py

distributed: $(VENV)/.dev  ## a build on a Dask cluster on loopback, one worker killed; what it costs a paper
	$(BIN)/python tests/benchmarks/dask_cluster.py

clean:
	rm -rf $(VENV) build dist demo score paint *.egg-info graph/*.egg-info
