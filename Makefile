# Faultline: `make help` lists what there is to make.
SWIFT ?= swift
RELEASE = .build/release/faultline

.PHONY: help build demo test lint bench bench-discovery crash crash-long fuzz fuzz-control tck sanitize check-debian check-guide install clean need-build need-test

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

build: need-build ## the release binary, .build/release/faultline
	@$(SWIFT) build -c release --product faultline

demo: build ## import a sample estate into a new store and show what an outage hits
	@rm -rf .build/demo.db
	@$(RELEASE) demo --store .build/demo.db

test: need-test ## every test
	@$(SWIFT) test

lint: ## the formatter's rules; the tests in Tests/TidyTests hold the others
	@$(SWIFT) format lint --strict --parallel -r Sources Tests Fuzz/Sources Package.swift Fuzz/Package.swift

bench: need-bench build ## a million CIs beside plain C, raw LMDB and other databases; writes docs/performance.md
	@Benchmarks/run M

bench-discovery: need-bench build ## imports of large files and of three sources; needs 8 GB of disk
	@Benchmarks/run discovery

bench-large: need-bench build ## ten million CIs; needs 12 GB of disk
	@Benchmarks/run L

crash: need-test ## the crash and fault harness at a commit's effort (docs/durability.md); part of `make test`
	@scripts/crash

crash-long: need-test ## the same with ten and more times the effort, for hours; writes the table of docs/durability.md
	@FAULTLINE_CRASH=long scripts/crash

fuzz: need-test ## fuzz every decoder, importer and the query language, SECONDS=60 each (1800 for the long run)
	@FUZZ_SECONDS="$(or $(SECONDS),60)" SWIFT="$(SWIFT)" Fuzz/run

fuzz-control: need-test ## plant a fault in each fuzz target, which must find it within SECONDS=60
	@FUZZ_SECONDS="$(or $(SECONDS),60)" SWIFT="$(SWIFT)" Fuzz/run --control

TCK ?= $(firstword $(wildcard ../*/tck))
tck: need-build ## the openCypher conformance suite: the feature files below TCK=folder (default: a folder tck near by)
	@test -d "$(TCK)" || { echo "make tck TCK=FOLDER: the folder with the suite's feature files (https://github.com/opencypher/openCypher, tck)"; exit 1; }
	@$(SWIFT) build -c release --product tck
	@.build/release/tck "$(TCK)"

sanitize: need-test ## the unit tests under the address and the thread sanitizer
	@SWIFT="$(SWIFT)" scripts/sanitize

check-debian: need-test build ## compare blast radii of Debian packages with the solver dose-debcheck, name by name
	@scripts/check-debian $(RELEASE)

check-guide: need-test build ## run the guide's commands as they stand, with its estate of a million
	@FAULTLINE_GUIDE_CIS=1000000 FAULTLINE_BINARIES="$(CURDIR)/.build/release" $(SWIFT) test --filter GuideTests

install: build ## binary, schemas, manual page and shell completions under PREFIX (default /usr/local)
	@scripts/install $(RELEASE) "$(or $(PREFIX),/usr/local)"

clean: ## remove what was built
	@rm -rf .build

need-build:
	@command -v $(SWIFT) >/dev/null 2>&1 || { echo "Swift 6.2 or later is missing: https://www.swift.org/install/linux/"; exit 1; }
	@scripts/require pkg-config=pkg-config /usr/include/lmdb.h=liblmdb-dev /usr/include/histedit.h=libedit-dev /usr/share/zoneinfo/zone.tab=tzdata

need-bench: need-build
	@scripts/require cc=gcc python3=python3 /usr/share/doc/python3-venv=python3-venv pg_ctlcluster=postgresql

need-test: need-build
	@scripts/require dot=graphviz dose-debcheck=dose-distcheck nmap=nmap ansible=ansible-core snmpd=snmpd snmpwalk=snmp fusioninventory-inventory=fusioninventory-agent strace=strace lz4=lz4 xz=xz-utils gzip=gzip python3=python3
	@scripts/require-python cyclonedx-py=cyclonedx-bom
