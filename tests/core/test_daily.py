"""The daily text is never late, never lost in silence, and never says that all is well where that is not known."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as tuned
from hypothesis import strategies as st
from msgspec import structs

from hub.core import codec, daily, daily_words, gsm, replies, wording_daily
from hub.core.home import Home as Lived
from hub.core.how_it_is import night_began
from hub.core.languages import find
from hub.core.localtime import local
from hub.core.playback import play
from hub.core.speech import speaker
from hub.core.state import State
from hub.model.effects import Delivered, Effect, Refused, Text
from hub.model.events import ClockStepped, Event, HubStarted, Receipted, Replied, Reported, Said, SettingsChanged
from hub.model.household import Consent, Home, Resident, Settings
from hub.model.ids import ContactId, DeviceId, EffectKey, ResidentId
from tests.core.anything import HOMES, START, Z2M, Hub, engine, stories
from tests.core.samples import ANNA, BEN, CLEO, DEVICES, MARY, at, home, incident, settings
from tests.core.test_wording import FINE

A_DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
ZONES = ("Europe/London", "America/New_York", "Australia/Lord_Howe", "Pacific/Chatham")
moments = st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: START + minutes * MINUTE)
DAILY_ANNA = structs.replace(ANNA, all_is_well="09:00")
NINE = at("09:00")
TOM = Resident(id=ResidentId("tom"), name="Tom S", address_hint="12 Elm Rd")


def wanting(**other: Any) -> Settings:
    return settings(contacts=(DAILY_ANNA, BEN, CLEO), **other)


def begun(made: Settings | None = None) -> State:
    """A home in which everything was heard, and somebody moved about, at eight."""
    state = engine().start("e", made or wanting(), START)
    return after(state, *(structs.replace(each, at=at("08:00")) for each in heard_well()))


def after(state: State, *events: Event, until: datetime | None = None) -> State:
    for _, now, _ in play(engine(), state, events, until):
        state = now
    return state


def texts(state: State, *events: Event, until: datetime) -> list[Text]:
    """The daily texts that are sent until then."""
    steps = list(play(engine(), state, events, until))
    return [e for _, _, effects in steps for e in effects if isinstance(e, Text) and e.key.startswith("daily/")]


def test_it_lives_for_half_an_hour_and_belongs_to_nothing() -> None:
    (text,) = texts(begun(), until=NINE + MINUTE)
    assert (text.at, text.expires) == (NINE, NINE + 30 * MINUTE)
    assert (text.incident, text.reference, text.purpose) == (None, "", "notice")
    assert "All is well. Movement at 08:00." in text.body


def test_it_is_late_by_less_than_half_an_hour_or_not_at_all() -> None:
    for minutes, comes in ((5, True), (27, True), (28, False), (120, False)):
        back = HubStarted(at=NINE + minutes * MINUTE, last_alive=at("08:50"))
        sent = texts(begun(), back, until=NINE + 5 * timedelta(hours=1))
        assert [text.expires for text in sent] == ([NINE + 30 * MINUTE] if comes else []), minutes


def test_a_restart_of_seconds_holds_nothing_back() -> None:
    back = HubStarted(at=at("08:59"), last_alive=at("08:59") - timedelta(seconds=40))
    assert [text.at for text in texts(begun(), back, until=NINE + MINUTE)] == [NINE]


def test_what_was_asked_for_holds_until_the_line_is_changed() -> None:
    asked = Replied(at=at("08:30"), number=ANNA.phone or "", text="daily 10", sid="s1")
    state = codec.decode(codec.encode(after(begun(), asked)), engine())
    same = SettingsChanged(at=at("08:40"), settings=wanting(home=Home(pets=True)))
    assert [local(t.at, "Europe/London").hour for t in texts(state, same, until=NINE + A_DAY)] == [10]
    moved = structs.replace(DAILY_ANNA, all_is_well="11:00")
    changed = SettingsChanged(at=at("08:40"), settings=settings(contacts=(moved, BEN, CLEO)))
    assert [local(t.at, "Europe/London").hour for t in texts(state, changed, until=NINE + A_DAY)] == [11]
    absent = SettingsChanged(at=at("08:40"), settings=settings(contacts=(ANNA, BEN, CLEO)))
    assert texts(state, absent, until=NINE + A_DAY) == []


def test_none_is_none_until_the_line_is_changed() -> None:
    off = Replied(at=at("08:30"), number=ANNA.phone or "", text="Daily off", sid="s1")
    again = SettingsChanged(at=at("08:40"), settings=wanting())
    assert texts(after(begun(), off, again), until=NINE + 2 * A_DAY) == []


def test_nobody_asks_for_somebody_else_and_a_stranger_for_nobody() -> None:
    state = after(begun(), Replied(at=at("08:30"), number="+447700900999", text="daily 10", sid="s1"))
    assert state.facts.daily == begun().facts.daily
    state = after(state, Replied(at=at("08:31"), number=BEN.phone or "", text="daily 10", sid="s2"))
    assert state.facts.daily[ContactId("anna")] == begun().facts.daily[ContactId("anna")]
    assert state.facts.daily[ContactId("ben")].minute == 600


def test_who_has_a_landline_is_promised_nothing() -> None:
    landline = structs.replace(BEN, ways=("call",))
    state = begun(settings(contacts=(DAILY_ANNA, landline, CLEO)))
    asked = Replied(at=at("08:30"), number=BEN.phone or "", text="daily 10", sid="s1")
    assert ContactId("ben") not in after(state, asked).facts.daily


def test_a_number_that_refuses_it_is_a_hole_that_people_hear_of() -> None:
    state = begun()
    (text,) = texts(state, until=NINE + MINUTE)
    refused = Receipted(at=NINE + MINUTE, effect=text.key, receipt=Refused(because="opted out", fault="opt-out"))
    state = after(state, refused)
    assert "cannot text anna" in {i.cause for i in state.facts.open.values()}
    assert texts(state, until=NINE + A_DAY + MINUTE) == []


def test_what_nobody_took_is_spoken_of_in_the_next() -> None:
    state = begun()
    (first,) = texts(state, until=NINE + MINUTE)
    assert "Yesterday" not in first.body
    taken = Receipted(at=NINE + MINUTE, effect=first.key, receipt=Delivered())
    assert after(state, taken).facts.daily[ContactId("anna")].missed is None
    other = Receipted(at=NINE + MINUTE, effect=EffectKey("daily/nobody/1"), receipt=Delivered())
    _, second = texts(state, other, until=NINE + A_DAY + MINUTE)
    assert second.at == NINE + A_DAY


def test_of_movement_nothing_is_said_that_was_not_agreed() -> None:
    agreed = {"inactivity": Consent(agreed=True), "falls": Consent(agreed=True)}
    (text,) = texts(begun(wanting(consent=agreed)), until=NINE + MINUTE)
    assert "No alarm is open. All sensors are heard. Movement is not shown." in text.body
    assert "well" not in text.body
    assert "08:0" not in text.body


@pytest.mark.parametrize(
    "of", [{"home": Home(pets=True)}, {"residents": (MARY, TOM)}], ids=["a cat", "two who live here"]
)
def test_what_others_may_have_moved_proves_nothing(of: dict[str, Any]) -> None:
    (text,) = texts(begun(wanting(**of)), until=NINE + MINUTE)
    assert "No alarm is open. Movement at 08:00, perhaps of others." in text.body


def test_the_way_out_may_be_the_last_that_was_seen() -> None:
    door = next(d for d in DEVICES if d.use == "exit door")
    went = Reported(at=at("08:50"), source=Z2M, name=door.id, said=(Said("contact", True),))
    (text,) = texts(begun(), went, until=NINE + MINUTE)
    assert "Last movement at the door, 08:50: perhaps out." in text.body
    assert "well" not in text.body


def test_a_correction_of_the_clock_moves_no_time_of_day() -> None:
    ahead = ClockStepped(at=NINE + 10 * MINUTE, by=timedelta(minutes=40))
    assert [t.at for t in texts(begun(), ahead, until=NINE + 60 * MINUTE)] == [NINE + 10 * MINUTE]
    late = after(begun(), until=NINE + MINUTE)
    for back in (2 * MINUTE, timedelta(minutes=50)):
        again = ClockStepped(at=NINE + MINUTE - back, by=-back)
        assert texts(late, again, until=NINE + 5 * MINUTE) == [], "the text of this day has gone"
    weeks = ClockStepped(at=NINE + MINUTE - 14 * A_DAY, by=-14 * A_DAY)
    assert len(texts(late, weeks, until=NINE - 13 * A_DAY + MINUTE)) == 1


@given(st.integers(0, 1439), st.sampled_from(ZONES), moments)
def test_once_each_day_of_the_home_whatever_the_clocks_do(minute: int, zone: str, now: datetime) -> None:
    days = []
    for _ in range(4):
        following = daily.next_at(minute, now, zone)
        assert now < following <= now + A_DAY + timedelta(hours=1)
        days.append(local(following, zone).date())
        now = following
    assert days == [days[0] + n * A_DAY for n in range(4)]


@given(st.sampled_from(ZONES), moments)
def test_the_night_that_counts_is_the_last_that_began(zone: str, now: datetime) -> None:
    began = night_began("22:00-07:00", now, zone)
    assert now - timedelta(hours=25) < began <= now
    assert local(began, zone).hour == 22


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("daily 9", 540), ("Daily 9.", 540), ("daily at 09:00", 540), ("daily 9.30", 570), ("daily 6pm", 1080),
        ("daily 12am", 0), ("daily 12pm", 720), ("every day at 7 please", 420), ("please daily text 18:30", 1110),
        ("dyddiol 9", 540), ("bob dydd am 8:15", 495), ("dyddiol 6yh", 1080), ("daily 0", 0), ("daily 9 o’clock", 540),
    ],
)  # fmt: skip
def test_a_time_of_day_is_read(text: str, minute: int) -> None:
    assert daily_words.read(text) == daily_words.Wanted(minute)


@pytest.mark.parametrize(
    "text", ["daily off", "Daily text off", "no more daily", "dyddiol dim mwy", "dyddiol i ffwrdd"]
)
def test_none_is_read(text: str) -> None:
    assert daily_words.read(text) == daily_words.Wanted(off=True)


@pytest.mark.parametrize("text", ["daily", "daily 25", "daily 9:75", "daily 13pm", "daily 0am", "daily at nine"])
def test_what_is_no_time_of_day_is_asked_for(text: str) -> None:
    assert daily_words.read(text) == daily_words.Wanted()


@pytest.mark.parametrize(
    "text",
    ["1", "on my way", "off", "9", "she falls every day", "daily 9?", "the daily carer comes at 9 now", "all ok"],
)
def test_what_is_something_else_is_left_alone(text: str) -> None:
    assert daily_words.read(text) is None


@given(st.text(max_size=40))
def test_no_answer_to_an_alarm_is_taken_for_it(text: str) -> None:
    if daily_words.read(text) is not None:
        assert replies.read(text, frozenset()).does is None


names = st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), min_size=1, max_size=90)
anything_known = st.fixed_dictionaries(
    {
        "service": st.sampled_from(("in service", "in service", "suspended", "being installed")),
        "open": st.lists(st.sampled_from(("help", "technical", "inactivity")), max_size=3).map(
            lambda kinds: tuple(incident(kind, state="raised") for kind in kinds)
        ),
        "unheard": st.lists(names, max_size=4).map(tuple),
        "ways_down": st.sampled_from(((), (), ("sms",))),
        "sure": st.booleans(),
        "visit": names | st.just(""),
        "moved": st.none() | st.just(at("08:11")),
        "recent": st.booleans(),
        "out": st.booleans(),
        "others": st.booleans(),
        "shown": st.booleans(),
    }
)


@tuned(deadline=None)
@given(names, names, anything_known, st.sampled_from((None, 1, 5)), st.sampled_from(("en-GB", "cy")))
def test_one_part_that_says_well_only_where_it_is(
    name: str, address: str, known: dict[str, Any], missed: int | None, tag: str
) -> None:
    lived = home(residents=(Resident(id=ResidentId("mary"), name=name, address_hint=address),))
    to = structs.replace(speaker(lived, "anna"), language=find(tag))
    how = structs.replace(FINE, **known)
    since = NINE - missed * A_DAY if missed is not None else None
    text = wording_daily.daily(to, how, wording_daily.When(NINE, NINE, NINE + A_DAY, since))
    assert gsm.fits(text), (gsm.places(text), text)
    assert text.startswith("CareHub 09:00: ")
    assert text.endswith(("ring.", "ffoniwch."))
    said = ". All is well." in text or ". Mae popeth yn iawn." in text
    assert said == how.well
    if how.open or how.unheard or how.ways_down or not how.recent or not how.shown or how.service != "in service":
        assert not said
    for fixed in (wording_daily.agreed(to, NINE), wording_daily.no_more(to), wording_daily.at_what_time(to)):
        assert gsm.fits(fixed)


TIMES = ("07:10", "09:20", "12:30")
DAILY_HOMES = tuple(
    structs.replace(
        each,
        contacts=tuple(
            structs.replace(contact, all_is_well=time) if "text" in contact.ways else contact
            for contact, time in zip(each.contacts, TIMES, strict=False)
        ),
    )
    for each in HOMES
)


def heard_well() -> list[Reported]:
    """Everything is heard, and somebody moves about, at six."""
    said = {"motion": Said("motion", True), "exit door": Said("contact", False)}
    first = sorted(DEVICES, key=lambda device: device.use == "motion")
    usual = Said("battery", 90.0)
    return [Reported(at=START, source=Z2M, name=d.id, said=(said.get(d.use, usual),)) for d in first]


def test_a_day_on_which_nothing_happens_is_well_at_first_and_then_not_known_to_be() -> None:
    state = after(engine().start("e", DAILY_HOMES[1], START), *heard_well())
    bodies = [text.body for text in texts(state, until=START + 7 * timedelta(hours=1))]
    assert ["All is well." in body for body in bodies] == [True, True, False]


@tuned(deadline=None, max_examples=30)
@given(st.sampled_from(range(len(HOMES))), stories)
def test_nothing_that_happens_makes_it_say_more_than_is_known(which: int, story: list[Any]) -> None:
    """Whatever happened: "all is well" is said only with nothing open, everything heard, movement since the night."""
    hub = Hub(DAILY_HOMES[which])
    hub.state = after(hub.state, *heard_well())
    for wait, move in story:
        for _, (event, state, effects) in hub.happens(wait, move):
            _no_more_than_is_known(event, state, effects)
    for _, (event, state, effects) in hub.idle(hub.now + A_DAY):
        _no_more_than_is_known(event, state, effects)


def _no_more_than_is_known(event: Event, state: State, effects: tuple[Effect, ...]) -> None:
    for text in effects:
        if isinstance(text, Text) and text.key.startswith("daily/"):
            assert text.at < text.expires <= text.at + 30 * MINUTE
            assert (text.reference, text.incident) == ("", None)
            if "All is well." in text.body:
                _is_known_to_be_well(event, state)


def _is_known_to_be_well(event: Event, state: State) -> None:
    lived, world = Lived(state.settings), state.world
    assert [i for i in state.facts.open.values() if not i.test] == [], event
    assert state.settings.home.service == "in service"
    assert world.sure
    assert not world.blind
    assert [d for d in lived.devices.values() if world.devices[d.id].status in ("lost", "new")] == []
    assert [name for name, link in world.links.items() if name.startswith(("sms", "centre")) and not link.up] == []
    moved = max(at for d in lived.devices if (at := world.devices[DeviceId(d)].moved) is not None)
    assert moved >= night_began("22:00-07:00", event.at, lived.timezone)
