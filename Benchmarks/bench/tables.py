"""Markdown: tables, numbers, and the places in docs/performance.md that a run fills in."""

from .work import ROOT

DOCUMENT = ROOT / "docs/performance.md"


def table(header, rows):
    """A Markdown table; the first column to the left, the others to the right."""
    lines = ["| " + " | ".join(header) + " |", "|---" + "|---:" * (len(header) - 1) + "|"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def number(value):
    """Three digits that mean something."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def microseconds(value):
    """A time in the unit that suits it."""
    for limit, unit, factor in ((1e3, "µs", 1), (1e6, "ms", 1e3), (float("inf"), "s", 1e6)):
        if value < limit:
            return f"{number(value / factor)} {unit}"
    raise AssertionError


def seconds(value):
    """Likewise, from seconds."""
    return microseconds(value * 1e6)


def megabytes(value):
    return f"{value / 1e6:,.0f} MB"


def judged(value, limit, unit="", at_least=False):
    """The cells `target` and `holds` of a row: by how much not, when not."""
    holds = value >= limit if at_least else value <= limit
    off = limit / value if at_least else value / limit
    return [f"{'≥' if at_least else '≤'} {limit:g}{unit}", "yes" if holds else f"no, by {number(off)} ×"]


def put(name, text):
    """Replaces what stands between the markers `name` of the document."""
    begin, end = f"<!-- bench {name}: begin -->", f"<!-- bench {name}: end -->"
    document = DOCUMENT.read_text()
    if document.count(begin) != 1 or document.count(end) != 1:
        raise SystemExit(f"docs/performance.md has no place for the tables of {name}")
    head, rest = document.split(begin)
    DOCUMENT.write_text(f"{head}{begin}\n{text}\n{end}{rest.split(end)[1]}")
