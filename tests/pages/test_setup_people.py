"""Who is asked when: the picture of the week against the rota itself; and the test text with its proof."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from hub.core.home import Home
from hub.core.localtime import local
from hub.model.household import Contact, Ladder, OneOff, Rung
from hub.model.ids import ContactId
from hub.pages.setup.week import Week, weeks
from hub.pages.setup.week_picture import LEFT, WIDTH, picture
from hub.pages.site import Site
from hub.settings import load
from tests.pages.conftest import CONFIG, Browser
from tests.support.forms import forms

DEMO = load(CONFIG)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
clock = st.integers(0, 95).map(lambda quarter: f"{quarter // 4:02}:{quarter % 4 * 15:02}")
span = st.builds(
    lambda days, start, end: f"{','.join(sorted(days, key=DAYS.index))} {start}-{end}",
    st.sets(st.sampled_from(DAYS), min_size=1), clock, clock,
).filter(lambda text: text.split()[1].split("-")[0] != text.split("-")[-1])  # fmt: skip
hours = st.none() | st.lists(span, min_size=1, max_size=2).map("; ".join)
NOWS = st.sampled_from(
    [
        datetime(2026, 11, 28, 3, tzinfo=UTC),
        datetime(2026, 3, 26, 12, tzinfo=UTC),  # the clocks go forward on 29 March
        datetime(2026, 10, 22, 23, 30, tzinfo=UTC),  # and back on 25 October
    ]
)


@st.composite
def homes(draw: st.DrawFn, now: datetime) -> Home:
    """A home of up to four people with hours, a holiday or a swap, and perhaps a ladder for the night."""
    ids = ["anna", "ben", "cat", "dan"][: draw(st.integers(1, 4))]
    contacts = tuple(
        Contact(id=ContactId(each), name=each.title(), phone=f"+4477009001{n:02}", hours=draw(hours))
        for n, each in enumerate(ids)
    )
    day = (now + timedelta(days=draw(st.integers(-1, 6)))).date().isoformat()
    once = tuple(
        OneOff(contact=ContactId(who), since=f"{day} {draw(clock)}", until=f"{day} 24:00", asked=draw(st.booleans()))
        for who in draw(st.lists(st.sampled_from(ids), max_size=2))
    )
    rungs = tuple(
        Rung(tell=tuple(each))
        for each in draw(st.lists(st.sets(st.sampled_from(ids), min_size=1), min_size=1, max_size=3))
    )
    ladders = (Ladder(name="night", hours="daily 22:00-07:00", rungs=rungs[-1:]),) if draw(st.booleans()) else ()
    return Home(structs.replace(DEMO, contacts=contacts, rota=once, ladder=rungs, ladders=ladders))


def drawn(week: Week, day: int, minute: int) -> dict[str, int]:
    return {bar.who: bar.rung for bar in week.bars if bar.day == day and bar.start <= minute < bar.end}


def in_a_hole(week: Week, day: int, minute: int) -> bool:
    return any(hole.day == day and hole.start <= minute < hole.end for hole in week.holes)


@settings(max_examples=40)
@given(data=st.data(), now=NOWS)
def test_the_picture_says_of_every_quarter_of_an_hour_what_the_rota_says(data: st.DataObject, now: datetime) -> None:
    home = data.draw(homes(now))
    every = weeks(home, now)
    default, night = every[-1], every[0] if len(every) > 1 else None
    at = local(now, "Europe/London").replace(hour=0, minute=0, fold=0).astimezone(UTC)
    first = local(at, "Europe/London").date()
    while (day := (local(at, "Europe/London").date() - first).days) < 7:
        wall = local(at, "Europe/London")
        minute = wall.hour * 60 + wall.minute
        by_night = night is not None and (wall.hour >= 22 or wall.hour < 7)
        week, rungs = (night, home.settings.ladders[0].rungs) if by_night and night else (default, home.settings.ladder)
        asked = {who for rung in rungs for who in rung.tell if home.may_be_asked(ContactId(who), at)}
        twice = wall.month == 10 and wall.day == 25 and wall.hour == 1  # both of these hours lie at one place
        assert asked <= set(drawn(week, day, minute)) if twice else asked == set(drawn(week, day, minute))
        assert twice or in_a_hole(week, day, minute) is (not asked)
        for other in every:
            if other is not week and not twice:
                assert not drawn(other, day, minute) and not in_a_hole(other, day, minute)
        at += timedelta(minutes=15)


def test_who_is_on_two_rungs_is_drawn_once_where_they_are_asked_first() -> None:
    home = Home(structs.replace(DEMO, ladder=(Rung(tell=("ben",)), Rung(tell=("anna", "ben")))))
    (week,) = weeks(home, datetime(2026, 11, 28, 3, tzinfo=UTC))
    assert week.people == ("ben", "anna") and drawn(week, 3, 600) == {"ben": 1, "anna": 2} and week.holes == ()
    assert week.rows == (("Ben, Anna", "at any hour"),)


def test_everything_drawn_lies_within_the_picture() -> None:
    contacts = tuple(structs.replace(each, hours="mon-fri 18:00-08:00") for each in DEMO.contacts)
    (week,) = weeks(Home(structs.replace(DEMO, contacts=contacts)), datetime(2026, 11, 28, 3, tzinfo=UTC))
    shown = picture(week, str)
    assert week.holes and shown.holes and shown.bars
    for box in (*shown.bars, *shown.holes):
        assert box.x >= LEFT and box.x + box.width <= WIDTH and box.y >= 0 and box.y + box.height <= shown.height
        assert box.width > 0
    assert [line.says for line in shown.days][:2] == ["Sat 28", "Sun 29"]


@pytest.mark.parametrize(("role", "numbers"), [("installer", True), ("carer", False), ("resident", False)])
def test_numbers_are_for_the_installer_only(signed_in, role: str, numbers: bool) -> None:  # type: ignore[no-untyped-def]
    said = signed_in[role].get("/people").text
    assert "Anna" in said and "Who is asked when" in said
    assert ("900111" in said) is numbers and ("/settings" in said) is numbers
    assert ('action="/people/test"' in said) is numbers


def test_a_hole_is_said_in_words_as_well(signed_in, site: Site) -> None:  # type: ignore[no-untyped-def]
    assert "Nobody is asked here" not in signed_in["carer"].get("/people").text
    text = site.file.read_text().replace("minutes_away", 'hours = "mon-fri 08:00-18:00"\nminutes_away')
    site.file.write_text(text)
    said = signed_in["carer"].get("/people").text
    assert "Nobody is asked here" in said and "Fri 18:00 to Mon 08:00" in said and 'class="hole"' in said


def test_a_test_that_cannot_be_sent_says_why(signed_in: dict[str, Browser]) -> None:
    ivy = signed_in["installer"]
    form = next(each for each in forms(ivy.get("/people").text) if each.action == "/people/test")
    answer = ivy.client.post("/people/test", data=form.filled())
    assert answer.status_code == 503 and "No test was sent: no hub is running" in answer.text
    assert "Call 999 and" not in ivy.get("/people?refused=Call+999+and+ask+for+Mallory&tested=Call+999+and").text
    assert ivy.client.post("/people/test", data=form.filled(contact="nobody")).status_code == 404
