"""What commands about the past share: the store, read beside a running hub or without one, and a period of time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import click

from hub.core.localtime import at_local, local
from hub.model.errors import CarehubError
from hub.shell.database import FILE
from hub.shell.reader import Reader
from hub.shell.socket import AlreadyRunning, hold
from hub.shell.store import Store

PERIOD = timedelta(days=30)
"""What is meant by a period that nobody gave: the last month, near enough."""


@contextmanager
def kept(folder: Path) -> Iterator[Reader]:
    """The store of this folder for reading only. A store of an older carehub is brought up to date first."""
    if not (folder / FILE).exists():
        raise CarehubError(f"{folder} holds no store: no hub ever ran with these settings.")
    try:
        _brought_up_to_date(folder)
        reader = Reader(folder)
    except OSError as error:
        raise CarehubError(f"The store in {folder} cannot be read ({error}). Try: sudo -u carehub.") from error
    try:
        yield reader
    finally:
        reader.close()


def _brought_up_to_date(folder: Path) -> None:
    """Only without a hub: a running one has done it. Held no longer than that, so that a hub can start meanwhile."""
    try:
        held = hold(folder)
    except AlreadyRunning:
        return
    try:
        Store.open(folder).close()
    finally:
        held.release()


def moment(said: str, zone: str, *, last: bool = False) -> datetime:
    """A day or a moment on the home's clocks; of a day its beginning, or with `last` its end."""
    try:
        if len(said) == len("2026-11-02"):
            return at_local(date.fromisoformat(said) + timedelta(days=last), 0, zone)
        at = datetime.fromisoformat(said)
    except ValueError:
        raise click.BadParameter(f'{said!r} is no time. Say "2026-11-02" or "2026-11-02 16:00".') from None
    if at.tzinfo is not None:
        return at.astimezone(UTC)
    return at_local(at.date(), at.hour * 60 + at.minute, zone) + timedelta(seconds=at.second)


def period(frm: str | None, to: str | None, zone: str) -> tuple[datetime, datetime]:
    """From when until when; the last 30 days if nothing is said."""
    end = datetime.now(UTC) if to is None else moment(to, zone, last=True)
    begin = end - PERIOD if frm is None else moment(frm, zone)
    if begin >= end:
        raise click.BadParameter("the period ends before it begins: look at --from and --to.")
    return begin, end


def clock(at: datetime, zone: str) -> str:
    """A moment on the home's clocks, to the second."""
    return f"{local(at, zone):%a %d %b %Y %H:%M:%S}"


from_option = click.option("--from", "frm", metavar="TIME", help="A day (2026-11-02) or a moment (2026-11-02 16:00).")
to_option = click.option("--to", metavar="TIME", help="The last day, or the moment where it ends. Default: now.")
