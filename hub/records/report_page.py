"""A report as one page that stands by itself."""

from collections.abc import Iterator
from html import escape

from hub.records import paper
from hub.records.measures import Count, Measures, RoleFigures, Share, Spread
from hub.records.report_rows import ROLE, heading, length
from hub.records.visit_figures import VisitFigures

TIMES = ("Time from the raise to", "Median|", "9 of 10 within|", "Known|", "Not yet|")
SHARES = ("Within", "As a bar=", "Share|", "Within|", "Later|", "Not known|")
ROLES = ("Role", "Asked|", "Answered|", "Could not go|", "Took on first|", "Median answer|", "9 of 10 within|")
VISITS = ("Visit", "Seen|", "Median length|", "Asked about|", "Came late|", "Made, says a person|", "Missed|",
          "Of these urgent|", "Not known|")  # fmt: skip
KINDS = ("Kind and class", "Incidents|")
MEANING = (
    "Times run from the raise in the home. Acknowledged: a named person took it on; a delivered text never counts. "
    "Attended: somebody said that they are with the resident. What is still open counts for as long as it has been "
    "waited for, and is never left out; a dash means that so few have happened that no honest value exists. The limits "
    "are those that the TSA's standard is known by; these are measurements, no claim of conformance. Figures are by "
    "role as it was at the time, never of one person. docs/report.md says it in full."
)


def page(found: Measures, hub: str, zone: str) -> str:
    """The whole page."""
    return "".join(_parts(found, hub, zone))


def _parts(found: Measures, hub: str, zone: str) -> Iterator[str]:
    yield paper.head(f"How calls were answered: {hub}")
    yield paper.paragraph(heading(found, zone))
    yield f'<div class="answer">{paper.paragraph(_in_short(found))}</div>\n'
    yield paper.heading("How soon")
    spreads = (
        ("hand-over to a provider or the centre", found.hand_over),
        ("acknowledgement by a person", found.acknowledgement), ("attendance", found.attendance),
    )  # fmt: skip
    yield paper.table("Times", TIMES, (_times(name, each) for name, each in spreads))
    yield _shares(found)
    if found.attendance_not_said:
        number = found.attendance_not_said
        yield paper.paragraph(
            f"{_incidents(number)} ended without anybody saying that they were there; not known above."
        )
    yield paper.heading("Who answered, by role")
    yield paper.table(
        "Roles as they were at the time", ROLES, (_role(each) for each in found.roles)
    ) or paper.paragraph("Nobody was asked.")
    yield paper.heading("What it was")
    yield from _what(found)
    if found.visits:
        yield paper.heading("Care visits")
        yield paper.table("As the hub saw them, and as people said", VISITS, (_visit(each) for each in found.visits))
    yield paper.paragraph(MEANING, "small")
    yield paper.FOOT


def _visit(found: VisitFigures) -> tuple[str, ...]:
    long_ = "–" if found.minutes is None else length(found.minutes * 60)
    numbers = (found.asked, found.came, found.said, found.missed, found.urgent, found.not_known)
    return found.visit, str(found.seen), long_, *(str(n) for n in numbers)


def _in_short(found: Measures) -> str:
    if not found.raised:
        return f"No call was raised. Tests: {found.tests}."
    first, *_ = found.acknowledged_within
    known = f"{first.within} of {first.within + first.beyond}" + (" known" if first.unknown else "")
    still = f"{_incidents(found.still_open)} still open" if found.still_open else "none is still open"
    false = sum(each.number for each in found.false_alarms)
    return (
        f"{_incidents(found.raised)} raised, {still}. Acknowledged within {length(first.limit)}: {known}. "
        f"False alarms: {false} of {found.closed} closed. Tests, counted apart: {found.tests}."
    )


def _incidents(number: int) -> str:
    return f"{number} incident" if number == 1 else f"{number} incidents"


def _times(name: str, found: Spread) -> tuple[str, ...]:
    return name, _length(found.median), _length(found.p90), str(found.known), str(found.not_yet)


def _length(seconds: float | None) -> str:
    return "–" if seconds is None else length(seconds)


def _shares(found: Measures) -> str:
    named = [("acknowledged", each) for each in found.acknowledged_within]
    named += [("attended", each) for each in found.attended_within]
    body = "".join(_share(f"{name} within {length(each.limit)}", each) for name, each in named)
    return f"{paper.table_begins('Within the limits', SHARES)}{body}{paper.TABLE_ENDS}"


def _share(name: str, found: Share) -> str:
    part = "–" if found.percent is None else f"{found.percent:g} %"
    numbers = "".join(f'<td class="n">{each}</td>' for each in (part, found.within, found.beyond, found.unknown))
    bar = paper.bar(found.percent, f"{name}: {part}")
    return f'<tr><th scope="row">{escape(name)}</th><td class="bar">{bar}</td>{numbers}</tr>\n'


def _role(found: RoleFigures) -> tuple[str, ...]:
    numbers = (found.asked, found.answered, found.cannot, found.took_on)
    return ROLE[found.role], *(str(n) for n in numbers), _length(found.answer.median), _length(found.answer.p90)


def _what(found: Measures) -> Iterator[str]:
    part = "–" if found.false_alarm_percent is None else f"{found.false_alarm_percent:g} %"
    yield paper.paragraph(f"False alarms: {part} of {found.closed} closed.")
    yield paper.table("False alarms, by what they were raised as", KINDS, _counts(found.false_alarms))
    outcomes = ((name, str(number)) for name, number in found.outcomes.items())
    yield paper.table("How they ended", ("Outcome", "Incidents|"), outcomes)
    yield paper.table("All incidents and notices", KINDS, _counts(found.counts))
    yield paper.table("Taken back before anybody was told", KINDS, _counts(found.taken_back))


def _counts(counts: tuple[Count, ...]) -> Iterator[tuple[str, str]]:
    yield from ((f"{each.kind} ({each.grave})", str(each.number)) for each in counts)
