"""Evidence as a page to read: the answer first, then what it rests on. Written piece by piece, however long it is."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from html import escape

from hub.core.localtime import local
from hub.records import paper
from hub.records.answer import Gap, between
from hub.records.evidence_lines import Line
from hub.records.hours import MEANS

WAYS = ("What", "From when until when", "Why")
VISITS = ("Visit", "From when until when", "How it was seen")
INCIDENTS = ("Raised", "What", "Class", "Why", "How it ended", "Id")
MESSAGES = ("When", "To", "What for", "Words", "What became of it", "Incident")
TRAIL = ("When", "Who", "Did", "Why", "Incident")
FOR = {
    "service": "Copy for the service. It holds telephone numbers of others: the resident's copy is another.",
    "resident": "Copy for the resident: the telephone numbers of others are removed.",
}


def begins(title: str, facts: Iterable[str], answers: Iterable[Iterable[str]]) -> Iterator[str]:
    """The head of the page, and the answer."""
    yield paper.head(title)
    for fact in facts:
        yield paper.paragraph(fact, "small")
    yield paper.heading("What is known")
    for sentences in answers:
        yield f'<div class="answer">{paper.paragraph(" ".join(sentences))}</div>\n'


def marks() -> Iterator[str]:
    """What the signs of the hours mean."""
    yield paper.heading("Hour by hour")
    yield paper.paragraph("A line is a day, a sign is an hour, from midnight on the home's clocks.")
    named = (
        f"<li><code>{escape(mark) if mark != ' ' else 'a gap'}</code> {escape(means)}</li>"
        for mark, means in MEANS.items()
    )
    yield f"<ul>{''.join(named)}</ul>\n"


def device_begins(name: str, called: str) -> str:
    """The head of a device's days."""
    hours = f'<pre tabindex="0" role="region" aria-label="{escape(f"{name}, hour by hour")}">'
    return paper.heading(name, 3) + paper.paragraph(called, "small") + hours


DEVICE_ENDS = "</pre>\n"


def day(line: Line, at: datetime, zone: str) -> str:
    """A day of a device."""
    return f"{local(at, zone):%Y-%m-%d %a} |{escape(line['marks'])}|\n"


def part(title: str, columns: tuple[str, ...]) -> str:
    """A part of the page that is one long table, up to its first row."""
    return paper.heading(title) + paper.table_begins(title, columns, shown=False)


def gap(name: str, found: Gap, zone: str) -> str:
    """A time in which something did not work."""
    return paper.row((name, between(found, zone), found.because), WAYS)


def incident(line: Line, zone: str) -> str:
    """An incident."""
    ended = (
        f"{line['outcome']} ({line['closed by'] or 'by itself'}), {clock(line['closed'], zone)}"
        if line["closed"]
        else line["state"]
    )
    marked = "".join(f" ({word})" for word in ("test", "late", "frozen") if line[word])
    what = f"{line['reference']} {line['kind']}{marked}".strip()
    why = "; ".join(dict.fromkeys((line["because"], *(seen["says"] for seen in line["evidence"]))))
    return paper.row(
        (clock(line["raised"] or line["at"], zone), what, line["class"], why, ended, line["id"]), INCIDENTS
    )


def message(line: Line, zone: str) -> str:
    """A message, with its receipts."""
    became = "; ".join(f"{clock(r['at'], zone)} {r['says']} {r['because']}".strip() for r in line["became"])
    to = f"{line['to']} {line['number']}".strip()
    words = (
        clock(line["at"], zone),
        to,
        line["purpose"],
        line["text"],
        became or line["state"],
        line["incident"] or "",
    )
    return paper.row(words, MESSAGES)


def trail(line: Line, zone: str) -> str:
    """A line of the trail."""
    did = line["did"].replace("_", " ")
    return paper.row((clock(line["at"], zone), line["who"], did, line["because"], line["incident"] or ""), TRAIL)


def clock(at: str | None, zone: str) -> str:
    """A moment of a line on the home's clocks."""
    return "" if at is None else f"{local(datetime.fromisoformat(at), zone):%a %-d %b %Y %H:%M:%S}"


def ends(checks: Mapping[str, str]) -> str:
    """How anybody can check that nothing was changed."""
    said = "".join(paper.paragraph(f"{name}: {value}") for name, value in checks.items())
    return f"{paper.heading('Is this as it was made?')}{said}{paper.FOOT}"
