"""One peer in a process of its own: `python -m bench.peers.worker PEER FOLDER ESTATE WORK MEASURE…`.

Prints one JSON object for each measure, ahead of each measure its name. A call that takes longer than LIMIT seconds
ends the process by SIGALRM.
"""

import importlib
import json
import resource
import signal
import statistics
import sys
import time
from pathlib import Path

LIMIT = 60       # seconds that a call, or all calls of a measure, may take
WALKS = 100      # small walks of each peer
CLASSES = {
    "ladybug": "Ladybug", "sqlite": "SQLite", "duckdb": "DuckDB", "postgresql": "PostgreSQL", "igraph": "IGraph"}


def make(name, folder, estate):
    """The peer of a name."""
    return getattr(importlib.import_module(f"bench.peers.{name}"), CLASSES[name])(folder, estate)


def timed(calls):
    """Times calls one by one until LIMIT seconds are over. Microseconds."""
    samples, begin = [], time.perf_counter()
    for call in calls:
        signal.alarm(LIMIT)
        start = time.perf_counter()
        call()
        end = time.perf_counter()
        samples.append((end - start) * 1e6)
        if end - begin > LIMIT:
            break
    signal.alarm(0)
    total = time.perf_counter() - begin
    samples.sort()
    return {
        "count": len(samples), "median": statistics.median(samples), "p99": samples[len(samples) * 99 // 100],
        "perSecond": len(samples) / total}


def usage(peer):
    """Processor seconds and peak bytes of this process and of the peer's servers."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    processor, peak = peer.server_usage()
    return {"processor": own.ru_utime + own.ru_stime + processor, "peak": own.ru_maxrss * 1024 + peak}


def expecting(peer, name, count):
    """Walks from a start, and stops the run when the count is not the one that Faultline gives."""
    found = peer.reach(name)
    if found != count:
        raise SystemExit(f"{peer.version()} reaches {found} from {name}, Faultline {count}")


def measure(peer, what, work):
    """The figures of one measure."""
    if what == "load":
        start = time.perf_counter()
        peer.load()
        return {"elapsed": time.perf_counter() - start, "version": peer.version(), "form": peer.form}
    if what in ("look-up", "neighbours"):
        ids = (work / "ids").read_text().split()
        ask = peer.look_up if what == "look-up" else peer.neighbours
        return timed([lambda name=name: ask(name) for name in ids])
    if what == "commits":
        pairs = [line.split("\t") for line in (work / "pairs-1000").read_text().splitlines()]
        return timed([lambda pair=pair: peer.commit(pair[2], pair[3]) for pair in pairs])
    kind = what.removeprefix("reach-")
    starts = [line.split("\t") for line in (work / "starts").read_text().splitlines()]
    calls = [
        lambda name=name, count=int(count): expecting(peer, name, count)
        for start, name, count in starts if start == kind][:WALKS]
    calls[0]()  # compiles the query and warms the cache
    return timed(calls)


def main():
    name, folder, estate, work, *measures = sys.argv[1:]
    peer = make(name, folder, estate)
    if "load" not in measures:
        peer.open()
    for what in measures:
        print(what, flush=True)
        print(json.dumps({**measure(peer, what, Path(work)), **usage(peer)}), flush=True)


main()
