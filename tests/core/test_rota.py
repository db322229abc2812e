"""When one contact may be asked: hours of the week with holidays and swaps, through both changes of the clocks."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import settings as unhurried
from hypothesis import strategies as st
from msgspec import json, structs

from hub.core.hours import hours
from hub.core.rota import Moment, Once, Rota, moment, once
from hub.model.household import OneOff, Settings
from hub.model.ids import ContactId
from tests.core.samples import ANNA, BEN, home, settings

LONDON = "Europe/London"
MINUTE = timedelta(minutes=1)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def one_off(since: str, until: str, asked: bool, contact: str = "anna") -> OneOff:
    return OneOff(contact=ContactId(contact), since=since, until=until, asked=asked)


def rota(week: str | None, *different: OneOff) -> Rota:
    return Rota(
        timezone=LONDON, hours=hours(week) if week else None, once=tuple(once(each, LONDON) for each in different)
    )


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-12-24", Moment(date(2026, 12, 24), None)),
        ("2026-12-24 18:05", Moment(date(2026, 12, 24), 18 * 60 + 5)),
        ("2026-12-24T00:00", Moment(date(2026, 12, 24), 0)),
        ("2026-12-24T07:00:00", Moment(date(2026, 12, 24), 7 * 60)),
        ("2026-12-24 24:00", Moment(date(2026, 12, 24), 24 * 60)),
    ],
)
def test_a_moment_is_read(text: str, meant: Moment) -> None:
    assert moment(text) == meant


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("24.12.2026", "is no date, such as 2026-12-24"),
        ("2026-02-30", 'there is no day "2026-02-30"'),
        ("2026-12-24 25:00", '"25:00" is not a time of day'),
        ("2026-12-24 18:60", '"18:60" is not a time of day'),
        ("2026-12-24 18:00+01:00", "is no date"),
        ("9999-12-31", "is not of this century"),
        ("1926-12-24", "is not of this century"),
    ],
)
def test_what_is_no_moment_is_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why.replace("(", r"\(")):
        moment(text)


@given(st.text(alphabet="0123456789-: T", max_size=20))
def test_any_text_is_a_moment_or_is_refused_as_one(text: str) -> None:
    try:
        read = moment(text)
    except ValueError:
        return
    assert read.begins(LONDON) <= read.ends(LONDON)


def test_a_day_alone_is_meant_from_its_beginning_to_its_end() -> None:
    holiday = once(one_off("2026-07-01", "2026-07-03", False), LONDON)
    assert (holiday.start, holiday.end) == (utc("2026-06-30 23:00"), utc("2026-07-03 23:00"))
    day = once(one_off("2026-07-01", "2026-07-01", False), LONDON)
    assert day.end - day.start == timedelta(days=1)


def test_the_days_on_which_the_clocks_change_have_23_and_25_hours() -> None:
    spring = once(one_off("2026-03-29", "2026-03-29", False), LONDON)
    autumn = once(one_off("2026-10-25", "2026-10-25", False), LONDON)
    assert (spring.end - spring.start, autumn.end - autumn.start) == (timedelta(hours=23), timedelta(hours=25))


def test_a_time_that_does_not_exist_or_comes_twice() -> None:
    skipped = once(one_off("2026-03-29 01:30", "2026-03-29 06:00", True), LONDON)
    assert skipped.start == utc("2026-03-29 01:00")
    twice = once(one_off("2026-10-25 01:30", "2026-10-25 06:00", True), LONDON)
    assert twice.start == utc("2026-10-25 00:30")


def test_a_holiday_closes_and_a_swap_opens() -> None:
    anna = rota("mon-fri 08:00-18:00", one_off("2026-11-03", "2026-11-03", False))
    assert not anna.includes(utc("2026-11-03 10:00"))
    assert anna.includes(utc("2026-11-04 10:00"))
    ben = rota("mon-fri 08:00-18:00", one_off("2026-11-03 18:00", "2026-11-04 08:00", True))
    assert ben.includes(utc("2026-11-03 23:00"))
    assert ben.includes(utc("2026-11-03 18:00"))
    assert not ben.includes(utc("2026-11-04 18:00"))


def test_until_a_time_is_the_first_moment_that_is_not_meant() -> None:
    anna = rota(None, one_off("2026-11-03 10:00", "2026-11-03 12:00", False))
    open_ = [anna.includes(utc(f"2026-11-03 {clock}")) for clock in ("09:59", "10:00", "11:59", "12:00")]
    assert open_ == [True, False, False, True]


def test_where_two_overlap_the_later_in_the_file_counts() -> None:
    week, evening = one_off("2026-11-02", "2026-11-08", False), one_off("2026-11-04 18:00", "2026-11-04 22:00", True)
    assert rota(None, week, evening).includes(utc("2026-11-04 19:00"))
    assert not rota(None, evening, week).includes(utc("2026-11-04 19:00"))


def test_when_a_contact_is_next_asked_counts_what_is_different() -> None:
    anna = rota("mon-fri 08:00-18:00", one_off("2026-11-03", "2026-11-05", False))
    assert anna.next_opening(utc("2026-11-02 19:00")) == utc("2026-11-06 08:00")
    assert anna.next_opening(utc("2026-11-06 09:00")) == utc("2026-11-06 09:00")
    ben = rota("sat 10:00-12:00", one_off("2026-11-04 18:00", "2026-11-04 22:00", True))
    assert ben.next_opening(utc("2026-11-02 19:00")) == utc("2026-11-04 18:00")


def test_a_holiday_of_half_a_year_ends() -> None:
    anna = rota("sun 03:00-03:05", one_off("2026-06-01", "2026-12-31", False))
    assert anna.next_opening(utc("2026-06-02 00:00")) == utc("2027-01-03 03:00")


BASE = utc("2026-10-22 00:00")
"""Three days before the clocks go back."""
weeks = st.sampled_from((None, "daily 22:00-06:00", "mon-fri 08:00-18:00", "sat,sun 00:30-02:30; thu 00:00-24:00"))
quarter = st.integers(0, 6 * 96).map(lambda n: BASE + n * 15 * MINUTE)
different = st.lists(st.tuples(quarter, st.integers(1, 200), st.booleans()), max_size=4)


@unhurried(max_examples=60, deadline=None)
@given(weeks, different, quarter)
def test_the_next_time_is_the_first_at_which_they_may_be_asked(
    week: str | None, drawn: list[tuple[datetime, int, bool]], at: datetime
) -> None:
    times = tuple(Once(start=s, end=s + length * 15 * MINUTE, asked=asked) for s, length, asked in drawn)
    anna = Rota(timezone=LONDON, hours=hours(week) if week else None, once=times)
    found, step = anna.next_opening(at), at
    while step < found:
        assert not anna.includes(step)
        step += 15 * MINUTE
    assert anna.includes(found)
    edges = {at, found, *anna.edges(at, found + MINUTE)}
    assert found == at or found in set(anna.edges(at, found + MINUTE)), edges


def test_a_home_asks_each_by_their_own_rota() -> None:
    anna = structs.replace(ANNA, hours="mon-fri 08:00-18:00")
    swapped = home(contacts=(anna, BEN), rota=(one_off("2026-01-14", "2026-01-14", False),))
    wednesday, thursday = utc("2026-01-14 10:00"), utc("2026-01-15 10:00")
    assert (swapped.may_be_asked(ANNA.id, wednesday), swapped.may_be_asked(BEN.id, wednesday)) == (False, True)
    assert swapped.next_asked(ANNA.id, wednesday) == utc("2026-01-15 08:00")
    assert swapped.may_be_asked(ANNA.id, thursday)


def test_a_rota_goes_through_the_journal() -> None:
    before = settings(rota=(one_off("2026-12-24", "2026-12-27 18:00", False),))
    written = json.encode(before)
    assert b'"from":"2026-12-24"' in written
    assert json.decode(written, type=Settings) == before
