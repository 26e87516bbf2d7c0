"""A PostgreSQL server for the run: its own data folder and a socket in it, no port, stopped at the end."""

import glob
import os
import shutil
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

SETTINGS = {
    "listen_addresses": "", "shared_buffers": "2GB", "maintenance_work_mem": "1GB", "work_mem": "256MB",
    "wal_level": "minimal", "max_wal_senders": "0", "max_wal_size": "8GB", "checkpoint_timeout": "30min",
    "jit": "off", "autovacuum": "off", "statement_timeout": "60s", "fsync": "on", "synchronous_commit": "on",
}


def programs():
    """The folder of the newest server programs that Debian has installed."""
    found = [Path(path).parent for path in glob.glob("/usr/lib/postgresql/*/bin/initdb")]
    if not found:
        raise SystemExit("PostgreSQL is missing: apt-get install postgresql")
    return max(found, key=lambda folder: int(folder.parent.name))


@contextmanager
def server(folder, fresh):
    """Runs the server while the block runs; with a new, empty database when `fresh`. It refuses to run as root, so a
    root runs it as the user `postgres` of the Debian package."""
    folder = Path(folder)
    as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    data = folder / "data"
    if fresh:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        if as_user:
            shutil.chown(folder, "postgres", "postgres")
        subprocess.run(
            [*as_user, programs() / "initdb", "-D", data, "-U", "bench", "-A", "trust", "--no-locale", "-E", "UTF8"],
            check=True, stdout=subprocess.DEVNULL)
    options = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
    with open(folder / "log", "a") as log:
        child = subprocess.Popen(
            [*as_user, programs() / "postgres", "-D", data, "-k", folder, *options], stdout=log, stderr=log, cwd="/")
    try:
        deadline = time.monotonic() + 60
        while not (folder / ".s.PGSQL.5432").exists():
            if child.poll() is not None or time.monotonic() > deadline:
                raise SystemExit((folder / "log").read_text())
            time.sleep(0.05)
        yield
    finally:
        child.terminate() if as_user == [] else subprocess.run([*as_user, "kill", "-TERM", str(child.pid)])
        child.wait()
