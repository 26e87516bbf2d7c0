"""The machine's limits: C over raw LMDB."""

import json
import shutil

from . import process
from .work import BENCHMARKS, copy_folder

SOURCES = BENCHMARKS / "limits"


def build(work):
    """Compiles the programs into the work folder."""
    for name in ("rawimport", "rawstore"):
        process.run(
            "cc", "-O3", "-march=native", "-o", work.root / name, SOURCES / f"{name}.c", "-llmdb")


def import_usages(work, rounds):
    """One import of the two CSV files into raw LMDB a round; leaves the last one."""
    command = (work.root / "rawimport", work.items, work.relationships, work.raw)
    return process.repeat(rounds, command, lambda: shutil.rmtree(work.raw, ignore_errors=True))


def look_ups(work):
    """Look-ups by key in an open environment."""
    return json.loads(process.run(work.root / "rawstore", "lookups", work.raw, 200_000).output)


def commits(work, pairs):
    """Durable commits of the two adjacency entries of a relationship, on a copy."""
    copy = copy_folder(work.raw, work.folder / "raw-commits")
    result = json.loads(process.run(work.root / "rawstore", "commits", copy, pairs).output)
    shutil.rmtree(copy)
    return result
