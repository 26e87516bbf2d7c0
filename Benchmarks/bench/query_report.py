"""From the query language's figures to tables."""

from .report import shared
from .tables import judged, megabytes, microseconds, number, seconds, table

ROW = 0.15       # µs that a row of a search may take beside twice the topology's own search
LOOK_UP = 15     # µs for the node that a query starts from

TITLES = {
    "kept-plan": "`RETURN 1`: a text that was asked before",
    "look-up": "a pod by its name, two properties",
    "hops-2": "2 hops from a pod, filtered",
    "hops-7": "7 hops from a pod",
    "reach-many-pattern": "distinct dependants by `<-[:A\\|B*1..]-`, many",
    "reach-many-quantified": "the same by `(()<-[:A\\|B]-())+`",
    "reach-few-pattern": "distinct dependants by `<-[:A\\|B*1..]-`, few",
    "reach-few-quantified": "the same by `(()<-[:A\\|B]-())+`",
    "shortest-path": "`shortestPath`, either direction",
    "count-label": "count of a label",
    "count-covered": "count by two properties that an index has",
    "count-scanned": "count of all CIs by labels and a property",
}
MOST = {
    "kept-plan": 5, "look-up": LOOK_UP, "hops-2": 15, "hops-7": 200, "count-covered": 5e3, "count-scanned": 60e3}


def queries(figures):
    """The tables, as Markdown."""
    return "\n\n".join([f"Machine: {figures['machine']}.{shared(figures)}", cases(figures), statements(figures)])


def cases(figures):
    """Queries in an open store."""
    def row(name, title):
        found = figures["cases"][name]
        cells = [title, microseconds(found["median"]), microseconds(found["p99"])]
        for side in ("C", "topology"):
            cells += [microseconds(found[f"{side}-median"]), number(found["mean"] / found[f"{side}-mean"])] \
                if f"{side}-mean" in found else ["", ""]
        return cells + aim(name, found)

    return table(
        ["query in an open store, plan kept", "median", "p99", "the same in C", "× C", "the topology's own", "× that",
         "aim", "holds"],
        [row(name, title) for name, title in TITLES.items()])


def aim(name, found):
    """The cells `aim` and `holds`: a time of the median, or what the topology's own search allows all calls."""
    if name in MOST:
        most, unit = (MOST[name], " µs") if MOST[name] < 1e3 else (MOST[name] / 1e3, " ms")
        return judged(found["median"] / (1 if unit == " µs" else 1e3), most, unit)
    if name == "shortest-path":
        return judged(found["mean"] / found["topology-mean"], 3, " × the topology's")
    if "topology-mean" in found:
        allowed = LOOK_UP + 2 * found["topology-mean"] + ROW * found["answers"] / found["calls"]
        return [f"≤ 2 × the topology's + {ROW} µs a row + {LOOK_UP} µs", judged(found["mean"], allowed)[1]]
    return ["", ""]


def statements(figures):
    """Whole processes, and commits."""
    nothing, first, unwind = (figures[key] for key in ("nothing", "first", "unwind"))
    raw, merges = figures["raw-merges"], figures["merges"]
    ratio = merges["median"] / raw["median"]

    def process(title, usage, note, target):
        return [title, seconds(usage["elapsed"]), seconds(usage["processor"]), megabytes(usage["peak"]), note, *target]

    return table(
        ["statement", "elapsed", "processor", "peak resident", "", "aim", "holds"],
        [
            process("`faultline query \"RETURN 1\"`, a process", nothing, "", ["", ""]),
            process("the first query of a process: a CI by name, one hop", first, "",
                    judged(first["elapsed"] * 1e3, 80, " ms")),
            process("`UNWIND range(1, 10000000)`, filtered, counted, a process", unwind,
                    f"{number(unwind['peak'] / nothing['peak'])} × the peak of `RETURN 1`",
                    judged(unwind["elapsed"], 1, " s")),
            ["1,000 new CIs, looked up, with a relationship each, one commit: raw LMDB in C",
             microseconds(raw["median"]), "", "", "", "", ""],
            ["the same by `UNWIND $rows … MERGE … SET … MERGE`", microseconds(merges["median"]), "", "",
             f"{number(ratio)} × raw", *judged(ratio, 2.5, " × raw")],
        ])
