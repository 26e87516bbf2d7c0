"""Ladybug: COPY from the CSV files; what carries impact in one relationship table, the rest in another."""

import ladybug

from .peer import IMPACT_TYPES, Peer, literals

LOOK_UP = "MATCH (a:Item {id: $name}) RETURN a.*"
NEIGHBOURS = "MATCH (a:Item {id: $name})-[]-(b) RETURN count(*)"
REACH = "MATCH (a:Item {id: $name})<-[:Impact* SHORTEST 1..200]-(b) RETURN count(*)"
COMMIT = """
MATCH (a:Item {id: $source}), (b:Item {id: $target}) CREATE (a)-[:Impact {type: 'USES'}]->(b)
"""


class Ladybug(Peer):
    form = "COPY on all processors, primary key over the ids, recursive pattern with SHORTEST"

    def load(self):
        self.open()
        run = self.connection.execute
        columns = ", ".join(f"`{name}` STRING" for name in self.columns())
        run(f"CREATE NODE TABLE Item ({columns}, PRIMARY KEY (id))")
        run(f"COPY Item FROM '{self.items}' (header = true)")
        for table, condition in (("Impact", ""), ("Other", "NOT ")):
            run(f"CREATE REL TABLE {table} (FROM Item TO Item, type STRING)")
            run(f"""COPY {table} FROM (
                    LOAD FROM '{self.relationships}' (header = true)
                    WHERE {condition}type IN [{literals(IMPACT_TYPES)}] RETURN `from`, `to`, type)""")
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
