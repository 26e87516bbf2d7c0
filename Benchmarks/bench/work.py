"""The work folder: the estate, made once, and the names that are looked up, walked from and committed between."""

import csv
import itertools
import os
import random
import shutil
from pathlib import Path

from . import process

BENCHMARKS = Path(__file__).resolve().parent.parent
ROOT = BENCHMARKS.parent
SIZES = {"M": 1_000_000, "L": 10_000_000}
SEED = 7


class Work:
    """The files of one estate. `size` is M or L; FAULTLINE_BENCH_CIS makes M another size, to try things out."""

    def __init__(self, size):
        self.size = size
        self.cis = int(os.environ.get("FAULTLINE_BENCH_CIS") or SIZES[size])
        root = Path(os.environ.get("FAULTLINE_BENCH_WORK") or BENCHMARKS / ".work")
        self.root = root
        self.folder = root / f"{size}-{self.cis}"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.faultline = Path(os.environ.get("FAULTLINE_BINARY") or ROOT / ".build/release/faultline")
        self.runner = process.Runner(root / "measured")
        self.csv = self.folder / "csv"
        self.items = self.csv / "items.csv"
        self.relationships = self.csv / "relationships.csv"
        self.ids = self.folder / "ids"
        self.pairs = self.folder / "pairs"
        self.starts = self.folder / "starts"
        self.store = self.folder / "faultline.db"
        self.raw = self.folder / "raw"

    def make_estate(self):
        """Generates the CSV files and picks names from them, unless that was done before."""
        if not self.pairs.exists():
            shutil.rmtree(self.csv, ignore_errors=True)
            process.call(
                self.faultline, "generate", "--cis", self.cis, "--seed", SEED, "--format", "csv", "--output", self.csv)
            self._pick_names()

    def _pick_names(self):
        """10,000 ids of all classes; 20,000 pairs of microservices with their row numbers."""
        ids, services = [], []
        with open(self.items, newline="") as file:
            rows = csv.reader(file)
            header = next(rows)
            class_column, id_column = header.index("class"), header.index("id")
            for number, row in enumerate(rows):
                ids.append(row[id_column])
                if row[class_column] == "Microservice":
                    services.append((number, row[id_column]))
        chosen = random.Random(SEED)
        self.ids.write_text("".join(f"{chosen.choice(ids)}\n" for _ in range(10_000)))
        lines = []
        for _ in range(20_000):
            (from_number, from_id), (to_number, to_id) = chosen.sample(services, 2)
            lines.append(f"{from_number}\t{to_number}\t{from_id}\t{to_id}\n")
        self.pairs.write_text("".join(lines))

    def new_machines(self, number, count):
        """A file of names that no round but this one has, each with the row number and the name of a hypervisor."""
        hosts = self.folder / "hosts"
        if not hosts.exists():
            with open(self.items, newline="") as file:
                rows = enumerate(csv.DictReader(file))
                names = [f"{place}\t{row['name']}\n" for place, row in rows if row["class"] == "Hypervisor"]
            hosts.write_text("".join(names))
        lines = hosts.read_text().splitlines()
        chosen = random.Random(number)
        path = self.folder / "machines"
        path.write_text("".join(f"bench-vm-{number}-{place}\t{chosen.choice(lines)}\n" for place in range(count)))
        return path

    def some_pairs(self, first, count):
        """A file of some of the pairs."""
        path = self.folder / f"pairs-{count}"
        with open(self.pairs) as file:
            path.write_text("".join(itertools.islice(file, first, first + count)))
        return path


def folder_bytes(folder):
    """What the files below a folder take on disk."""
    return sum(path.stat().st_blocks * 512 for path in Path(folder).rglob("*") if path.is_file())


def copy_folder(source, target):
    """A fresh copy of a store."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
    return target
