"""Rota hours and local time, through both changes of the clocks."""

import contextlib
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.core.hours import daily, hours, parse
from hub.core.localtime import at_local, local

LONDON = "Europe/London"
SPRING = date(2026, 3, 29)  # 01:00 becomes 02:00
AUTUMN = date(2026, 10, 25)  # 02:00 becomes 01:00
UNHURRIED = settings(deadline=None)
MOMENTS = st.integers(1_577_836_800, 2_051_222_400).map(lambda second: datetime.fromtimestamp(second, UTC))
ZONES = st.sampled_from([LONDON, "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"])


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_local_time_in_winter_and_summer() -> None:
    assert local(utc("2026-01-10 12:00"), LONDON).strftime("%H:%M") == "12:00"
    assert local(utc("2026-07-10 12:00"), LONDON).strftime("%H:%M") == "13:00"


@pytest.mark.parametrize(
    ("day", "minute", "timezone", "moment"),
    [
        (SPRING, 30, LONDON, "2026-03-29 00:30"),
        (SPRING, 60, LONDON, "2026-03-29 01:00"),
        (SPRING, 90, LONDON, "2026-03-29 01:00"),
        (SPRING, 119, LONDON, "2026-03-29 01:00"),
        (SPRING, 120, LONDON, "2026-03-29 01:00"),
        (SPRING, 150, LONDON, "2026-03-29 01:30"),
        (AUTUMN, 59, LONDON, "2026-10-24 23:59"),
        (AUTUMN, 90, LONDON, "2026-10-25 00:30"),
        (AUTUMN, 120, LONDON, "2026-10-25 02:00"),
        (date(2026, 12, 31), 1440, LONDON, "2027-01-01 00:00"),
        (date(2028, 2, 29), 720, LONDON, "2028-02-29 12:00"),
        (date(2011, 12, 30), 600, "Pacific/Apia", "2011-12-30 10:00"),
    ],
)
def test_local_minute_to_moment(day: date, minute: int, timezone: str, moment: str) -> None:
    assert at_local(day, minute, timezone) == utc(moment)


@UNHURRIED
@given(MOMENTS, ZONES)
def test_a_local_minute_is_never_after_the_moment_that_shows_it(at: datetime, timezone: str) -> None:
    shown = local(at.replace(second=0, microsecond=0), timezone)
    found = at_local(shown.date(), shown.hour * 60 + shown.minute, timezone)
    assert local(found, timezone).replace(tzinfo=None, fold=0) == shown.replace(tzinfo=None, fold=0)
    assert found <= at.replace(second=0, microsecond=0)


@pytest.mark.parametrize(
    ("text", "at", "open_now"),
    [
        ("mon-fri 08:00-18:00", "2026-01-05 08:00", True),
        ("mon-fri 08:00-18:00", "2026-01-05 18:00", False),
        ("mon-fri 08:00-18:00", "2026-01-10 12:00", False),
        ("MON-FRI 8:00-18:00", "2026-01-05 17:59", True),
        ("fri-mon 08:00-18:00", "2026-01-04 12:00", True),
        ("fri-mon 08:00-18:00", "2026-01-06 12:00", False),
        ("daily 09:00-18:00", "2026-01-10 09:00", True),
        ("daily 09:00-18:00", "2026-07-10 08:30", True),
        ("daily 00:00-24:00", "2026-01-10 00:00", True),
        ("sat, sun 10:00-12:00; mon 22:00-06:00", "2026-01-11 11:00", True),
        ("sat,sun 10:00-12:00; mon 22:00-06:00", "2026-01-06 05:59", True),
        ("sat,sun 10:00-12:00; mon 22:00-06:00", "2026-01-05 05:59", False),
        ("sat,sun 10:00-12:00; mon 22:00-06:00", "2026-01-06 06:00", False),
        ("mon 18:00-00:00", "2026-01-05 23:59", True),
        ("mon 18:00-00:00", "2026-01-06 00:00", False),
        ("daily 01:30-03:00", "2026-03-29 01:00", True),
        ("daily 01:30-03:00", "2026-03-29 00:59", False),
        ("daily 01:00-02:00", "2026-03-29 01:00", False),
        ("daily 01:30-03:00", "2026-10-25 01:10", True),
        ("daily 22:00-01:30", "2026-10-25 01:10", False),
    ],
)
def test_includes(text: str, at: str, open_now: bool) -> None:
    assert parse(text).includes(utc(at), LONDON) is open_now


@pytest.mark.parametrize(
    ("text", "at", "opens"),
    [
        ("daily 09:00-18:00", "2026-01-10 10:00", "2026-01-10 10:00"),
        ("daily 09:00-18:00", "2026-01-10 18:00", "2026-01-11 09:00"),
        ("mon-fri 08:00-18:00", "2026-01-09 18:00", "2026-01-12 08:00"),
        ("mon 08:00-09:00", "2026-01-05 09:00", "2026-01-12 08:00"),
        ("daily 09:00-18:00", "2026-03-28 20:00", "2026-03-29 08:00"),
        ("daily 09:00-18:00", "2026-10-24 20:00", "2026-10-25 09:00"),
        ("sun 01:00-02:00", "2026-03-28 12:00", "2026-04-05 00:00"),
    ],
)
def test_next_opening(text: str, at: str, opens: str) -> None:
    assert parse(text).next_opening(utc(at), LONDON) == utc(opens)


def test_next_closing() -> None:
    night = daily("22:00-06:00")
    assert night.next_closing(utc("2026-01-10 23:00"), LONDON) == utc("2026-01-11 06:00")
    assert night.next_closing(utc("2026-01-10 12:00"), LONDON) == utc("2026-01-10 12:00")
    assert night.next_closing(utc("2026-03-28 23:00"), LONDON) == utc("2026-03-29 05:00")
    assert daily("00:00-24:00").next_closing(utc("2026-01-10 23:00"), LONDON) is None


TEXTS = st.sampled_from(["mon-fri 08:00-18:00", "sat,sun 10:00-12:00; mon 22:00-06:00", "daily 23:30-01:30"])


@UNHURRIED
@given(TEXTS, MOMENTS, ZONES)
def test_open_at_the_next_opening_and_shut_until_then(text: str, at: datetime, timezone: str) -> None:
    found = hours(text).next_opening(at, timezone)
    assert found >= at
    assert hours(text).includes(found, timezone)
    if found > at:
        assert not hours(text).includes(at, timezone)
        assert not hours(text).includes(found - timedelta(seconds=1), timezone)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", 'needs days and a time, such as "mon-fri 08:00-18:00"'),
        ("08:00-18:00", "needs days and a time"),
        ("mon-fri", "needs days and a time"),
        ("mon-fri 08:00", "is not a time from and to"),
        ("monday 08:00-18:00", '"monday" is not a day; days are mon, tue'),
        ("mon-fri 08:00-25:00", '"25:00" is not a time of day'),
        ("mon-fri 08:60-18:00", '"08:60" is not a time of day'),
        ("mon-fri 08:00-24:01", '"24:01" is not a time of day'),
        ("mon-fri 24:00-08:00", "begins at 24:00"),
        ("mon-fri 08:00-08:00", 'the whole day is "00:00-24:00"'),
        ("mon-fri 08:00-18:00;", "needs days and a time"),
        ("mon-fri ٠٨:00-18:00", "is not a time from and to"),
    ],
)
def test_hours_that_cannot_be_read(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=re.escape(says)):
        parse(text)


@pytest.mark.parametrize("text", ["", "mon 22:00-06:00", "22:00", "22:00-22:00"])
def test_a_daily_span_that_cannot_be_read(text: str) -> None:
    with pytest.raises(ValueError, match='"'):
        daily(text)


@UNHURRIED
@given(st.text())
def test_no_text_does_worse_than_be_refused(text: str) -> None:
    for read in (parse, daily):
        with contextlib.suppress(ValueError):
            read(text)
