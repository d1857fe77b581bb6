.DEFAULT_GOAL := help
.PHONY: help run watch hooks build test fuzz mutants effect-mutants bench bench-batches bench-catalogue bench-directory bench-instructions bench-integrations bench-log bench-records bench-register bench-sign-in bench-web races fmt clean-data

help: ## list what can be asked for
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## build and serve with demonstration data (PORT=3000); the first time compiles it for a first look
	@PORT=$(PORT) .tools/run

watch: ## serve with demonstration data, and build and load pages again whenever a file is saved (PORT=3000)
	@PORT=$(PORT) .tools/watch

build: ## build the application in release mode, if something changed
	@.tools/build

test: ## run every check, or only some: make test STEPS="format clippy"
	@.tools/test $(STEPS)

fuzz: ## feed changed files, lines, NISS and texts to the readers for longer (CASES=100000)
	DELIBERO_FUZZ_CASES=$(or $(CASES),100000) cargo test -p delibero-domain --test fuzz
	DELIBERO_FUZZ_CASES=$(or $(CASES),100000) cargo test -p delibero --lib -- decide::batch
	DELIBERO_FUZZ_CASES=$(or $(CASES),100000) cargo test --release -p delibero-reader --test fuzz

mutants: ## change the deciding code in every small way and see that a test notices (about an hour)
	DELIBERO_ORACLE_CASES=5000 cargo mutants --package delibero-domain

effect-mutants: ## ask changed catalogues a million random requests each: what answers differ in is told (MUTANTS=20)
	DELIBERO_EFFECT_MUTANTS=$(or $(MUTANTS),20) DELIBERO_EFFECT_CASES=1000000 \
	cargo test --release -p delibero-domain --test oracle -- effect::a_changed_catalogue --nocapture

bench: ## time the decision, beside a hand-written floor and beside Cedar (ARGS=--quick for a first look)
	cargo bench --manifest-path server/benchmarks/Cargo.toml --features cedar --bench decisions -- $(ARGS)

bench-instructions: ## count the instructions of a decision beside the floor's: what else the machine does does not count (valgrind)
	.tools/bench-instructions

bench-catalogue: ## time reading, hashing, comparing and searching catalogues of 1,500 and 150,000 authorisations (ARGS=--quick for 1,500)
	cargo bench --manifest-path server/benchmarks/Cargo.toml --bench catalogues -- $(ARGS)

bench-register: ## time the register's search and pages with 100 to 10,000 deliberations (SIZE=1000 for a first look)
	.tools/with-postgres cargo run --release -p delibero-store --example register_load -- $(SIZE)

bench-directory: ## time the lists of organisations, people and integrations on both engines (ROWS=1500000 for a first look)
	.tools/with-postgres cargo run --release -p delibero-store --example directory_load -- $(ROWS)

bench-integrations: ## load files of integrations beside bare statements, on both engines (ROWS=50000 for a first look)
	.tools/with-postgres cargo run --release -p delibero-store --example integration_load -- $(ROWS)

bench-log: ## append to the log while it is integrated, prove and verify it, beside bare statements, on both engines (ENTRIES=20000 for a first look)
	DELIBERO_POSTGRES_DURABLE=1 .tools/with-postgres cargo run --release -p delibero-store --example log_load -- $(ENTRIES)

bench-records: ## load files of records of each service beside bare statements, on both engines (PERSONS=5000 for a first look)
	.tools/with-postgres cargo run --release -p delibero-store --example record_load -- $(PERSONS)

bench-batches: ## go through a batch beside bare appends of the same entries, on both engines (PERSONS=20000 for a first look)
	DELIBERO_POSTGRES_DURABLE=1 .tools/with-postgres cargo run --release -p delibero-store --example batch_load -- $(PERSONS)

races: ## revoke rights while requests run, 10,000 times on each engine, and a tenth as often over HTTP (RACES=1000 for a first look)
	DELIBERO_RACES=$(or $(RACES),10000) .tools/with-postgres cargo test --workspace --test conformance -- races --nocapture
	DELIBERO_RACES=$$(( $(or $(RACES),10000) / 10 )) .tools/with-postgres cargo test --workspace --test application -- races --nocapture

bench-web: ## what a page costs: processor time beside an empty page, statements, writes, HTML, the browser's program (ROUNDS=20 for a first look)
	$(if $(ROUNDS),ROUNDS=$(ROUNDS)) cargo bench -p delibero --bench pages

bench-sign-in: ## 600 right sign-ins in a minute while 200 wrong ones a second come in (SECONDS=10 for a first look)
	$(if $(SECONDS),SECONDS=$(SECONDS)) cargo bench -p delibero --bench sign_in

hooks: ## refuse commits of code that is not formatted, from now on in this clone
	git config core.hooksPath .githooks

fmt: ## format the code
	cargo fmt --all

clean-data: ## remove the default database, data/delibero.sqlite; the data key stays
	rm -f data/delibero.sqlite data/delibero.sqlite-wal data/delibero.sqlite-shm
