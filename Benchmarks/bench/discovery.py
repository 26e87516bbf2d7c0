"""Discovery: whole imports beside a program that only parses the same files with the same importer."""

import json
import os
import shutil
from pathlib import Path

from . import discovery_files, limits, machine, process
from .work import BENCHMARKS, SEED, Work, folder_bytes

PARSER = BENCHMARKS / ".build/release/DiscoveryBenchmarks"
ROUNDS = 3
ITEMS, CIS = 500_000, 1_000_000


class Discovery:
    """The work folder of these measurements."""

    def __init__(self):
        work = Work("M")
        self.root, self.runner, self.faultline = work.root, work.runner, work.faultline
        # All of it is so many times smaller when only tried out.
        self.share = min(1, int(os.environ.get("FAULTLINE_BENCH_CIS") or CIS) / CIS)
        self.items, self.cis = int(ITEMS * self.share), int(CIS * self.share)
        self.folder = work.root / f"discovery-{self.cis}"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.store = self.folder / "faultline.db"
        self.parser = Path(os.environ.get("FAULTLINE_PARSER") or PARSER)

    def measure(self, say):
        """All figures of discovery, as a plain dictionary."""
        limits.build(self)
        found = {"machine": machine.description(), "items": self.items, "cis": self.cis, "load": [machine.load()]}
        for form, format in (("csv", "csv"), ("ndjson", "interchange")):
            say(form)
            found[form] = self.tables(form, format)
        for name, format in (("kubernetes", "kubernetes"), ("aws_config", "aws")):
            say(name)
            found[name] = self.large(name, format)
        say("three sources")
        found["sources"] = self.sources(say)
        found["load"].append(machine.load())
        return found

    def tables(self, form, format):
        """An estate into an empty store, and again."""
        files = self.folder / form
        if not files.exists():
            part = files.with_suffix(".part")
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir()
            target = part if form == "csv" else part / "estate.ndjson"
            process.call(
                self.faultline, "generate", "--cis", self.items, "--seed", SEED, "--format", form, "--output", target)
            part.rename(files)
        paths = sorted(files.iterdir())
        parsed, first, again = [], [], []
        for _ in range(ROUNDS):
            parsed.append(self.parse(format, *paths))
            self.new_store()
            first.append(self.bring_in(format, *paths))
            again.append(self.bring_in(format, *paths))
        self.expect_commits(2)
        return {
            "parse": process.median(parsed), "first": process.median(first), "again": process.median(again),
            **self.counts(parsed)}

    def large(self, name, format):
        """A file that would not fit into the memory that is allowed."""
        path = self.folder / f"{name}.json"
        if not path.exists():
            getattr(discovery_files, name)(path, int(discovery_files.GIGABYTE * self.share))
        parsed = [self.parse(format, path)]
        self.new_store()
        first, again = self.bring_in(format, path), self.bring_in(format, path)
        return {
            "bytes": path.stat().st_size, "parse": process.median(parsed), "first": process.median([first]),
            "again": process.median([again]), "store": folder_bytes(self.store), **self.counts(parsed)}

    def sources(self, say):
        """Three sources of one estate, the same again, and again when one CI in a hundred of each has changed."""
        first = discovery_files.sources(self.folder, self.cis, False)
        changed = discovery_files.sources(self.folder, self.cis, True)
        self.new_store()
        found = {}
        for stage, paths in (("first", first), ("again", first), ("changed", changed)):
            for path in paths:
                name = path.name.split("-")[0]
                say(f"  {name} {stage}")
                found[f"{stage} {name}"] = self.step(path, with_parser=stage == "first")
        return found

    def step(self, path, with_parser):
        """One import of one source: what it took, and what it added."""
        figures = {}
        if with_parser:
            parsed = [self.parse("interchange", path)]
            figures = {"parse": process.median(parsed), **self.counts(parsed)}
        before = folder_bytes(self.store), self.versions()
        usage = self.bring_in("interchange", path)
        return figures | process.median([usage]) | {
            "bytes": folder_bytes(self.store) - before[0], "versions": self.versions() - before[1]}

    def parse(self, format, *paths):
        """Reads files and forgets what is in them."""
        return self.runner.run(self.parser, format, *paths)

    def counts(self, parsed):
        """How many records the files have."""
        found = json.loads(parsed[0].output)
        return {"itemCount": int(found["items"]), "relationshipCount": int(found["relationships"])}

    def new_store(self):
        shutil.rmtree(self.store, ignore_errors=True)
        process.call(self.faultline, "init", "--store", self.store, quiet=True)

    def bring_in(self, format, *paths):
        return self.runner.run(self.faultline, "import", "--store", self.store, format, *paths)

    def history(self):
        output = process.call(self.faultline, "history", "--store", self.store, "--limit", "0", "--format", "ndjson")
        return [json.loads(line) for line in output.splitlines()]

    def versions(self):
        """How many versions of CIs and relationships the store's commits made."""
        return sum(
            commit[f"{kind}{what}"] for commit in self.history() for kind in ("nodes", "relationships")
            for what in ("Created", "Updated", "Deleted"))

    def expect_commits(self, count):
        commits = max(commit["commit"] for commit in self.history())
        if commits != count:
            raise SystemExit(f"an unchanged import made commit {commits}")
