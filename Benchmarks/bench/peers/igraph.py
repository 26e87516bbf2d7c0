"""igraph: a graph in memory, made from arrays, all properties as attributes of its vertices. Nothing is durable."""

import csv
from array import array

import igraph

from .peer import IMPACT_TYPES, Peer


class IGraph(Peer):
    form = "in memory, nothing durable; made from arrays"
    durable = False

    def load(self):
        with open(self.items, newline="") as file:
            rows = csv.reader(file)
            header = next(rows)
            columns = dict(zip(header, zip(*rows)))
        columns["name"], columns["title"] = columns["id"], columns["name"]
        numbers = {name: number for number, name in enumerate(columns["name"])}
        every, impact = array("q"), array("q")
        with open(self.relationships, newline="") as file:
            rows = csv.reader(file)
            next(rows)
            for row in rows:
                ends = numbers[row[0]], numbers[row[2]]
                every.extend(ends)
                if row[1] in IMPACT_TYPES:
                    impact.extend(ends)
        # igraph finds vertices by their attribute `name`.
        self.every, self.impact = self._graph(every, columns), self._graph(impact, {"name": columns["name"]})

    @staticmethod
    def _graph(ends, columns):
        edges = memoryview(ends).cast("B").cast("q", shape=(len(ends) // 2, 2))
        graph = igraph.Graph(n=len(columns["name"]), edges=edges, directed=True, vertex_attrs=columns)
        return graph

    def open(self):
        self.load()

    def look_up(self, name):
        return self.every.vs.find(name).attributes()

    def neighbours(self, name):
        return len(self.every.neighbors(name, mode="all"))

    def reach(self, name):
        return len(self.impact.subcomponent(name, mode="in")) - 1

    def version(self):
        return f"igraph {igraph.__version__}"
