"""From figures of discovery to tables."""

from .report import shared
from .tables import judged, megabytes, number, seconds, table

RATES = {"first": 60_000, "again": 100_000}


def discovery(figures):
    """The tables of discovery, as Markdown."""
    parts = [f"Machine: {figures['machine']}.{shared(figures)}", estates(figures), large(figures), sources(figures)]
    return "\n\n".join(parts)


def estates(figures):
    """Imports of CSV and NDJSON."""
    rows = []
    for form, title in (("csv", "CSV"), ("ndjson", "NDJSON")):
        found = figures[form]
        rows.append([
            f"{title}: parsed only, {found['itemCount']:,} items, {found['relationshipCount']:,} relationships",
            *work(found["parse"], found["itemCount"]), "", "", ""])
        for key, what in (("first", "into an empty store"), ("again", "the same again: nothing new")):
            rate = found["itemCount"] / found[key]["elapsed"]
            rows.append([
                f"`faultline import`, {what}", *work(found[key], found["itemCount"]),
                against(found[key], found["parse"]), *judged(round(rate), RATES[key], " items/s", at_least=True)])
    return table(
        ["estate", "elapsed", "processor", "peak resident", "items/s", "a second of processor",
         "× parsing's processor", "target", "holds"], rows)


def large(figures):
    """Files that are larger than the memory that is allowed."""
    rows = []
    for name, title in (("kubernetes", "Kubernetes `List`"), ("aws_config", "AWS Config snapshot")):
        found = figures[name]
        rows.append([
            f"{title} of {megabytes(found['bytes'])}: parsed only, {found['itemCount']:,} items, "
            f"{found['relationshipCount']:,} relationships", *work(found["parse"], found["itemCount"]), "", "", ""])
        for key, what in (("first", f"into an empty store, {megabytes(found['store'])} then"), ("again", "again")):
            rows.append([
                f"`faultline import`, {what}", *work(found[key], found["itemCount"]),
                against(found[key], found["parse"]), *judged(round(found[key]["peak"] / 2**30, 2), 1, " GiB")])
    return table(
        ["large file", "elapsed", "processor", "peak resident", "items/s", "a second of processor",
         "× parsing's processor", "target", "holds"], rows)


def sources(figures):
    """Three sources of one estate."""
    steps = figures["sources"]
    names = {"first": "first", "again": "unchanged", "changed": "1 % changed"}
    rows = []
    for key, found in steps.items():
        stage, name = key.split()
        parse, items = steps[f"first {name}"]["parse"], steps[f"first {name}"]["itemCount"]
        rows.append([
            f"`{name}`, {names[stage]}", *work(found, items), against(found, parse), f"{found['versions']:,}",
            megabytes(found["bytes"])])
    for stage in ("again", "changed"):
        together = [steps[f"{stage} {name}"] for name in ("cmdb", "vsphere", "osquery")]
        elapsed, processor, added, grown = (
            sum(each[key] for each in together) for key in ("elapsed", "processor", "versions", "bytes"))
        target, holds = judged(round(elapsed, 1), 30, " s")
        rows.append([
            f"all three, {names[stage]}", seconds(elapsed), seconds(processor), "", "", "", f"target {target}: {holds}",
            f"{added:,}", megabytes(grown)])
    return table(
        [f"{figures['cis']:,} CIs by three sources", "elapsed", "processor", "peak resident", "items/s",
         "a second of processor", "× parsing's processor", "versions made", "the store grew by"], rows)


def work(usage, items):
    """What an import or a parser took."""
    return [
        seconds(usage["elapsed"]), seconds(usage["processor"]), megabytes(usage["peak"]),
        number(items / usage["elapsed"]), number(items / usage["processor"])]


def against(usage, parse):
    return number(usage["processor"] / parse["processor"])
