"""What is held back always has an end, never hides an alarm, and never outlives a restart or a change of settings."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import settings as tuned
from hypothesis import strategies as st
from msgspec import structs

import detectors
from hub.core import codec, gsm, pause_words, wording, wording_pauses
from hub.core.engine import Engine
from hub.core.playback import play
from hub.core.speech import speaker
from hub.core.state import Pause, State
from hub.model.effects import Text
from hub.model.events import HubStarted, Paused, Reported, Said, Sensed, SettingsChanged
from hub.model.findings import Finding
from hub.model.household import Home, Resident, Settings
from hub.model.ids import ResidentId
from tests.core.anything import START, Z2M, engine
from tests.core.samples import ANNA, home, incident, settings

HOURS = timedelta(hours=1)


def after(state: State, *events: object) -> State:
    *_, (_, last, _) = play(engine(), state, events)  # type: ignore[arg-type]
    return last


def begun(made: Settings | None = None) -> State:
    return engine().start("e", made or settings(), START)


def away(hours: int = 5, by: str = "Anna", at: int = 0) -> Paused:
    return Paused(at=START + at * HOURS, what="away", until=START + hours * HOURS, by=by)


def test_away_is_suspended_and_ends_by_itself() -> None:
    state = after(begun(), away())
    assert state.settings.home.service == "suspended"
    assert "night door" not in state.memories
    assert "movement while away" in state.memories
    *_, (_, state, _) = play(engine(), state, (), START + 5 * HOURS + timedelta(seconds=1))
    assert state.settings.home.service == "in service"
    assert "night door" in state.memories
    assert state.facts.pauses == {}


def test_away_survives_a_restart_and_the_settings_as_they_were() -> None:
    state = after(begun(), away())
    state = codec.decode(codec.encode(state), engine())
    state = after(state, SettingsChanged(at=START + HOURS, settings=settings(), by="start"))
    state = after(state, HubStarted(at=START + HOURS, last_alive=START))
    assert state.settings.home.service == "suspended"
    state = after(state, Paused(at=START + 2 * HOURS, what="away", until=None, by="Anna"))
    assert state.settings.home.service == "in service"


def test_what_the_settings_say_meanwhile_holds_when_they_are_back() -> None:
    suspended = settings(home=Home(service="suspended"))
    state = after(begun(), away(), SettingsChanged(at=START + HOURS, settings=suspended))
    state = after(state, Paused(at=START + 2 * HOURS, what="away", until=None, by="Anna"))
    assert state.settings.home.service == "suspended", "the file says so"
    ended = after(begun(), away(), SettingsChanged(at=START + HOURS, settings=settings(home=Home(service="ended"))))
    assert ended.settings.home.service == "ended"
    assert after(ended, Paused(at=START + 2 * HOURS, what="away", until=None, by="x")).settings.home.service == "ended"


@pytest.mark.parametrize("hours", [0, -1, 24 * 91])
def test_an_end_that_is_past_or_too_far_away_is_refused(hours: int) -> None:
    state = after(begun(), away(hours=hours))
    assert state.facts.pauses == {}
    assert state.settings.home.service == "in service"


@pytest.mark.parametrize("what", ["away", "snooze", "visit"])
def test_a_press_is_an_alarm_whatever_is_held_back(what: str) -> None:
    held = Paused(at=START, what=what, until=START + 5 * HOURS, by="Sue")  # type: ignore[arg-type]
    press = Reported(at=START + HOURS, source=Z2M, name="pendant", said=(Said("help", "sos"),))
    steps = list(play(engine(), begun(), (held, press)))
    texts = [effect for _, _, effects in steps for effect in effects if isinstance(effect, Text)]
    assert [text.to for text in texts if text.purpose == "alarm"] == ["anna"]


@pytest.mark.parametrize(
    ("words", "what", "ends"),
    [
        ("Mary away until Friday", "away", False), ("mary s is away 3 days", "away", False),
        ("Mum's in hospital till 24 dec", "away", False), ("SHE is back", "away", True),
        ("mary back home", "away", True),
        ("back home", "away", True), ("snooze", "snooze", False), ("Snooze for 2 days.", "snooze", False),
        ("Mary i ffwrdd tan 24/12", "away", False), ("Mary adref", "away", True), ("home is away", "away", False),
    ],
)  # fmt: skip
def test_what_holds_something_back(words: str, what: str, ends: bool) -> None:
    read = pause_words.read(words, home(), START)
    assert read is not None
    assert (read.what, read.ends) == (what, ends)


@pytest.mark.parametrize(
    "words",
    ["away until friday", "I'm away", "is mary away?", "mary", "mary isn't away until friday", "1", "all ok", "back",
     "I'm back", "on my way back", "Mary is awake", "mary fell", "snoozefest", "mary away until friday, I can't come",
     ""],
)  # fmt: skip
def test_what_holds_nothing_back(words: str) -> None:
    read = pause_words.read(words, home(), START)
    assert read is None or (read.until is None and not read.ends), "half a sentence is asked about, never guessed"


NASTY = st.sampled_from(("Siôn", "O'Brien", "北京", "Mary 😀 S", "€[]{}~^|\\" * 7, "x" * 160)) | st.text(max_size=90)


@tuned(deadline=None)
@given(NASTY, NASTY, st.sampled_from(("en-GB", "cy")), st.integers(1, 90), st.lists(NASTY, min_size=2, max_size=30))
def test_every_text_fits(name: str, by: str, tongue: str, days: int, whys: list[str]) -> None:
    lived = home(residents=(Resident(id=ResidentId("mary"), name=name or "M"),),
                 contacts=(structs.replace(ANNA, language=tongue),))  # fmt: skip
    to, pause = speaker(lived, "anna"), Pause(until=START + timedelta(days=days), by=by, since=START)
    notices = tuple(incident("technical", because=why or "part 1 does not work") for why in whys)
    texts = (
        wording_pauses.away(to, START, pause), wording_pauses.back(to, START), wording_pauses.until_when(to),
        wording_pauses.not_away(to), wording_pauses.too_long(to, days), wording_pauses.snoozed(to, START, pause.until),
        wording.digest(to, notices, START),
    )  # fmt: skip
    for text in texts:
        assert gsm.fits(text), (gsm.places(text), text)
        assert text.startswith("CareHub")


class Starts:
    """A detector that counts the starts of the hub, in every home."""

    name: ClassVar[str] = "starts"
    hears: ClassVar[frozenset[str]] = frozenset()
    memory: ClassVar[type[Any]] = tuple

    def start(self, at: datetime) -> tuple[datetime, ...]:
        return ()

    def deadline(self, memory: tuple[datetime, ...]) -> datetime | None:
        return None

    def step(self, memory: tuple[datetime, ...], event: Sensed) -> tuple[tuple[datetime, ...], tuple[Finding, ...]]:
        return ((*memory, event.at) if isinstance(event, HubStarted) else memory), ()


def test_a_start_after_which_nobody_is_away_any_more_is_heard_by_every_detector() -> None:
    counting = Engine(lambda of: (Starts(), *detectors.parts(of)))
    state = counting.start("e", settings(), START)
    back = START + 6 * HOURS
    *_, (_, state, _) = play(counting, state, (away(5), HubStarted(at=back, last_alive=START + HOURS)))
    assert state.settings.home.service == "in service"
    assert state.memories["starts"] == (back,)
