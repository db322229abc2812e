"""Who is asked when, and how that is said: weekly times by their days, others by their date."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as effort
from msgspec import structs

from hub.core.home import Home
from hub.core.ladder_choice import choose
from hub.core.week_words import Window, said
from hub.core.who_when import DEFAULT, Covered, Stretch, times, who_when
from hub.model.household import Centre, Ladder, OneOff, Rung, Settings
from hub.model.ids import ContactId
from tests.core.samples import ANNA, BEN, CLEO, home, incident
from tests.core.test_ladder_properties import START, homes

MONDAY = date(2026, 11, 2)
WINDOW = Window(MONDAY, 14, "Europe/London")
LADDER = (Rung(tell=("anna",)), Rung(tell=("ben", "anna")))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def covered(window: Window = WINDOW, **other: Any) -> dict[str, Covered]:
    asked = home(**({"ladder": LADDER} | other))
    return {each.name: each for each in who_when(asked, window.since, window.until)}


def people(anna: str | None, ben: str | None) -> dict[str, Any]:
    return {"contacts": (structs.replace(ANNA, hours=anna), structs.replace(BEN, hours=ben), CLEO)}


def nobody(window: Window = WINDOW, **other: Any) -> tuple[str, ...]:
    return said(times(s for s in covered(window, **other)[DEFAULT].stretches if not s.rungs), window, window.since)


def one_off(contact: str, since: str, until: str, asked: bool) -> OneOff:
    return OneOff(contact=ContactId(contact), since=since, until=until, asked=asked)


def test_each_is_on_the_first_rung_that_asks_them() -> None:
    assert {s.rungs for s in covered(**people(None, None))[DEFAULT].stretches} == {(("anna",), ("ben",))}


def test_stretches_follow_the_hours() -> None:
    found = covered(**people("daily 08:00-18:00", "daily 17:00-20:00"))[DEFAULT].stretches
    monday = [s for s in found if s.start.date() == MONDAY]
    assert [(s.start.hour, s.rungs) for s in monday] == [
        (8, (("anna",),)), (17, (("anna",), ("ben",))), (18, (("ben",),)), (20, ()),
    ]  # fmt: skip


def test_a_contact_without_a_phone_or_a_centre_not_agreed_is_nobody() -> None:
    silent = structs.replace(ANNA, phone=None)
    assert nobody(contacts=(silent, structs.replace(BEN, phone=None))) == ("at any hour",)
    centre = Rung(tell=("centre",))
    assert nobody(ladder=(centre,), centre=Centre(url="mqtts://centre.example")) == ()
    assert nobody(ladder=(centre,), centre=Centre(url="mqtts://c.example"), consent={}) == ("at any hour",)


@pytest.mark.parametrize(
    ("anna", "ben", "says"),
    [
        ("daily 00:00-24:00", "daily 08:00-18:00", ()),
        ("daily 08:00-18:00", "daily 17:00-20:00", ("daily 20:00-08:00",)),
        ("mon-fri 00:00-24:00", "mon-fri 00:00-24:00", ("Sat 00:00 to Sun 24:00",)),
        ("sun-fri 00:00-24:00", "tue 18:00-20:00", ("Sat 00:00-24:00",)),
        ("mon-fri 08:00-18:00; sat,sun 00:00-24:00", "mon 09:00-10:00", ("Fri 18:00-24:00", "Mon 00:00-08:00",
         "Mon-Thu 18:00-08:00")),
        ("mon,wed,fri 00:00-24:00", "tue,thu,sat,sun 02:00-24:00", ("Tue, Thu, Sat, Sun 00:00-02:00",)),
    ],
)  # fmt: skip
def test_hours_without_anybody_are_said_by_their_days(anna: str, ben: str, says: tuple[str, ...]) -> None:
    assert sorted(nobody(**people(anna, ben))) == sorted(says)


def test_a_run_of_days_goes_over_the_end_of_the_week() -> None:
    assert nobody(**people("daily 06:00-24:00; sat 00:00-06:00", "mon 09:00-10:00")) == ("Sun-Fri 00:00-06:00",)


def test_what_comes_once_is_said_by_its_date() -> None:
    holiday = one_off("anna", "2026-11-05", "2026-11-06 12:00", asked=False)
    assert nobody(**people(None, "mon 09:00-10:00"), rota=(holiday,)) == ("Thu 5 Nov 00:00 to Fri 6 Nov 12:00",)
    evenings = tuple(one_off("anna", f"2026-11-0{d} 18:00", f"2026-11-0{d} 20:00", asked=False) for d in (3, 4))
    assert nobody(**people(None, "mon 09:00-10:00"), rota=evenings) == ("Tue 3 Nov and Wed 4 Nov 18:00-20:00",)


def test_a_week_that_is_not_like_the_other_is_said_by_its_dates() -> None:
    cover = one_off("ben", "2026-11-03 18:00", "2026-11-04 08:00", asked=True)
    found = nobody(**people("daily 08:00-18:00", "mon 09:00-10:00"), rota=(cover,))
    assert found == ("Wed-Mon 18:00-08:00", "Tue 10 Nov 18:00-08:00")


@pytest.mark.parametrize("first", [date(2026, 3, 27), date(2026, 10, 23)])
def test_nights_on_which_the_clocks_change_are_like_others(first: date) -> None:
    window = Window(first, 14, "Europe/London")
    assert nobody(window, **people("daily 08:00-18:00", "daily 08:00-18:00")) == ("daily 18:00-08:00",)


def test_a_window_of_less_than_two_weeks_names_dates() -> None:
    window = Window(MONDAY, 3, "Europe/London")
    found = nobody(window, **people("daily 08:00-24:00", "daily 08:00-18:00"))
    assert found == ("Mon 2 Nov, Tue 3 Nov and Wed 4 Nov 00:00-08:00",)


def test_what_came_once_and_is_over_is_not_said() -> None:
    time = (utc("2026-11-03 10:00"), utc("2026-11-03 12:00"))
    assert said((time,), WINDOW, time[1] - timedelta(minutes=1)) == ("Tue 3 Nov 10:00-12:00",)
    assert said((time,), WINDOW, time[1]) == ()


def test_a_ladder_counts_at_its_own_hours() -> None:
    night = Ladder(name="night", classes=("life",), hours="daily 22:00-07:00", rungs=(Rung(tell=("ben",)),))
    found = covered(**people(None, "daily 23:00-06:00"), ladders=(night,))["night"].stretches
    first = next(s for s in found if s.start >= utc("2026-11-02 22:00"))
    assert (first.start, first.end, first.rungs) == (utc("2026-11-02 22:00"), utc("2026-11-02 23:00"), ())
    assert all(s.start.hour >= 22 or s.end.hour <= 7 for s in found if s.start.date() == MONDAY)


def test_the_ladder_for_everything_else_is_not_used_while_another_takes_everything() -> None:
    night = Ladder(name="night", hours="daily 18:00-08:00", rungs=(Rung(tell=("ben",)),))
    assert nobody(**people("daily 08:00-18:00", None), ladders=(night,), ladder=(Rung(tell=("anna",)),)) == ()
    some = structs.replace(night, kinds=("flood",))
    found = nobody(**people("daily 08:00-18:00", None), ladders=(some,), ladder=(Rung(tell=("anna",)),))
    assert found == ("daily 18:00-08:00",)


@effort(max_examples=25, deadline=None)
@given(homes())
def test_it_says_of_each_moment_what_the_ladder_does(drawn: Settings) -> None:
    asked, end = Home(drawn), START + timedelta(days=3)
    found = {each.name: each.stretches for each in who_when(asked, START, end)}
    alarm = incident("help")
    for step in range(0, 3 * 96, 5):
        at = START + step * timedelta(minutes=15) + timedelta(minutes=1)
        choice = choose(alarm, asked, at, sure=True)
        stretch = next(s for s in found[choice.name] if s.start <= at < s.end)
        told = dict.fromkeys(name for rung in choice.rungs for name in rung.tell)
        assert set(stretch.asked) == {name for name in told if asked.may_be_asked(ContactId(name), at)}
    assert all(whole(stretches) for stretches in found.values())


def whole(stretches: tuple[Stretch, ...]) -> bool:
    """Whether they come one after the other, none of them empty, and no two alike touch."""
    after = pairwise(stretches)
    return all(s.start < s.end for s in stretches) and all(
        a.end < b.start or (a.end == b.start and a.rungs != b.rungs) for a, b in after
    )
