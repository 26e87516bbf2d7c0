"""DuckDB: its CSV reader, integer keys, an index over the ids; a recursive query."""

import duckdb

from .peer import IMPACT_TYPES, Peer, literals, quoted

REACH = """
WITH RECURSIVE reached(n) AS (
    SELECT n FROM items WHERE id = ?
    UNION
    SELECT r.source FROM reached JOIN relationships r ON r.target = reached.n AND r.impact
) SELECT count(*) - 1 FROM reached
"""

NEIGHBOURS = """
WITH item AS (SELECT n FROM items WHERE id = ?)
SELECT count(*) FROM relationships WHERE source = (FROM item) OR target = (FROM item)
"""

COMMIT = """
INSERT INTO relationships
SELECT s.n, t.n, 'USES', true FROM items s, items t WHERE s.id = ? AND t.id = ?
"""


class DuckDB(Peer):
    form = "read_csv on all processors, an index over the ids"

    def load(self):
        self.open()
        run = self.database.execute
        names = quoted(self.columns())
        run(f"""CREATE TABLE items AS SELECT row_number() OVER () - 1 AS n, {names}
                FROM read_csv('{self.items}', all_varchar = true, header = true)""")
        run(f"""CREATE TABLE relationships AS
                SELECT s.n AS source, t.n AS target, type, type IN ({literals(IMPACT_TYPES)}) AS impact
                FROM read_csv('{self.relationships}', all_varchar = true, header = true) r
                JOIN items s ON s.id = r."from" JOIN items t ON t.id = r."to" ORDER BY target""")
        run("CREATE UNIQUE INDEX items_id ON items (id)")
        run("CHECKPOINT")

    def open(self):
        self.database = duckdb.connect(str(self.folder / "estate.duckdb"))

    def look_up(self, name):
        return self.database.execute("SELECT * FROM items WHERE id = ?", [name]).fetchone()

    def neighbours(self, name):
        return self.database.execute(NEIGHBOURS, [name]).fetchone()[0]

    def reach(self, name):
        return self.database.execute(REACH, [name]).fetchone()[0]

    def commit(self, source, target):
        self.database.execute(COMMIT, [source, target])

    def version(self):
        return f"DuckDB {duckdb.__version__}"
