"""From when to when each device, radio and link was heard. Kept for years, so that a complaint can be answered."""

import sqlite3
from datetime import datetime

from hub.model.effects import SpanChanged
from hub.records.kept import Span
from hub.shell.bodies import micros, moment, moment_or_none
from hub.shell.database import OnDisk


def change(conn: sqlite3.Connection, changed: SpanChanged) -> None:
    """Ends the subject's present span and begins the next; the same status again changes nothing."""
    find = "SELECT n, status, began FROM spans WHERE subject = ? AND ended IS NULL"
    present = conn.execute(find, (changed.subject,)).fetchone()
    if present and present[1] == changed.status:
        return
    at = micros(changed.at)
    if present:
        at = max(at, present[2])  # after a clock step back a span is empty rather than negative
        conn.execute("UPDATE spans SET ended = ? WHERE n = ?", (at, present[0]))
    conn.execute(
        "INSERT INTO spans (subject, status, because, began) VALUES (?, ?, ?, ?)",
        (changed.subject, changed.status, changed.because, at),
    )


class SpanTable(OnDisk):
    """What can be asked of the spans."""

    def spans(self, subject: str, frm: datetime, to: datetime) -> list[Span]:
        """The subject's spans that touch the time from `frm` to `to`, oldest first."""
        with self._disk.reading() as conn:
            rows = conn.execute(
                "SELECT status, because, began, ended FROM spans"
                " WHERE subject = ? AND began < ? AND (ended IS NULL OR ended > ?) ORDER BY n",
                (subject, micros(to), micros(frm)),
            ).fetchall()
        return [
            Span(subject, status, because, moment(began), moment_or_none(ended))
            for status, because, began, ended in rows
        ]

    def subjects(self) -> list[str]:
        """Everything that has spans."""
        with self._disk.reading() as conn:
            return [subject for (subject,) in conn.execute("SELECT DISTINCT subject FROM spans ORDER BY subject")]
