"""Guessing a password is made slow, and nobody is kept out of their own pages by somebody else's guesses.

Wrong tries are counted for each stranger's address, and for each name over all strangers; but for a browser in which a
person has signed in before, only its own wrong tries count (OWASP calls its cookie a device cookie). So whoever guesses
from the street slows only strangers down, and a carer at 03:00 is let in by the telephone that she always uses.
"""

from datetime import datetime, timedelta
from sqlite3 import Connection

FREE = 5
"""Wrong tries before anybody has to wait: people mistype."""
FIRST = timedelta(seconds=30)
LONGEST = timedelta(minutes=15)
"""The first wait; it doubles with each wrong try, up to the longest. At that rate a year sees 35,000 tries a name."""
FORGOTTEN = timedelta(hours=24)
"""After which wrong tries count no more."""


def waits(conn: Connection, who: tuple[str, ...], now: datetime) -> timedelta:
    """How long whoever is counted under one of these names must still wait before the next try; zero if not at all."""
    return max([timedelta(0), *(_wait(conn, each, now) for each in who)])


def _wait(conn: Connection, who: str, now: datetime) -> timedelta:
    row: tuple[int, int] | None = conn.execute("SELECT failed, last FROM tries WHERE who = ?", (who,)).fetchone()
    if row is None or row[0] < FREE:
        return timedelta(0)
    last = datetime.fromtimestamp(row[1], now.tzinfo)
    if last > now:  # the clock was set back: whoever waits begins anew, and does not wait for the old time to return
        conn.execute("UPDATE tries SET last = ? WHERE who = ?", (int(now.timestamp()), who))
        last = now
    wait: timedelta = min(FIRST * 2 ** min(row[0] - FREE, 10), LONGEST)
    return max(last + wait - now, timedelta(0))


def failed(conn: Connection, who: tuple[str, ...], now: datetime) -> None:
    """One more wrong try for each of these."""
    at = int(now.timestamp())
    old = at - int(FORGOTTEN.total_seconds())
    for each in who:
        conn.execute(
            "INSERT INTO tries(who, failed, last) VALUES (?, 1, ?) ON CONFLICT(who) DO UPDATE SET"
            " failed = CASE WHEN last < ? THEN 1 ELSE failed + 1 END, last = max(last, excluded.last)",
            (each, at, old),
        )


def succeeded(conn: Connection, who: tuple[str, ...]) -> None:
    """Whoever knew the password has guessed nothing."""
    conn.executemany("DELETE FROM tries WHERE who = ?", [(each,) for each in who])
