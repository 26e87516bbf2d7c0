"""The machine's limits: C over raw LMDB."""

import json
import shutil

from . import process
from .work import BENCHMARKS

SOURCES = BENCHMARKS / "limits"


def build(work):
    """Compiles the programs into the work folder."""
    for name in ("measured", "rawimport", "rawstore"):
        process.call("cc", "-O3", "-march=native", "-o", work.root / name, SOURCES / f"{name}.c", "-llmdb")


def import_once(work):
    """Imports the two CSV files into raw LMDB, anew."""
    shutil.rmtree(work.raw, ignore_errors=True)
    return work.runner.run(work.root / "rawimport", work.items, work.relationships, work.raw)


def look_ups(work):
    """Look-ups by key in an open environment."""
    return json.loads(process.call(work.root / "rawstore", "lookups", work.raw, 200_000))


def index_names(work, store):
    """Makes the index of names that `merges` needs."""
    process.call(work.root / "rawstore", "names", store)


def merges(work, store, rows, group):
    """Commits of so many new nodes at a time, each with its relationship, looked up by name first."""
    return json.loads(process.call(work.root / "rawstore", "merges", store, rows, group))


def commits(work, store, pairs, group=1):
    """Durable commits of the two adjacency entries of a relationship, or of a group of relationships."""
    return json.loads(process.call(work.root / "rawstore", "commits", store, pairs, group))
