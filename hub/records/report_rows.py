"""The figures of a report as rows, for a table, a CSV file or a page: what each is called, its value, of how many."""

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from hub.core.localtime import local
from hub.records.measures import Count, Measures, RoleFigures, Share, Spread
from hub.records.visit_figures import VisitFigures

ROLE = {
    "centre": "the centre", "near": "near contacts", "far": "far contacts and coordinators", "resident": "residents",
    "other": "people at the hub",
}  # fmt: skip


class Row(Struct, frozen=True, kw_only=True):
    """One figure. `value` is empty if it cannot be said; `known` and `unknown` say of how many."""

    measure: str
    of: str
    value: str
    unit: str
    known: str = ""
    unknown: str = ""


def rows(found: Measures) -> Iterator[Row]:
    """Every figure, in the order of docs/report.md."""
    yield _number("raised", "life and urgent", found.raised)
    yield _number("still open", "life and urgent", found.still_open)
    yield from _spread("time to hand-over", "all", found.hand_over)
    yield from _spread("time to acknowledgement", "all", found.acknowledgement)
    yield from (_share("acknowledged", each) for each in found.acknowledged_within)
    yield from _spread("time to attendance", "all", found.attendance)
    yield from (_share("attended", each) for each in found.attended_within)
    yield _number("attendance not said", "all", found.attendance_not_said)
    yield Row(
        measure="false alarms", of="of closed", value=_plain(found.false_alarm_percent), unit="%",
        known=str(found.closed),
    )  # fmt: skip
    yield from _counts("false alarms", found.false_alarms)
    yield from (_number("outcome", outcome, number) for outcome, number in found.outcomes.items())
    for role in found.roles:
        yield from _role(role)
    yield from _counts("incidents", found.counts)
    yield from _counts("taken back before anybody was told", found.taken_back)
    yield _number("tests", "all", found.tests)
    for visit in found.visits:
        yield from _visit(visit)


def _visit(found: VisitFigures) -> Iterator[Row]:
    counted = {
        "seen": found.seen, "asked about": found.asked, "came late": found.came, "made, a person says": found.said,
        "missed": found.missed, "missed, urgent": found.urgent, "not known": found.not_known,
    }  # fmt: skip
    for measure, number in counted.items():
        yield Row(measure=f"care visits, {measure}", of=found.visit, value=str(number), unit="visits")
    length_ = None if found.minutes is None else found.minutes * 60
    yield Row(measure="care visits, median length", of=found.visit, value=_plain(length_), unit="s")


def _number(measure: str, of: str, value: int) -> Row:
    return Row(measure=measure, of=of, value=str(value), unit="incidents")


def _counts(measure: str, counts: tuple[Count, ...]) -> Iterator[Row]:
    yield from (_number(measure, f"{each.grave}: {each.kind}", each.number) for each in counts)


def _spread(measure: str, of: str, found: Spread) -> Iterator[Row]:
    known, unknown = str(found.known), str(found.not_yet)
    for name, value in (("median", found.median), ("9 of 10 within", found.p90)):
        yield Row(measure=f"{measure}, {name}", of=of, value=_plain(value), unit="s", known=known, unknown=unknown)


def _share(measure: str, found: Share) -> Row:
    return Row(
        measure=f"{measure} within {length(found.limit)}", of="all", value=_plain(found.percent), unit="%",
        known=str(found.within + found.beyond), unknown=str(found.unknown),
    )  # fmt: skip


def _role(role: RoleFigures) -> Iterator[Row]:
    who = ROLE[role.role]
    times = {
        "asked": role.asked, "answered": role.answered, "could not go": role.cannot, "took on first": role.took_on,
    }  # fmt: skip
    for measure, value in times.items():
        yield Row(measure=measure, of=who, value=str(value), unit="times")
    yield from _spread("time to answer", who, role.answer)


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def said(row: Row) -> str:
    """A value as it is read: seconds become minutes and hours, and what cannot be said is a dash."""
    if not row.value:
        return "–"
    if row.unit == "s":
        return length(float(row.value))
    return f"{row.value} %" if row.unit == "%" else row.value


def length(seconds: float) -> str:
    """A length of time: "50 s", "2 min 30 s", "45 min", "3 h 5 min". Limits keep the unit that they are known by."""
    whole = round(seconds)
    if whole < 60 or whole in (60, 180):
        return f"{whole} s"
    if whole == 3600:
        return "60 min"
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    parts = [(hours, "h"), (minutes, "min"), (left if not hours else 0, "s")]
    return " ".join(f"{number} {unit}" for number, unit in parts if number)


def heading(found: Measures, zone: str) -> str:
    """The period, and until when things are known."""
    return f"{day(found.begins, zone)} to {day(found.ends, zone)}, as known on {day(found.as_of, zone)}"


def day(at: datetime, zone: str) -> str:
    """A moment on the home's clocks."""
    return f"{local(at, zone):%-d %B %Y %H:%M}"
