"""Until when? A named end is read on the clocks of the home, and lies ahead; anything else is read as none."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.core.until import read

LONDON = "Europe/London"
WEDNESDAY = datetime(2026, 1, 14, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("until Friday", "2026-01-16 12:00"),
        ("fri 18:00", "2026-01-16 18:00"),
        ("till sunday at 6pm", "2026-01-18 18:00"),
        ("wednesday", "2026-01-14 12:00"),
        ("wednesday 08:00", "2026-01-21 08:00"),
        ("today 17:15", "2026-01-14 17:15"),
        ("tomorrow", "2026-01-15 12:00"),
        ("18:00", "2026-01-14 18:00"),
        ("07:00", "2026-01-15 07:00"),
        ("12am", "2026-01-15 00:00"),
        ("24 Dec", "2026-12-24 12:00"),
        ("24th of december 9am", "2026-12-24 09:00"),
        ("2 jan", "2027-01-02 12:00"),
        ("24/12", "2026-12-24 12:00"),
        ("2026-02-01 10:00", "2026-02-01 10:00"),
        ("3 days", "2026-01-17 08:30"),
        ("for 4 hours", "2026-01-14 12:30"),
        ("2 weeks", "2026-01-28 08:30"),
        ("tan 24/12", "2026-12-24 12:00"),
        ("3 diwrnod", "2026-01-17 08:30"),
    ],
)
def test_what_is_read(words: str, end: str) -> None:
    assert read(words, WEDNESDAY, LONDON) == datetime.fromisoformat(end).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "words",
    ["", "whenever", "until", "31 feb", "25:00", "friday 12:75", "yesterday", "2020-01-01", "13pm", "32/12", "friends",
     "further notice", "0 days", "monkey"],
)  # fmt: skip
def test_what_names_no_end(words: str) -> None:
    assert read(words, WEDNESDAY, LONDON) is None


def test_summer_time_is_the_clock_on_the_wall() -> None:
    assert read("29 mar 18:00", WEDNESDAY, LONDON) == datetime(2026, 3, 29, 17, tzinfo=UTC)
    in_new_york = read("friday", WEDNESDAY, "America/New_York")
    assert in_new_york == datetime(2026, 1, 16, 17, tzinfo=UTC)


DAYS = st.sampled_from(("fri", "tomorrow", "today", "31 feb", "1 jan", "29/2", "2026-01-14", "", "x"))
TIMES = st.sampled_from(("", "00:00", "8:30", "24:00", "12pm", "99:99", "8am"))


@given(st.text(max_size=40) | st.tuples(DAYS, TIMES).map(" ".join))
def test_an_end_is_never_past(words: str) -> None:
    end = read(words, WEDNESDAY, LONDON)
    assert end is None or end > WEDNESDAY


@pytest.mark.parametrize("zone", ["Europe/London", "Europe/Berlin", "America/New_York", "Pacific/Auckland"])
@pytest.mark.parametrize("words", ["0001-01-01 00:00", "9999-12-31 23:59", "9999-12-31", "2127-01-01"])
def test_a_day_that_no_clock_reaches_names_no_end(words: str, zone: str) -> None:
    assert read(words, WEDNESDAY, zone) is None
