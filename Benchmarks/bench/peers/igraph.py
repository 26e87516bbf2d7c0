"""igraph: a graph in memory, made from arrays. It holds ids and relationships, no properties, and nothing is durable."""

import csv
from array import array

import igraph

from .peer import IMPACT_TYPES, Peer


class IGraph(Peer):
    form = "in memory; ids and relationships only"
    durable = False

    def load(self):
        numbers = {}
        with open(self.items, newline="") as file:
            rows = csv.reader(file)
            place = next(rows).index("id")
            for number, row in enumerate(rows):
                numbers[row[place]] = number
        every, impact = array("q"), array("q")
        with open(self.relationships, newline="") as file:
            rows = csv.reader(file)
            next(rows)
            for row in rows:
                ends = numbers[row[0]], numbers[row[2]]
                every.extend(ends)
                if row[1] in IMPACT_TYPES:
                    impact.extend(ends)
        self.every, self.impact = self._graph(every, numbers), self._graph(impact, numbers)

    @staticmethod
    def _graph(ends, names):
        edges = memoryview(ends).cast("B").cast("q", shape=(len(ends) // 2, 2))
        graph = igraph.Graph(n=len(names), edges=edges, directed=True)
        graph.vs["name"] = list(names)
        return graph

    def open(self):
        self.load()

    def look_up(self, name):
        return self.every.vs.find(name).index

    def neighbours(self, name):
        return len(self.every.neighbors(name, mode="all"))

    def reach(self, name):
        return len(self.impact.subcomponent(name, mode="in")) - 1

    def version(self):
        return f"igraph {igraph.__version__}"
