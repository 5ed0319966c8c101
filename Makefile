# make demo         everything on this machine, with invented universities; Ctrl-C stops all of it
# make demo-reset   the same, from an empty data folder
# make test         everything that can fail; CI runs nothing else
# make kills        kills the browser mid-sentence, KILLS=100 times, and says how much typing was lost
# make cancels      cancels CANCELS=10000 requests at random moments over three connections, and looks for what they left
# make bench        the assessor's caseload beside one hand-written statement
# make fmt          formats what make test checks
# make schema       writes schema/schema.graphql from the code
# make edition-schema  writes standards/edition.schema.json from the structs an edition is read into
# make lives        writes docs/lives.md from the tables of moves
# make bench-lists  every list of the console at 200,000 programmes and 2,000,000 items of evidence; PROGRAMMES=2000 for fewer
# make bench-import  how long importing 100,000 rows takes, and how much memory; ROWS=10000 for fewer
# make bench-rules  how long judging one application and asking about fifty programmes take
# make bench-assigner  how long a plan of 5,000 cases and 200 assessors takes, and how much memory
# make oracle       the rules beside an independent reading of them: CASES=5000000 by chance
# make rule-cases   writes docs/rule-cases.md from the rules' tests
# make mutants      changes domain/ in small ways and says which changes no test notices; FILE=… for a part
# make settings     writes the README's table of settings from the code

SHELL := /bin/sh
PATH := $(HOME)/.cargo/bin:$(PATH)
export PATH
.DELETE_ON_ERROR:
.PHONY: demo demo-reset test bench fmt schema edition-schema lives bench-lists bench-import bench-rules bench-assigner mutants oracle rule-cases settings console server check-rust check-console journey kills cancels setup-demo setup-test

TARGET := $(if $(CARGO_TARGET_DIR),$(CARGO_TARGET_DIR),target)
PILLARS := $(TARGET)/debug/pillars
CARGO := cargo
CONSOLE := admin-ui
CONSOLE_SOURCES := $(shell find $(CONSOLE)/src $(CONSOLE)/public $(CONSOLE)/scripts -type f 2>/dev/null) \
  $(wildcard $(CONSOLE)/*.json $(CONSOLE)/*.ts $(CONSOLE)/index.html) schema/schema.graphql

demo: setup-demo console server
	@exec $(PILLARS) demo

demo-reset: setup-demo console server
	@exec $(PILLARS) demo --reset

setup-demo:
	@scripts/setup demo

setup-test:
	@scripts/setup test

server:
	@$(CARGO) build --locked --quiet -p server

console: $(CONSOLE)/dist/.built

# npm ci when the lock changed, the build when a source changed.
$(CONSOLE)/node_modules/.installed: $(CONSOLE)/package.json $(CONSOLE)/package-lock.json
	cd $(CONSOLE) && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(CONSOLE)/dist/.built: $(CONSOLE)/node_modules/.installed $(CONSOLE_SOURCES)
	cd $(CONSOLE) && npm run --silent build
	@touch $@

test: setup-test check-rust check-console journey
	@echo "All of it passed."

check-rust: server
	$(CARGO) fmt --all --check
	$(CARGO) clippy --locked --workspace --all-targets --quiet -- -D warnings
	$(CARGO) test --locked --workspace --quiet

check-console: $(CONSOLE)/node_modules/.installed
	cd $(CONSOLE) && npm run --silent check

JOURNEY := tests/browser
journey: console server
	@if [ -f $(JOURNEY)/package.json ]; then \
	  set -e; cd $(JOURNEY); \
	  if [ ! -f node_modules/.installed ] || [ package-lock.json -nt node_modules/.installed ]; then \
	    npm ci --no-audit --no-fund --loglevel=error; touch node_modules/.installed; \
	  fi; \
	  PILLARS="$(abspath $(PILLARS))" npm run --silent journey; \
	fi

KILLS := 100
kills: console server
	@cd $(JOURNEY) && PILLARS="$(abspath $(PILLARS))" KILLS=$(KILLS) npx playwright test kills.spec.ts

CANCELS := 10000
cancels: setup-demo
	CANCELS=$(CANCELS) $(CARGO) test --locked --quiet -p tests --test it cancelled -- --nocapture

bench: setup-demo
	$(CARGO) run --locked --release --quiet -p tests --bin bench

fmt:
	$(CARGO) fmt --all
	@if [ -d $(CONSOLE)/node_modules ]; then cd $(CONSOLE) && npm run --silent format; fi

schema: server
	$(PILLARS) schema > schema/schema.graphql

lives:
	$(CARGO) test --locked --quiet -p domain --test rules diagrams::write_the_lives -- --ignored --exact

edition-schema:
	$(CARGO) test --locked --quiet -p domain --lib standard::schema::write_the_schema -- --ignored --exact

bench-lists: setup-demo
	$(CARGO) run --locked --release --quiet -p tests --bin bench_lists -- $(PROGRAMMES)

ROWS := 100000
bench-import: setup-demo
	$(CARGO) run --locked --release --quiet -p tests --bin bench_import -- $(ROWS)

bench-rules:
	$(CARGO) bench --locked --quiet -p domain --bench rules

bench-assigner:
	$(CARGO) run --locked --release --quiet -p domain --example assigner

CASES := 5000000
oracle:
	$(CARGO) run --locked --release --quiet -p domain --example oracle -- $(CASES)

rule-cases:
	$(CARGO) test --locked --quiet -p domain --test rules write_the_list -- --ignored --exact

# Some 1,200 changes, each built and tested: hours. FILE='domain/src/lifecycle/*.rs' takes a part.
mutants:
	@cargo-mutants --version >/dev/null 2>&1 || { \
	  echo "make mutants needs cargo-mutants: cargo install --locked cargo-mutants"; exit 1; }
	PROPTEST_CASES=40 CARGO_PROFILE_TEST_DEBUG=0 $(CARGO) mutants -p domain -o $(TARGET) --no-shuffle $(if $(FILE),-f '$(FILE)')

settings: server
	scripts/readme-settings $(PILLARS)
