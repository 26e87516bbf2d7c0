"""Ladybug: COPY from the CSV files into one node table and one relationship table.

A relationship table for what carries impact and one for the rest takes half as long again to load, as does one for each
type, and walks are no faster on them.
"""

import ladybug

from .peer import IMPACT_TYPES, Peer, literals

LOOK_UP = "MATCH (a:Item {id: $name}) RETURN a.*"
NEIGHBOURS = "MATCH (a:Item {id: $name})-[]-(b) RETURN count(*)"
REACH = f"""
MATCH (a:Item {{id: $name}})<-[r:Related* SHORTEST 1..200 (r, n | WHERE r.type IN [{literals(IMPACT_TYPES)}])]-(b)
RETURN count(*)
"""
COMMIT = """
MATCH (a:Item {id: $source}), (b:Item {id: $target}) CREATE (a)-[:Related {type: 'USES'}]->(b)
"""


class Ladybug(Peer):
    form = "COPY on all processors, primary key over the ids, recursive pattern with SHORTEST"

    def load(self):
        self.open()
        run = self.connection.execute
        columns = ", ".join(f"`{name}` STRING" for name in self.columns())
        run(f"CREATE NODE TABLE Item ({columns}, PRIMARY KEY (id))")
        run(f"COPY Item FROM '{self.items}' (header = true)")
        run("CREATE REL TABLE Related (FROM Item TO Item, type STRING)")
        run(f"COPY Related FROM (LOAD FROM '{self.relationships}' (header = true) RETURN `from`, `to`, type)")
        run("CHECKPOINT")

    def open(self):
        self.database = ladybug.Database(str(self.folder / "estate.ladybug"), buffer_pool_size=8 << 30)
        self.connection = ladybug.Connection(self.database)
        self.connection.execute("CALL var_length_extend_max_depth = 200")
        self.prepared = {}

    def _value(self, query, **parameters):
        if query not in self.prepared:
            self.prepared[query] = self.connection.prepare(query)
        result = self.connection.execute(self.prepared[query], parameters)
        return result.get_next() if result.has_next() else None

    def look_up(self, name):
        return self._value(LOOK_UP, name=name)

    def neighbours(self, name):
        return self._value(NEIGHBOURS, name=name)[0]

    def reach(self, name):
        return self._value(REACH, name=name)[0]

    def commit(self, source, target):
        self._value(COMMIT, source=source, target=target)

    def version(self):
        return f"Ladybug {ladybug.__version__}"
