"""PostgreSQL: a server of its own on a socket in the work folder, COPY, integer keys, covering indexes."""

import os
from pathlib import Path

import psycopg

from .peer import IMPACT_TYPES, Peer, literals, quoted

REACH = """
WITH RECURSIVE reached(n) AS (
    SELECT n FROM items WHERE id = %s
    UNION
    SELECT r.source FROM reached JOIN relationships r ON r.target = reached.n AND r.impact
) SELECT count(*) - 1 FROM reached
"""

NEIGHBOURS = """
WITH item AS (SELECT n FROM items WHERE id = %s)
SELECT (SELECT count(target) FROM relationships WHERE source = (SELECT n FROM item))
     + (SELECT count(source) FROM relationships WHERE target = (SELECT n FROM item))
"""

COMMIT = """
INSERT INTO relationships SELECT s.n, t.n, 'USES', true FROM items s, items t WHERE s.id = %s AND t.id = %s
"""


class PostgreSQL(Peer):
    form = "COPY, indexes afterwards; fsync on, 2 GB shared_buffers, wal_level=minimal"

    def load(self):
        self.open()
        run = self.connection.execute
        names = self.columns()
        columns = quoted(names)
        with self.connection.transaction():
            run(f"CREATE TABLE items (n SERIAL, {', '.join(f'{quoted([name])} text' for name in names)})")
            run('CREATE TEMPORARY TABLE read ("from" text, type text, "to" text, effect text, "group" text)')
            self._copy(f"COPY items ({columns}) FROM STDIN (FORMAT csv, HEADER)", self.items)
            self._copy("COPY read FROM STDIN (FORMAT csv, HEADER)", self.relationships)
            run(f"""CREATE TABLE relationships AS
                    SELECT s.n AS source, t.n AS target, type, type IN ({literals(IMPACT_TYPES)}) AS impact
                    FROM read JOIN items s ON s.id = read."from" JOIN items t ON t.id = read."to" """)
            run("CREATE UNIQUE INDEX ON items (id)")
            run("CREATE INDEX ON relationships (source) INCLUDE (target, type)")
            run("CREATE INDEX ON relationships (target, impact) INCLUDE (source, type)")
        run("VACUUM ANALYZE items")
        run("VACUUM ANALYZE relationships")
        run("CHECKPOINT")

    def _copy(self, statement, path):
        with self.connection.cursor().copy(statement) as copy, open(path, "rb") as file:
            while block := file.read(1 << 20):
                copy.write(block)

    def open(self):
        self.connection = psycopg.connect(
            host=str(self.folder), user="bench", dbname="postgres", autocommit=True, prepare_threshold=1)

    def _row(self, query, *parameters):
        return self.connection.execute(query, parameters, prepare=True).fetchone()

    def look_up(self, name):
        return self._row("SELECT * FROM items WHERE id = %s", name)

    def neighbours(self, name):
        return self._row(NEIGHBOURS, name)[0]

    def reach(self, name):
        return self._row(REACH, name)[0]

    def commit(self, source, target):
        self.connection.execute(COMMIT, (source, target), prepare=True)

    def server_usage(self):
        """The backend of this connection; its peak holds the shared buffers that it has touched."""
        process = Path(f"/proc/{self.connection.info.backend_pid}")
        fields = (process / "stat").read_text().rpartition(")")[2].split()
        ticks = int(fields[11]) + int(fields[12])
        peak = next(line for line in (process / "status").read_text().splitlines() if line.startswith("VmHWM"))
        return ticks / os.sysconf("SC_CLK_TCK"), int(peak.split()[1]) * 1024

    def version(self):
        number = self.connection.info.server_version
        return f"PostgreSQL {number // 10000}.{number % 10000}"
