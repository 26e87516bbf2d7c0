"""What was measured on."""

import os
import platform
import re
from datetime import datetime, timezone
from pathlib import Path

from . import process
from .work import ROOT


def description():
    """One line: processor, memory, system, compilers, the commit, the day."""
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text()).group(1)
    memory = int(re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text()).group(1)) / 1024 / 1024
    system = platform.freedesktop_os_release()["PRETTY_NAME"]
    swift = re.search(r"Swift version (\S+)", process.call("swift", "--version", quiet=True)).group(1)
    compiler = process.call("cc", "--version").splitlines()[0]
    header = Path("/usr/include/lmdb.h").read_text()
    lmdb = ".".join(
        re.search(rf"MDB_VERSION_{part}\s+(\d+)", header).group(1) for part in ("MAJOR", "MINOR", "PATCH"))
    commit = process.call("git", "-C", ROOT, "rev-parse", "--short", "HEAD").strip()
    day = datetime.now(timezone.utc).strftime("%Y-%m-%d")
    return (
        f"{os.cpu_count()} × {model}, {memory:.0f} GiB, {system}, Linux {platform.release()}; Swift {swift}, "
        f"{compiler}, LMDB {lmdb}; Faultline at {commit}, {day}")


def load():
    """How many processes wanted a processor in the last minute."""
    return os.getloadavg()[0]
