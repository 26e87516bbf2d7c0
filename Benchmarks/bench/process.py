"""Whole processes: how long, how much processor, how much memory."""

import statistics
import subprocess
import tempfile
from dataclasses import dataclass


@dataclass
class Usage:
    """What one process took: seconds by the clock, seconds of the processor, peak resident bytes."""

    elapsed: float
    processor: float
    peak: int
    output: str


class Failed(Exception):
    """A process that should have succeeded did not."""


class Runner:
    """Runs commands through the program `measured` of limits/."""

    def __init__(self, measured):
        self.measured = measured

    def run(self, *command, quiet=True):
        """Runs a command to its end and returns its `Usage`."""
        with tempfile.NamedTemporaryFile("r") as file:
            output = call(self.measured, file.name, *command, quiet=quiet)
            elapsed, processor, peak = file.read().split()
        return Usage(float(elapsed), float(processor), int(peak), output)

    def repeat(self, rounds, *command):
        """The same command several times; one `Usage` a round."""
        return [self.run(*command) for _ in range(rounds)]


def call(*command, quiet=False):
    """Runs a command that need not be measured and returns its output."""
    words = [str(word) for word in command]
    done = subprocess.run(words, stdout=subprocess.PIPE, text=True, stderr=subprocess.DEVNULL if quiet else None)
    if done.returncode:
        raise Failed(f"{' '.join(words)}: status {done.returncode}\n{done.stdout[-2000:]}")
    return done.stdout


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
