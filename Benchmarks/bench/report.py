"""From figures to tables."""

from .tables import judged, megabytes, microseconds, number, seconds, table

LABELS = {
    "ladybug": "Ladybug", "sqlite": "SQLite", "duckdb": "DuckDB", "postgresql": "PostgreSQL", "igraph": "igraph"}


def estate(figures):
    """The tables of one estate, as Markdown."""
    parts = [f"Machine: {figures['machine']}.{shared(figures)}", processes(figures), open_store(figures)]
    if "commits-one" in figures:
        parts.append(commits(figures))
    parts.append(sizes(figures))
    if "peers" in figures:
        parts += peers(figures)
    return "\n\n".join(parts)


def shared(figures):
    """A warning when other programs wanted the processors too. A run alone takes up to two of them at its end."""
    before, after = figures["load"]
    if before < 1:
        return ""
    return (
        f" Other programs ran meanwhile (load average {before:.1f} before, {after:.1f} after): times by the clock are "
        "too long, here and for the peers; compare the processor's.")


def processes(figures):
    """Whole processes."""
    large = "past" not in figures
    raw, first = figures["raw-import"], figures["import"]

    def row(title, key, target):
        usage = figures[key]
        return [title, seconds(usage["elapsed"]), f"{seconds(usage['fastest'])} – {seconds(usage['slowest'])}",
                seconds(usage["processor"]), megabytes(usage["peak"]), *target]

    ratio = first["elapsed"] / raw["elapsed"]
    work = first["processor"] / raw["processor"]
    against = [f"{number(ratio)} × raw, {number(work)} × its processor", *judged(ratio, 3.5, " × raw")]
    rows = [
        row("import of both CSV files into raw LMDB, in C", "raw-import", ["", "", ""]),
        row("`faultline import` into a new store", "import", against),
    ]
    if large:
        rows[1][-3:] = [megabytes(first["peak"]), *judged(first["peak"] / 2**30, 6, " GiB")]
    if "import-again" in figures:
        again = figures["import-again"]["elapsed"] / first["elapsed"]
        target = [f"{number(again)} × the first", *judged(again, 1, " ×")]
        rows.append(row("the same again: no version", "import-again", target))
    limit = 0.150 if large else 0.100
    rows += [
        row(f"`faultline impact`, {figures['impact']['reached']:,} within reach", "impact",
            ["", *judged(figures["impact"]["elapsed"] * 1e3, limit * 1e3, " ms")]),
        row("`faultline show` by id", "show", ["", *judged(figures["show"]["elapsed"] * 1e3, 30, " ms")]),
        row(f"`impact`, {figures['impact-large']['reached']:,} within reach, 50 lines", "impact-large", ["", "", ""]),
        row("the same, all as JSON", "impact-all", ["", "", ""]),
        row("`criticality`: every CI fails alone", "criticality", ["", "", ""]),
        row("`upstream`: every provider of a CI fails alone", "upstream", ["", "", ""]),
    ]
    if not large:
        ratio = figures["past"]["elapsed"] / figures["present"]["elapsed"]
        rows += [
            row("`impact` at the present, 10,000 commits later", "present", ["", "", ""]),
            row("`impact --as-of` before those commits", "past",
                [f"{number(ratio)} × the present", *judged(ratio, 3, " ×")]),
        ]
    return table(
        ["whole process", "elapsed", "fastest – slowest", "processor", "peak resident", "ratio", "target", "holds"],
        rows)


def open_store(figures):
    """Reads in a process that has the store open."""
    reads, raw = figures["reads"], figures["raw-look-up"]

    def row(title, found, target=("", "")):
        ratio = number(found["median"] / raw["median"]) if found is not raw else ""
        return [title, microseconds(found["median"]), microseconds(found["p99"]), ratio, *target]

    return table(
        ["in an open store", "median", "p99", "× raw", "target", "holds"],
        [
            row("raw LMDB: a node by its number", raw),
            row("look-up by id, all properties", reads["look-up"], judged(reads["look-up"]["median"], 5, " µs")),
            row("a name, class:name, id or number resolved", reads["resolve"]),
            row("neighbours by id, from the topology", reads["neighbours"]),
            row("relationships by id, from the store", reads["neighbours-store"]),
            row("reachability by id, at most 1,000", reads["reach-small"]),
            row("reachability by id, largest radii", reads["reach-large"]),
        ])


def commits(figures):
    """Durable commits."""
    raw, one = figures["raw-commits"], figures["commits-one"]
    speed = raw["median"] / one["median"]

    def row(title, found, ratio="", target=("", "")):
        times = [microseconds(found[key]) if key in found else "" for key in ("median", "p99")]
        return [title, *times, number(found["perSecond"]), ratio, *target]

    rows = [
        row("raw LMDB: the same two adjacency entries", raw),
        row("one writer", one, f"{number(speed)} × raw", judged(speed, 0.6, " ×", at_least=True)),
    ]
    for suffix, place in (("", "on disk"), ("-memory", "in /dev/shm")):
        if f"commits-many{suffix}" in figures:
            many, transaction = figures[f"commits-many{suffix}"], figures[f"commits-transaction{suffix}"]
            groups = figures[f"raw-groups{suffix}"]
            share = many["perSecond"] / transaction["perSecond"]
            of_raw = many["perSecond"] / groups["perSecond"]
            rows += [
                row(f"one transaction with 20,000 of them, {place}", transaction),
                row(f"raw LMDB: 64 a transaction, {place}", {"perSecond": groups["perSecond"]}),
                row(f"64 writers, {place}", many,
                    f"{number(share)} × the transaction, {number(of_raw)} × raw",
                    judged(share, 0.7, " ×", at_least=True))]
    return table(
        ["durable commits of one relationship", "median", "p99", "a second", "ratio", "target", "holds"], rows)


def sizes(figures):
    """Bytes on disk and of the topology."""
    topology, store = figures["reads"]["topology"], figures["sizes"]["store"]
    nodes, relationships = topology["nodes"], topology["relationships"]
    allowed = 40 * nodes + 16 * relationships
    return table(
        ["size", "bytes", "", "target", "holds"],
        [
            ["store, with history tables, indexes, counters", megabytes(store),
             f"{number(store / nodes)} a CI", *judged(store / nodes, 350, " a CI")],
            [f"topology of {nodes:,.0f} CIs, {relationships:,.0f} relationships", megabytes(topology["bytes"]),
             f"{number(topology['bytes'] / nodes)} a CI in all, {number(topology['bytes'] / allowed)} × allowed",
             "≤ 40 a CI + 16 a relationship", judged(topology["bytes"], allowed)[1]],
        ])


def peers(figures):
    """Faultline beside the peers: a table of times, one of the forms that were measured."""
    reads, found = figures["reads"], figures["peers"]
    first, store = figures["import"], figures["sizes"]
    ours = {
        "load": seconds(first["elapsed"]), "processor": seconds(first["processor"]),
        "peak": megabytes(first["peak"]), "bytes": megabytes(store["store"] + store["topology"]),
        "commits": times(figures["commits-one"])}
    ours |= {what: times(reads[what]) for what in ("look-up", "neighbours", "reach-small", "reach-large")}
    titles = {
        "load": "load of both CSV files, durable", "processor": "… processor", "peak": "… peak resident",
        "bytes": "… on disk", "look-up": "look-up by id", "neighbours": "neighbours by id",
        "reach-small": "reachability, at most 1,000", "reach-large": "reachability, largest radii",
        "commits": "durable commit of one relationship"}
    rows = [
        [title, ours[what], *(peer_cell(found[name], what) for name in found), ahead(figures, what)]
        for what, title in titles.items()]
    versions = "; ".join(f"{peer['load']['version']}: {peer['load']['form']}" for peer in found.values())
    return [
        table(["median (p99)", "Faultline", *(LABELS[name] for name in found), "Faultline is ahead"], rows),
        f"Peers: {versions}."]


def times(measure):
    """Median and p99 of single calls."""
    if measure.get("late"):
        return "over 60 s"
    few = measure["count"] < 50
    return microseconds(measure["median"]) + ("" if few else f" ({microseconds(measure['p99'])})")


def peer_cell(peer, what):
    """What a peer has to show for a row."""
    load = peer["load"]
    if what in ("processor", "peak"):
        return seconds(load[what]) if what == "processor" else megabytes(load[what])
    if what == "bytes":
        return megabytes(load["bytes"]) if "bytes" in load else "—"
    if what == "load":
        return seconds(load["elapsed"])
    return times(peer[what]) if what in peer else "—"


def ahead(figures, what):
    """Whether Faultline's median is the smallest of a row, or who is ahead of it."""
    if what in ("processor", "peak", "bytes"):
        return ""
    key = "elapsed" if what == "load" else "median"
    own = {"load": figures["import"], "commits": figures["commits-one"], **figures["reads"]}[what]
    faster = [
        LABELS[name] for name, peer in figures["peers"].items()
        if what in peer and not peer[what].get("late") and peer[what][key] < own[key]]
    return "yes" if not faster else "no: " + ", ".join(faster)
