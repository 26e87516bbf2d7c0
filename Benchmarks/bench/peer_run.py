"""Runs every peer in processes of its own and collects the figures."""

import json
import shutil
import signal
import subprocess
import sys
from contextlib import nullcontext

from . import postgres_server, process
from .peers import ALL
from .work import BENCHMARKS, folder_bytes

PACKAGES = ("ladybug", "duckdb", "igraph", "psycopg[binary]")
READS = ("look-up", "neighbours", "reach-small", "reach-large", "commits")


def prepare(work):
    """A virtual environment with the peers, made once. The server of PostgreSQL comes from Debian."""
    postgres_server.programs()
    environment = work.root / "venv"
    if not (environment / "ready").exists():
        shutil.rmtree(environment, ignore_errors=True)
        process.call(sys.executable, "-m", "venv", environment)
        process.call(environment / "bin/pip", "install", "-q", "--disable-pip-version-check", *PACKAGES)
        (environment / "ready").touch()
    return environment / "bin/python"


def run(work):
    """The figures of every peer by its name and the measure."""
    python = prepare(work)
    work.some_pairs(0, 1_000)
    found = {}
    for name in ALL:
        print(f"  {name}", file=sys.stderr)
        found[name] = _peer(work, python, name)
    return found


def _peer(work, python, name):
    folder = work.folder / name
    if name == "igraph":
        return _measures(work, python, name, ["load", *(what for what in READS if what != "commits")])
    if name != "postgresql":
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
    figures = {}
    with postgres_server.server(folder, True) if name == "postgresql" else nullcontext():
        figures |= _measures(work, python, name, ["load"])
        figures["load"]["bytes"] = folder_bytes(folder / "data/base" if name == "postgresql" else folder)
        figures |= _measures(work, python, name, list(READS))
    shutil.rmtree(folder)
    return figures


def _measures(work, python, name, measures):
    """Runs measures in one process; in another one those after a measure whose call took too long."""
    command = [python, "-m", "bench.peers.worker", name, work.folder / name, work.csv, work.folder, *measures]
    done = subprocess.run([str(part) for part in command], cwd=BENCHMARKS, stdout=subprocess.PIPE, text=True)
    lines = done.stdout.splitlines()
    found = {what: json.loads(line) for what, line in zip(lines[0::2], lines[1::2])}
    if done.returncode == 0:
        return found
    if done.returncode != -signal.SIGALRM:
        raise SystemExit(f"{name} failed at {lines[-1] if lines else 'its start'}")
    late = lines[-1]
    found[late] = {"late": True}
    rest = measures[measures.index(late) + 1:]
    return found | (_measures(work, python, name, rest) if rest else {})
