"""What every peer can be asked."""

import csv
from pathlib import Path

# Along these relationships the target's failure reaches the source. The same list as in OpenEstate.swift.
IMPACT_TYPES = (
    "DEPENDS_ON", "USES", "RUNS_ON", "STORED_ON", "REACHED_THROUGH", "DELIVERED_BY", "LOCATED_IN", "PART_OF")


class Peer:
    """One database holding one estate in `folder`.

    `load` reads the CSV files of the estate into a new database, indexes included, and returns when it is durable.
    Everything else works on what `load` left. `neighbours` and `reach` count; `reach` does not count its start.
    """

    #: What the table says of the form that was measured.
    form = ""
    #: Whether `commit` exists.
    durable = True

    def __init__(self, folder, estate):
        self.folder = Path(folder)
        self.items = Path(estate) / "items.csv"
        self.relationships = Path(estate) / "relationships.csv"

    def load(self):
        raise NotImplementedError

    def open(self):
        raise NotImplementedError

    def look_up(self, name):
        """The item's row, all its properties."""
        raise NotImplementedError

    def neighbours(self, name):
        raise NotImplementedError

    def reach(self, name):
        raise NotImplementedError

    def commit(self, source, target):
        """One durable commit of one USES relationship."""
        raise NotImplementedError

    def version(self):
        raise NotImplementedError

    def server_usage(self):
        """(processor seconds, peak bytes) of processes other than this one."""
        return 0.0, 0

    def columns(self):
        """The column names of the items."""
        with open(self.items, newline="") as file:
            return next(csv.reader(file))


def quoted(names, mark='"'):
    """Names as a list of quoted identifiers."""
    return ", ".join(f"{mark}{name}{mark}" for name in names)


def literals(names):
    """Names as a list of text literals."""
    return ", ".join(f"'{name}'" for name in names)
