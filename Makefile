# Forewarn. "make" alone lists what there is.
PYTHON ?= python3
BIN := .venv/bin
FUZZ_SECONDS ?= 300
COOLDOWN ?= P7D
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# What installs a package of the system, where that takes root's rights: sudo, if it asks for no password.
AS_ROOT = $$([ "$$(id -u)" = 0 ] || { command -v sudo > /dev/null && echo sudo -n; })
# Only files whose sums requirements/ names, and no package that would run code of its own to be built. Where a system has
# no wheel of something, "make WHEELS= site" builds it from its source, of which the sum is named too; but what pip fetches
# to build it with is then named nowhere.
WHEELS ?= --only-binary :all:
INSTALL := $(BIN)/python -m pip install --quiet --require-hashes $(WHEELS) --requirement

.DEFAULT_GOAL := help
.PHONY: help setup site deploy texts serve check test test-long faults fuzz bench bench-100000 bench-table bench-parts promises lock clean cards components editors pictures browser nginx caddy host-tools scan cairo nu lighthouse cluster trust audit-python audit-npm sbom licences actionlint workflows ci-rehearsal drill

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

setup: .venv/site.done .venv/dev.done browser ## Install everything that building and testing needs

site: .venv/site.done ## Build the site into site/
	$(BIN)/mkdocs build

deploy: .venv/site.done ## Build the site for the public: no word may be missing any more
	FOREWARN_DEPLOY=1 $(BIN)/mkdocs build

texts: .venv/site.done ## List what is wrong with the texts, and what is to come
	$(BIN)/forewarn check
	$(BIN)/forewarn states

serve: .venv/site.done ## Show the site at http://127.0.0.1:8000/, rebuilt on every save
	$(BIN)/mkdocs serve

workflows: .venv/dev.done actionlint ## Check the workflows for GitHub and GitLab: what they mean, and whether they are safe
	@PYTHONPATH=hooks:tests $(BIN)/python tests/actionlint.py .github/workflows/*.yml
	$(BIN)/zizmor --offline --no-progress --quiet .github/workflows
	$(BIN)/check-jsonschema --disable-formats uri --builtin-schema vendor.gitlab-ci hooks/forewarn/hosting/workflows/gitlab-ci.yml

ci-rehearsal: .venv/dev.done ## Go through the workflows on this machine, from a clean clone up to the upload; make test is left out
	@PYTHONPATH=hooks:tests $(BIN)/python tests/rehearsal.py --without tests .github/workflows/check.yml .github/workflows/publish.yml

drill: .venv/dev.done ## Publish, correct, withdraw and roll back a site of 1,000 while people read it, each under a minute
	@PYTHONPATH=hooks:tests $(BIN)/python tests/drill.py

check: .venv/dev.done ## Style, types, import floors and spelling
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell

test: check browser nu actionlint nginx caddy host-tools ## Check, then run the tests: at most 10 minutes on two cores
	$(BIN)/pytest -n auto --dist worksteal

test-long: check browser nu actionlint nginx caddy host-tools ## The same with nothing left out, and at full length (hours)
	$(BIN)/pytest -n auto --dist worksteal --long

faults: .venv/dev.done browser nginx ## Run every fault at full length: kills, mutations, 10,000 advisories (half an hour)
	$(BIN)/pytest -n auto --long tests/faults

fuzz: .venv/fuzz.done ## Look for files that the reader cannot bear, for FUZZ_SECONDS seconds
	$(BIN)/python tests/fuzz/fuzz_reader.py .cache/fuzz -max_total_time=$(FUZZ_SECONDS)

bench: .venv/peers.done cairo browser ## Measure against Hugo and Material in one run, an hour and a half; ONLY=edit takes one scenario
	@PYTHONPATH=hooks:tests $(BIN)/python -m benchmarks measure --into docs $(ONLY:%=--only %) $(BENCH)

bench-100000: .venv/peers.done ## Build 100,000 advisories once, and edit one; CARDS=no leaves their cards out
	@PYTHONPATH=hooks:tests $(BIN)/python -m benchmarks measure --into docs --only hundred-thousand \
	  $(if $(filter no,$(CARDS)),--no-cards) $(BENCH)

bench-table: .venv/peers.done ## Write docs/benchmarks.md and its plots anew from what was measured last
	@PYTHONPATH=hooks:tests $(BIN)/python -m benchmarks show --into docs

bench-parts: .venv/peers.done ## Measure parts: rendering against MkDocs, cards drawn before, the import against a check
	$(BIN)/python -m pytest tests/benchmarks --override-ini addopts= --import-mode=importlib -s

promises: browser ## Count every promise, beside plain MkDocs where it can run; LONG=--long for the whole length
	$(BIN)/python -m pytest tests/promises/test_promises.py --override-ini addopts= --import-mode=importlib -q -n 2 $(LONG)

lighthouse: browser ## Measure home, an area and an advisory with Lighthouse; fails below 100 (needs Node 20)
	@PYTHONPATH=hooks:tests $(BIN)/python tests/lighthouse.py

cards: .venv/dev.done ## Draw every sample card side by side, to look at
	@PYTHONPATH=hooks:tests $(BIN)/python tests/contact_sheet.py .cache/cards.png

components: .venv/dev.done ## Show every component in every state and language, in .cache/components/
	@PYTHONPATH=hooks:tests $(BIN)/python tests/component_pages.py .cache/components

pictures: browser ## Take pictures of the pages into .cache/pictures/, those of README.md into pictures/, of the guide into docs/editors/
	@PYTHONPATH=hooks:tests $(BIN)/python tests/screenshots.py .cache/pictures pictures docs/editors/pictures

editors: .venv/dev.done ## Write the documents for editors anew that are made of the code: fields, rules, schemas, snippets
	@PYTHONPATH=hooks:tests $(BIN)/python tests/editor_documents.py

# Renovate reads the command at the top of each file and runs it again: so every option is one that it knows, with "=".
LOCK = $(BIN)/uv pip compile --quiet --upgrade --universal --python-version=3.11 --generate-hashes \
  --exclude-newer=$(COOLDOWN)

lock: .venv/dev.done ## Write requirements/ anew from pyproject.toml, of what is seven days old; COOLDOWN=PT0S takes all
	$(LOCK) --group=build pyproject.toml --output-file=requirements/site.txt
	$(LOCK) --constraint=requirements/site.txt --group=build --group=dev pyproject.toml --output-file=requirements/dev.txt
	$(LOCK) --constraint=requirements/dev.txt --group=build --extra=cluster pyproject.toml --output-file=requirements/cluster.txt
	for each in audit fuzz peers; do \
	  $(LOCK) --constraint=requirements/dev.txt --group=build --group=$$each pyproject.toml \
	    --output-file=requirements/$$each.txt || exit 1; done

TRUST := PYTHONPATH=hooks:tests $(BIN)/python -m trust
PASS_UNASKED := $(if $(filter pass,$(UNASKED)),--pass-unasked)

cluster: .venv/cluster.done ## Install what a machine needs that draws cards for others (docs/scaling.md)

trust: .venv/audit.done ## Look at pins and licences, write the bill of materials, ask for known faults; UNASKED=pass offline
	@$(TRUST) all $(PASS_UNASKED)

audit-python: .venv/audit.done ## Ask whether a fault is known of any package of Python; UNASKED=pass where nobody answers
	@$(TRUST) audit-python $(PASS_UNASKED)

audit-npm: .venv/dev.done ## Ask whether a fault is known of any package of npm that tests use
	@$(TRUST) audit-npm $(PASS_UNASKED)

sbom: .venv/dev.done ## Write what builds the site, as a CycloneDX bill of materials: .cache/sbom/forewarn.cdx.json
	@$(TRUST) sbom $(SBOM)

licences: .venv/dev.done ## Write docs/licences.md anew
	@$(TRUST) licences

clean: ## Remove what was built and installed
	rm -rf .venv site .site.forewarn

browser: .venv/dev.done # Chromium for the browser tests, if there is none
	@$(BIN)/python tests/browser/install.py

nu: .venv/dev.done # The Nu HTML Checker for the tests, if it is not there; without, they say so
	@PYTHONPATH=hooks:tests $(BIN)/python tests/nu_checker.py

actionlint: .venv/dev.done # The checker of workflows for the tests, if it is not there; without, they say so
	@PYTHONPATH=hooks:tests $(BIN)/python tests/actionlint.py --install

nginx caddy: # Web servers for tests, where there are none; without, those tests are skipped
	@PATH=$$PATH:/usr/sbin command -v $@ || { $(AS_ROOT) apt-get update -q=2 && $(AS_ROOT) apt-get install -y -q=2 $@; } || true

host-tools: .venv/dev.done # What Netlify and Cloudflare read their files with; without, tests say so
	@PYTHONPATH=hooks:tests $(BIN)/python tests/host_tools.py

scan: .venv/dev.done nginx caddy ## Print what nginx and Caddy say of every kind of file of the sample site
	@PYTHONPATH=hooks:tests $(BIN)/python tests/web_servers.py

cairo: # The library below CairoSVG, for Material's share cards; where it cannot be installed, their test says so
	@ldconfig -p 2>/dev/null | grep -q 'libcairo\.so\.2' \
	  || { $(AS_ROOT) apt-get update -q=2 && $(AS_ROOT) apt-get install -y -q=2 libcairo2; } || true

.venv/site.done: requirements/site.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(INSTALL) requirements/site.txt \
	  || { echo "If a package has no wheel for this system, see docs/trust.md, \"Named with their sums\"."; exit 1; }
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --no-index --editable .
	@touch $@

.venv/dev.done: requirements/dev.txt .venv/site.done
	$(INSTALL) requirements/dev.txt
	@touch $@

.venv/cluster.done: requirements/cluster.txt .venv/site.done
	$(INSTALL) requirements/cluster.txt
	@touch $@

.venv/audit.done: requirements/audit.txt .venv/dev.done
	$(INSTALL) requirements/audit.txt
	@touch $@

.venv/fuzz.done: requirements/fuzz.txt .venv/dev.done
	$(INSTALL) requirements/fuzz.txt
	@touch $@

.venv/peers.done: requirements/peers.txt .venv/dev.done
	$(INSTALL) requirements/peers.txt
	@touch $@
