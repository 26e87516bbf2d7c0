"""SQLite: rows with integer keys, one transaction, indexes afterwards; a recursive query over a covering index."""

import csv
import sqlite3

from .peer import IMPACT_TYPES, Peer, quoted

# CROSS JOIN keeps the order of the tables: without statistics SQLite may walk the relationships first.
REACH = """
WITH RECURSIVE reached(n) AS (
    SELECT n FROM items WHERE id = ?
    UNION
    SELECT r.source FROM reached CROSS JOIN relationships r ON r.target = reached.n AND r.impact = 1
) SELECT count(*) - 1 FROM reached
"""

NEIGHBOURS = """
SELECT count(*) FROM (
    SELECT target FROM relationships WHERE source = (SELECT n FROM items WHERE id = ?1)
    UNION ALL
    SELECT source FROM relationships WHERE target = (SELECT n FROM items WHERE id = ?1))
"""

COMMIT = """
INSERT INTO relationships (source, target, type, impact)
SELECT s.n, t.n, 'USES', 1 FROM items s, items t WHERE s.id = ? AND t.id = ?
"""


class SQLite(Peer):
    form = "prepared statements in one transaction, indexes afterwards; WAL, synchronous=FULL"

    def load(self):
        self._connect()
        run = self.database.execute
        names = self.columns()
        run(f"CREATE TABLE items (n INTEGER PRIMARY KEY, {quoted(names)})")
        run("CREATE TABLE relationships (source INTEGER, target INTEGER, type TEXT, impact INTEGER)")
        run("BEGIN")
        numbers = {}
        with open(self.items, newline="") as file:
            self.database.executemany(
                f"INSERT INTO items ({quoted(names)}) VALUES ({', '.join('?' * len(names))})",
                self._items(file, numbers))
        with open(self.relationships, newline="") as file:
            rows = csv.reader(file)
            next(rows)
            self.database.executemany(
                "INSERT INTO relationships VALUES (?, ?, ?, ?)",
                ((numbers[row[0]], numbers[row[2]], row[1], 1 if row[1] in IMPACT_TYPES else 0) for row in rows))
        run("CREATE UNIQUE INDEX items_id ON items (id)")
        run("CREATE INDEX outgoing ON relationships (source, target, type)")
        run("CREATE INDEX incoming ON relationships (target, impact, source, type)")
        run("COMMIT")

    @staticmethod
    def _items(file, numbers):
        """Rows as the file has them: Python's sqlite3 takes text and integers at once, None four times slower."""
        rows = csv.reader(file)
        place = next(rows).index("id")
        for number, row in enumerate(rows, 1):
            numbers[row[place]] = number
            yield row

    def _connect(self):
        self.database = sqlite3.connect(self.folder / "estate.sqlite", isolation_level=None, cached_statements=16)
        self.database.execute("PRAGMA cache_size = -1000000")
        self.database.execute("PRAGMA mmap_size = 8000000000")
        self.database.execute("PRAGMA temp_store = MEMORY")

    def open(self):
        self._connect()
        self.database.execute("PRAGMA journal_mode = WAL")
        self.database.execute("PRAGMA synchronous = FULL")

    def look_up(self, name):
        return self.database.execute("SELECT * FROM items WHERE id = ?", (name,)).fetchone()

    def neighbours(self, name):
        return self.database.execute(NEIGHBOURS, (name,)).fetchone()[0]

    def reach(self, name):
        return self.database.execute(REACH, (name,)).fetchone()[0]

    def commit(self, source, target):
        self.database.execute(COMMIT, (source, target))

    def version(self):
        return f"SQLite {sqlite3.sqlite_version}"
