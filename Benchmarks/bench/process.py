"""Whole processes: how long, how much processor, how much memory."""

import os
import statistics
import subprocess
import time
from dataclasses import dataclass


@dataclass
class Usage:
    """What one process took: seconds by the clock, seconds of the processor, peak resident bytes."""

    elapsed: float
    processor: float
    peak: int
    output: str


class Failed(Exception):
    """A process that should have succeeded did not. `signal` is what ended it, or 0."""

    def __init__(self, command, status, output):
        self.signal = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        self.output = output
        super().__init__(f"{' '.join(map(str, command))}: status {status}\n{output[-2000:]}")


def run(*command, env=None, quiet=False):
    """Runs a command to its end and returns its `Usage`; raises `Failed` unless it succeeds."""
    start = time.monotonic()
    child = subprocess.Popen(
        [str(part) for part in command], stdout=subprocess.PIPE, text=True,
        stderr=subprocess.DEVNULL if quiet else None, env={**os.environ, **(env or {})})
    output = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    elapsed = time.monotonic() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if status:
        raise Failed(command, status, output)
    return Usage(elapsed, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, output)


def repeat(rounds, command, before=None):
    """The same command several times, `before()` ahead of each; one `Usage` a round."""
    usages = []
    for _ in range(rounds):
        if before:
            before()
        usages.append(run(*command, quiet=True))
    return usages


def median(usages):
    """The medians of several rounds as a plain dictionary, to be kept as JSON."""
    return {
        "elapsed": statistics.median(usage.elapsed for usage in usages),
        "fastest": min(usage.elapsed for usage in usages),
        "slowest": max(usage.elapsed for usage in usages),
        "processor": statistics.median(usage.processor for usage in usages),
        "peak": max(usage.peak for usage in usages),
        "rounds": len(usages),
    }
