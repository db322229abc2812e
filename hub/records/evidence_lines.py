"""Each thing that evidence says, as one line of JSON; the page is made of the same lines, so neither says more."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from hub.core.localtime import local
from hub.model.effects import Recorded
from hub.model.incidents import Incident
from hub.records.hours import Hour
from hub.records.kept import Message, Span
from hub.records.redaction import Redaction

Line = dict[str, Any]
PLAIN = frozenset({"what", "id", "incident", "device", "begins", "ends", "at", "raised", "closed", "day", "marks"})
"""Fields that hold ids, times and marks; every other word is looked through for numbers."""
WAY_IN = "(how to get in: kept nowhere)"
"""Stands for a text with a key safe's code or the like, whatever the store holds of it (behaviour 40)."""


def said(at: datetime | None) -> str | None:
    """A moment, UTC."""
    return None if at is None else at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def redacted(line: Any, redaction: Redaction | None, field: str = "") -> Any:
    """The line as it may be given away. Without a redaction it stays as it is."""
    if redaction is None or field in PLAIN:
        return line
    if isinstance(line, str):
        return redaction.number(line) if field == "number" else redaction.text(line)
    if isinstance(line, dict):
        return {name: redacted(value, redaction, name) for name, value in line.items()}
    if isinstance(line, list | tuple):
        return [redacted(value, redaction, field) for value in line]
    return line


def of_day(device: str, name: str, hours: Sequence[Hour], zone: str) -> Line:
    """One device, one day of the home's. `heard`: messages in each hour; null where that is not kept."""
    partly = {
        said(hour.at): {"could": _minutes(hour.could), "overdue": _minutes(hour.overdue), "known": _minutes(hour.known)}
        for hour in hours if hour.known and (hour.could < WHOLE_HOUR or timedelta(0) < hour.overdue < WHOLE_HOUR)
    }  # fmt: skip
    return {
        "what": "hours", "device": device, "name": name, "day": f"{local(hours[0].at, zone):%Y-%m-%d}",
        "begins": said(hours[0].at), "marks": "".join(hour.mark for hour in hours),
        "heard": [hour.heard for hour in hours], "partly": partly,
    }  # fmt: skip


WHOLE_HOUR = timedelta(hours=1)


def _minutes(length: timedelta) -> float:
    return round(length.total_seconds() / 60, 2)


def of_span(span: Span, name: str) -> Line:
    """From when until when something was up, down, seen, late or lost; still, if there is no end."""
    return {
        "what": "span", "id": span.subject, "name": name, "status": span.status, "because": span.because,
        "begins": said(span.began), "ends": said(span.ended),
    }  # fmt: skip


def of_incident(incident: Incident, *, frozen: bool) -> Line:
    """One incident."""
    return {
        "what": "incident", "id": incident.id, "reference": incident.reference, "class": incident.grave,
        "kind": incident.kind, "state": incident.state, "device": incident.device, "room": incident.room,
        "at": said(incident.began), "raised": said(incident.raised), "because": incident.because,
        "closed": said(incident.closed), "outcome": incident.outcome, "closed by": incident.closed_by,
        "test": incident.test, "late": incident.late, "frozen": frozen,
        "evidence": [{"at": said(seen.at), "says": seen.says} for seen in incident.evidence],
    }  # fmt: skip


def of_message(message: Message, name: str, receipts: Iterable[Recorded]) -> Line:
    """One message: to whom, which way, its words, and what became of it when."""
    became = [{"at": said(r.at), "says": r.what, "because": r.because} for r in receipts]
    if message.state in ("withdrawn", "expired", "done") and not became:
        became = [{"at": said(message.settled), "says": message.state, "because": message.because}]
    return {
        "what": "message", "at": said(message.at), "way": message.way, "to": name, "number": message.number,
        "purpose": message.purpose or f"document, version {message.version}", "incident": message.incident,
        "text": WAY_IN if message.purpose == "access" else message.body, "state": message.state, "became": became,
    }  # fmt: skip


def of_trail(row: Recorded) -> Line:
    """One line of the audit trail."""
    return {
        "what": "trail", "at": said(row.at), "who": row.who, "did": row.what, "because": row.because,
        "incident": row.incident, "step": row.step, "role": row.role,
    }  # fmt: skip
