"""Faultline: whole processes of the release binary, and what is measured inside a process that has the store open."""

import json
import shutil

from . import process
from .work import BENCHMARKS, copy_folder, folder_bytes

STORE_BENCHMARKS = BENCHMARKS / ".build/release/StoreBenchmarks"


def import_once(work):
    """Imports the estate into a new store."""
    shutil.rmtree(work.store, ignore_errors=True)
    process.run(work.faultline, "init", "--store", work.store, quiet=True)
    return process.run(work.faultline, "import", "--store", work.store, "csv", work.csv, quiet=True)


def import_again(work):
    """Imports the same estate again, and makes sure that nothing new was written."""
    usage = process.run(
        work.faultline, "import", "--store", work.store, "--format", "json", "csv", work.csv, quiet=True)
    commits = last_commit(work.store, work)
    if commits != 2:
        raise SystemExit(f"an unchanged import made commit {commits}")
    return usage


def last_commit(store, work):
    """The number of the store's last commit."""
    output = process.run(work.faultline, "history", "--store", store, "--format", "ndjson", quiet=True).output
    return max(json.loads(line)["commit"] for line in output.splitlines())


def one_shot(work, rounds, *arguments):
    """A command on the store, from process start to its end."""
    command = (work.faultline, arguments[0], "--store", work.store, *arguments[1:])
    process.run(*command, quiet=True)  # warms the file cache
    return process.repeat(rounds, command)


def reads(work):
    """Look-ups, neighbours, walks in an open store, by name; writes the starts of the walks."""
    return _lines(process.run(STORE_BENCHMARKS, "reads", work.store, work.ids, work.starts))


def commits(work, pairs, mode):
    """Durable commits on a copy of the store."""
    copy = copy_folder(work.store, work.folder / "commits.db")
    result = _lines(process.run(STORE_BENCHMARKS, "commits", copy, pairs, mode))
    shutil.rmtree(copy)
    return result[f"commits-{mode}"]


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


def _lines(usage):
    """Lines of JSON by their names; `process` is the whole."""
    found = {}
    for line in usage.output.splitlines():
        members = json.loads(line)
        found[members.pop("name")] = members
    found["process"] = process.median([usage])
    return found
