"""Faultline: whole processes of the release binary, and what is measured inside a process that has the store open."""

import json
import shutil

from . import process
from .work import BENCHMARKS, folder_bytes

STORE_BENCHMARKS = BENCHMARKS / ".build/release/StoreBenchmarks"
QUERY_BENCHMARKS = BENCHMARKS / ".build/release/QueryBenchmarks"


def import_once(work):
    """Imports the estate into a new store."""
    shutil.rmtree(work.store, ignore_errors=True)
    process.call(work.faultline, "init", "--store", work.store, quiet=True)
    return work.runner.run(work.faultline, "import", "--store", work.store, "csv", work.csv)


def import_again(work):
    """Imports the same estate again, and makes sure that nothing new was written."""
    usage = work.runner.run(work.faultline, "import", "--store", work.store, "csv", work.csv)
    commits = last_commit(work)
    if commits != 2:
        raise SystemExit(f"an unchanged import made commit {commits}")
    return usage


def last_commit(work):
    """The number of the store's last commit."""
    output = process.call(work.faultline, "history", "--store", work.store, "--format", "ndjson")
    return max(json.loads(line)["commit"] for line in output.splitlines())


def one_shot(work, rounds, *arguments):
    """A command on the store, from process start to its end."""
    command = (work.faultline, arguments[0], "--store", work.store, *arguments[1:])
    work.runner.run(*command)  # warms the file cache
    return work.runner.repeat(rounds, *command)


def reads(work):
    """Look-ups, neighbours, walks in an open store, by name; writes the starts of the walks."""
    usage = work.runner.run(STORE_BENCHMARKS, "reads", work.store, work.ids, work.starts, quiet=False)
    return _lines(usage.output) | {"process": process.median([usage])}


def commits(store, pairs, mode):
    """Durable commits of one relationship each, by one writer or by many, or all of them in one transaction."""
    return _lines(process.call(STORE_BENCHMARKS, "commits", store, pairs, mode))[f"commits-{mode}"]


def query(work, statement):
    """Runs a statement."""
    process.call(work.faultline, "query", "--store", work.store, statement)


def queries(store):
    """Queries in an open store beside C and the topology."""
    return _lines(process.call(QUERY_BENCHMARKS, "reads", store))


def merges(store, rows):
    """Commits of a thousand new nodes at a time, each with its relationship, by one statement."""
    return _lines(process.call(QUERY_BENCHMARKS, "merges", store, rows))["merges"]


def sizes(work):
    """Bytes of the store and of its topology file."""
    topology = (work.store / "topology").stat().st_size
    return {"store": folder_bytes(work.store) - topology, "topology": topology}


def starts(work):
    """Lists of (id, how many it reaches) by kind: small and large."""
    lists = {"small": [], "large": []}
    for line in work.starts.read_text().splitlines():
        kind, name, count = line.split("\t")
        lists[kind].append((name, int(count)))
    return lists


def _lines(output):
    """Lines of JSON by their names."""
    objects = [json.loads(line) for line in output.splitlines()]
    return {members.pop("name"): members for members in objects}
