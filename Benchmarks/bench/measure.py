"""All measurements of one estate, as plain dictionaries."""

import os
import shutil
import statistics
import sys
from pathlib import Path

from . import limits, machine, peer_run, process, product
from .work import copy_folder

COMMIT_ROUNDS, COMMITS = 7, 200   # rounds, and commits in each
WRITERS = 64
MERGE_ROUNDS, MERGES = 5, 5_000   # rounds, and new nodes in each
# Whole processes: how often, and what.
STATEMENTS = {
    "nothing": (15, "query", "RETURN 1"),
    "first": (
        15, "query", "MATCH (v:VirtualMachine {name: $name})-[:RUNS_ON]->(h) RETURN v.state, h.name",
        "--param", 'name="ams1-vm-000000"'),
    "unwind": (3, "query", "UNWIND range(1, 10000000) AS x WITH x WHERE x % 3 = 0 RETURN count(x)"),
}
INDEX = "CREATE INDEX machines FOR (n:VirtualMachine) ON (n.environment, n.state)"
MEMORY = Path("/dev/shm")


def say(text):
    print(text, file=sys.stderr, flush=True)


def estate(work):
    """Everything that the tables of an estate show. L leaves out what its size adds nothing to."""
    figures = {"machine": machine.description(), "cis": work.cis, "load": [machine.load()]}
    say("estate")
    work.make_estate()
    limits.build(work)
    large = work.size == "L"
    rounds = 1 if large else 3
    say("import, and into raw LMDB, in turn")
    imports = [(limits.import_once(work), product.import_once(work)) for _ in range(rounds)]
    figures["raw-import"] = process.median([raw for raw, _ in imports])
    figures["import"] = process.median([ours for _, ours in imports])
    figures["sizes"] = product.sizes(work)
    say("reads in an open store")
    figures["reads"] = product.reads(work)
    figures["raw-look-up"] = limits.look_ups(work)
    say("whole processes")
    figures |= one_shots(work)
    if not large:
        say("commits")
        figures |= commits(work)
        say("as of 10,000 commits ago")
        figures |= past(work)
    say("import again")
    figures["import-again"] = process.median([product.import_again(work) for _ in range(rounds)])
    if not large:
        figures["queries"] = queries(work)
        say("peers")
        figures["peers"] = peer_run.run(work)
    shutil.rmtree(work.raw)
    figures["load"].append(machine.load())
    return figures


def queries_alone(work):
    """The query part of `estate` alone."""
    work.make_estate()
    limits.build(work)
    if not work.store.exists():
        product.import_once(work)
    limits.import_once(work)
    load = machine.load()
    figures = queries(work) | {"machine": machine.description()}
    figures["load"] = [load, machine.load()]
    shutil.rmtree(work.raw)
    return figures


def queries(work):
    """The query language, in copies of the store, which get an index and new nodes."""
    say("queries")
    store, raw = copy_folder(work.store, work.folder / "queries.db"), copy_folder(work.raw, work.folder / "raw-queries")
    kept, work.store = work.store, store
    try:
        figures = {key: process.median(product.one_shot(work, *question)) for key, question in STATEMENTS.items()}
        product.query(work, INDEX)
        figures["cases"] = product.queries(store)
        limits.index_names(work, raw)
        ours, theirs = [], []
        for number in range(MERGE_ROUNDS):
            rows = work.new_machines(number, MERGES)
            theirs.append(limits.merges(work, raw, rows, 1_000))
            ours.append(product.merges(store, rows))
        figures |= {"raw-merges": medians(theirs), "merges": medians(ours)}
    finally:
        work.store = kept
        shutil.rmtree(store)
        shutil.rmtree(raw)
    return figures


def one_shots(work):
    """Questions from process start to end: the blast radius of the CI with the widest reach among the small ones and
    among all, a CI by its id, all single failures, all providers of a CI."""
    starts = product.starts(work)
    small, large = (max(starts[kind], key=lambda start: start[1]) for kind in ("small", "large"))
    first = work.ids.read_text().split()[0]
    questions = {
        "impact": (15, "impact", f"csv#{small[0]}"),
        "impact-large": (5, "impact", f"csv#{large[0]}"),
        "impact-all": (5, "impact", f"csv#{large[0]}", "--limit", "0", "--format", "json"),
        "show": (15, "show", f"csv#{first}"),
        "criticality": (3, "criticality"),
        "upstream": (3, "upstream", f"csv#{small[0]}"),
    }
    figures = {key: process.median(product.one_shot(work, *question)) for key, question in questions.items()}
    figures["impact"]["reached"] = small[1]
    figures["impact-large"]["reached"] = figures["impact-all"]["reached"] = large[1]
    return figures


def commits(work):
    """Durable commits of one relationship: one writer beside raw LMDB, in turn, since the disk has its moods; 64
    writers beside one transaction with the same changes and beside raw LMDB with a transaction for every 64, and the
    same on a file system in memory, which flushes at once."""
    copies = [copy_folder(work.raw, work.folder / "raw-commits"), copy_folder(work.store, work.folder / "commits.db")]
    raw, one = [], []
    for number in range(COMMIT_ROUNDS):
        pairs = work.some_pairs(number * COMMITS, COMMITS)
        raw.append(limits.commits(work, copies[0], pairs))
        one.append(product.commits(copies[1], pairs, "one"))
    figures = {"raw-commits": medians(raw), "commits-one": medians(one)}
    places = {"": work.folder}
    if shutil.disk_usage(MEMORY).free > 4 * sum(product.sizes(work).values()):
        places["-memory"] = MEMORY
    for suffix, place in places.items():
        for mode in ("transaction", "many"):
            copies.append(copy_folder(work.store, place / "faultline-bench.db"))
            figures[f"commits-{mode}{suffix}"] = product.commits(copies[-1], work.pairs, mode)
            shutil.rmtree(copies.pop())
        copies.append(copy_folder(work.raw, place / "raw-bench"))
        figures[f"raw-groups{suffix}"] = limits.commits(work, copies[-1], work.pairs, WRITERS)
        shutil.rmtree(copies.pop())
    for copy in copies:
        shutil.rmtree(copy)
    return figures


def medians(rounds):
    """The medians of several rounds of samples, and how many samples there were."""
    found = {key: statistics.median(each[key] for each in rounds) for key in ("median", "p99", "perSecond")}
    return found | {"count": sum(each["count"] for each in rounds)}


def past(work):
    """A question about the state 10,000 commits ago beside the same about the present: both start a process, map the
    same topology file, which shows the present, and answer."""
    name = max(product.starts(work)["small"], key=lambda start: start[1])[0]
    kept = work.store
    work.store = work.folder / "past.db"
    try:
        copy_folder(kept, work.store)
        before = product.last_commit(work)
        product.commits(work.store, work.some_pairs(0, 10_000), "many")
        os.unlink(work.store / "topology")
        present = process.median(product.one_shot(work, 15, "impact", f"csv#{name}"))
        past = process.median(product.one_shot(work, 15, "impact", f"csv#{name}", "--as-of", str(before)))
        return {"present": present, "past": past}
    finally:
        shutil.rmtree(work.store)
        work.store = kept
