"""A page that stands by itself: no script, nothing fetched, readable on a phone, on paper, and by a screen reader."""

from collections.abc import Iterable, Sequence
from html import escape

# Dark grey on white is 12.6:1, blue on white 8.1:1 (WCAG AA asks for 4.5:1); the track of a bar is only its frame.
STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 62rem; color: #222; background: #fff;
  font: 1rem/1.5 system-ui, "Liberation Sans", Arial, sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; margin: 1.75rem 0 .5rem; padding-top: .5rem; border-top: 2px solid #1d4f91; }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
p, ul, dl { margin: 0 0 .75rem; max-width: 46rem; }
.small { font-size: .875rem; color: #444; }
.answer { border-left: .4rem solid #1d4f91; padding: .25rem 0 .25rem .75rem; }
.answer p:last-child { margin-bottom: 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: 0 0 .75rem; }
table.few { width: auto; min-width: min(20rem, 100%); }
th[scope="row"] { font-weight: normal; min-width: 7rem; }
caption { text-align: left; font-weight: bold; padding: .25rem 0; }
.heard { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid #bbb; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
td.n { white-space: nowrap; }
td.t { white-space: nowrap; font-variant-numeric: tabular-nums; }
svg { display: block; width: 100%; min-width: 6rem; height: 1rem; }
pre { font: .8125rem/1.35 "Liberation Mono", Menlo, Consolas, monospace; margin: 0 0 .75rem; overflow-x: auto; }
@media (max-width: 34rem) { body { padding: .75rem; } th, td { padding-right: .4rem; font-size: .9375rem; }
  .bar { display: none; } }
@page { size: A4; margin: 15mm; }
@media print {
  body { padding: 0; max-width: none; font-size: 10pt; }
  h2, h3, caption { break-after: avoid; }
  tr, .answer { break-inside: avoid; }
  .wide, pre { overflow: visible; }
  pre { font-size: 7.5pt; white-space: pre-wrap; }
}
"""


def head(title: str, style: str = "") -> str:
    """Everything before the first words of the page. `style`: what this page looks like besides."""
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}{style}</style>\n</head>\n<body>\n<main>\n<h1>{escape(title)}</h1>\n"
    )


FEW = 2
"""Columns of a table that need not be as wide as the page."""
FOOT = "</main>\n</body>\n</html>\n"


def paragraph(words: str, kind: str = "") -> str:
    """A paragraph."""
    return f"<p{_class(kind)}>{escape(words)}</p>\n"


def heading(words: str, level: int = 2) -> str:
    """A heading; `level` 2 begins a part of the page."""
    return f"<h{level}>{escape(words)}</h{level}>\n"


def table_begins(caption: str, columns: Sequence[str], *, shown: bool = True) -> str:
    """A table up to its first row. A column whose name ends in "|" holds numbers, in "=" bars.

    Where a heading says the same, the caption need not be shown: a screen reader says it all the same.
    """
    names = "".join(f'<th scope="col"{_number(name)}>{escape(name.rstrip("|="))}</th>' for name in columns)
    said = f"<caption{_class('' if shown else 'heard')}>{escape(caption)}</caption>"
    few = _class("few") if len(columns) == FEW else ""
    wide = f'<div class="wide" tabindex="0" role="region" aria-label="{escape(caption)}">'
    return f"{wide}<table{few}>{said}\n<thead><tr>{names}</tr></thead>\n<tbody>\n"


TABLE_ENDS = "</tbody></table></div>\n"


def row(cells: Iterable[str], columns: Sequence[str]) -> str:
    """A row of plain words; the first says what the row is about."""
    first, *rest = (escape(cell) for cell in cells)
    others = "".join(f"<td{_number(name)}>{cell}</td>" for cell, name in zip(rest, columns[1:], strict=True))
    return f'<tr><th scope="row">{first}</th>{others}</tr>\n'


def table(caption: str, columns: Sequence[str], rows: Iterable[Iterable[str]]) -> str:
    """A whole table; nothing if it has no rows."""
    body = "".join(row(cells, columns) for cells in rows)
    return f"{table_begins(caption, columns)}{body}{TABLE_ENDS}" if body else ""


def bar(percent: float | None, says: str) -> str:
    """A bar as long as the percentage; `says` is what it says to who cannot see it."""
    long = 0.0 if percent is None else percent
    return (
        f'<svg viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="{escape(says)}">'
        '<rect width="100" height="10" fill="#fff" stroke="#555" stroke-width="1"/>'
        f'<rect width="{long:g}" height="10" fill="#1d4f91"/></svg>'
    )


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""


def _number(name: str) -> str:
    return _class({"|": "n", "=": "bar"}.get(name[-1:], ""))
