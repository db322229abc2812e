"""A device is tried: one press is a test, whatever else comes is an alarm, and nobody takes one for the other."""

import os
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec import structs

from hub.core import codec
from hub.core.fold import fold, ticks
from hub.core.state import Trial
from hub.core.trying import MOST_AN_HOUR, SHOWN, WITHIN
from hub.model.effects import Announce, Call, Document, Effect, Recorded, Text
from hub.model.events import (
    Answered,
    DeviceTested,
    Event,
    HubStarted,
    Impact,
    Movement,
    Replied,
    Reported,
    Said,
    SettingsChanged,
    Value,
)
from hub.model.household import Announcing, Centre, Device, Listening, Rung, Settings
from hub.model.ids import DeviceId
from hub.model.incidents import Incident
from tests.core.anything import START, engine
from tests.core.samples import ANNA, DEVICES, MARY
from tests.core.samples import settings as settings_of

SECOND = timedelta(seconds=1)
EXAMPLES = int(os.environ.get("CAREHUB_EXAMPLES", "60"))
CORD = Device(id=DeviceId("cord"), name="Pull cord", use="help button")
TWIN = Device(id=DeviceId("twin"), name="Pull cord", use="help button")
BAND = Device(
    id=DeviceId("A0:9E:1A:00:00:01"), name="Band", use="fall device", worn_by=MARY.id, placement="waist",
    bluetooth=Listening(connect="polar"),
)  # fmt: skip


class Visit:
    """A hub at an installer's visit."""

    def __init__(self, *more: Device, **other: Any) -> None:
        self.engine = engine()
        self.settings: Settings = settings_of(devices=(*DEVICES, *more), **other)
        self.state = self.engine.start("e", self.settings, START)
        self.now: datetime = START
        self.sent: list[Effect] = []

    def happens(self, event: Event) -> list[Effect]:
        effects: list[Effect] = []
        for step in fold(self.engine, self.state, event):
            self.state = step[1]
            effects += step[2]
        self.now = max(self.now, event.at)
        self.sent += effects
        return effects

    def wait(self, seconds: float) -> list[Effect]:
        effects: list[Effect] = []
        self.now += timedelta(seconds=seconds)
        for step in ticks(self.engine, self.state, self.now):
            self.state = step[1]
            effects += step[2]
        self.sent += effects
        return effects

    def tries(self, device: str = "pendant") -> Recorded:
        effects = self.happens(DeviceTested(at=self.now, device=device, by="Sue"))
        return next(effect for effect in effects if isinstance(effect, Recorded))

    def says(self, device: str, kind: str, value: Value = True, **other: Any) -> list[Effect]:
        said = (Said(kind, value),)
        return self.happens(Reported(at=self.now, source="zigbee2mqtt", name=device, said=said, **other))

    def press(self, device: str = "pendant", **other: Any) -> list[Effect]:
        return self.says(device, "help", "emergency", **other)

    def restart(self, gap: float) -> None:
        self.state = codec.decode(codec.encode(self.state), self.engine)
        alive, self.now = self.now, self.now + timedelta(seconds=gap)
        self.happens(HubStarted(at=self.now, last_alive=alive))

    def close(self) -> None:
        for number, incident in enumerate(self.real()):
            identity = f"c-{self.state.seq}-{number}"
            self.happens(
                Answered(at=self.now, via="socket", id=identity, by="Anna", does="close", incident=incident.id)
            )

    def trial(self, device: str = "pendant") -> Trial:
        return self.state.facts.trials[DeviceId(device)]

    def tests(self) -> list[Incident]:
        return [i for i in self.state.facts.open.values() if i.test]

    def real(self) -> list[Incident]:
        return [i for i in self.state.facts.open.values() if not i.test and i.grave in ("life", "urgent")]


def of(kind: type[Effect], effects: list[Effect]) -> list[Any]:
    return [effect for effect in effects if isinstance(effect, kind)]


def test_a_test_is_marked_everywhere_and_texts_nobody() -> None:
    visit = Visit(centre=Centre(url="mqtts://centre.example:8883"), announce=Announcing())
    asked = visit.tries()
    assert (asked.what, asked.who) == ("test of Mary's pendant", "Sue")
    visit.wait(30)
    effects = visit.press()
    (incident,) = visit.tests()
    (document,) = of(Document, effects)
    assert (document.document.test and document.document.because == "test by Sue: Mary S's help button pressed") or (
        document.document.because == "test by Sue: Mary's pendant pressed"
    )
    assert incident.key == f"test|{incident.id}" and not visit.real()
    assert (visit.trial().state, visit.trial().incident, visit.trial().heard) == ("heard", incident.id, visit.now)
    effects += visit.wait(SHOWN.total_seconds() + 1)
    assert not visit.tests() and not of(Text, effects) and not of(Call, effects)
    said = of(Announce, effects)
    assert [each.tone for each in said] == ["heard", "over"] and said[0].text.startswith("Test: your button was heard.")


@pytest.mark.parametrize("service", ["being installed", "suspended"])
def test_in_every_state_of_the_service_a_press_is_an_alarm_unless_it_was_asked_for(service: Any) -> None:
    visit = Visit(home=structs.replace(settings_of().home, service=service))
    visit.press()
    assert len(visit.real()) == 1
    visit.close()
    visit.tries()
    visit.wait(5)
    visit.press()
    assert len(visit.tests()) == 1 and not visit.real()


def test_two_words_of_one_press_are_one_test_and_a_second_press_is_none() -> None:
    visit = Visit()
    visit.tries("Mary's Pendant ")
    both = (Said("sos", True), Said("help", "emergency"))
    visit.happens(Reported(at=visit.now, source="zigbee2mqtt", name="pendant", said=both))
    assert len(visit.tests()) == 1 and not visit.real()
    visit.happens(Reported(at=visit.now + SECOND, source="zigbee2mqtt", name="pendant", said=both))
    assert len(visit.real()) == 1, "sos was on already: this was pressed anew"


def test_what_cannot_be_tried_is_refused_with_why() -> None:
    visit = Visit(CORD, TWIN)
    assert visit.tries("the red one").because == "not known"
    assert visit.tries("pull cord").because == "two are called so: say its id"
    assert visit.tries("cord").what == "test of Pull cord"
    assert visit.tries("cord").because == "a test of it waits already"
    visit.press("twin")
    refused = visit.tries()
    assert refused.what == "not tested: Mary's pendant"
    assert refused.because == "K7 Help button pressed is open, and somebody may need help"
    assert (visit.trial("cord").state, visit.trial("cord").because) == ("called off", refused.because)
    visit.close()
    visit.says("smoke", "smoke")
    visit.close()
    assert visit.tries("smoke").because == "it reports smoke already", "there would be no edge, and nothing to hear"
    visit.says("smoke", "smoke", value=False)
    assert visit.tries("smoke").what == "test of Hall smoke alarm"


def test_a_program_that_asks_for_ever_does_not_make_every_press_a_test() -> None:
    visit = Visit()
    for _ in range(MOST_AN_HOUR):
        assert visit.tries().what.startswith("test of")
        visit.press()
        visit.wait(100)
    assert visit.tries().because == "it was tried 10 times within an hour"
    visit.press()
    assert len(visit.real()) == 1
    visit.close()
    visit.wait(3600)
    assert visit.tries().what.startswith("test of")


def test_an_ended_service_tries_nothing_and_a_device_that_is_taken_out_is_forgotten() -> None:
    visit = Visit(CORD)
    visit.tries("cord")
    visit.happens(SettingsChanged(at=visit.now, settings=settings_of()))
    assert not visit.state.facts.trials
    ended = structs.replace(settings_of(), home=structs.replace(settings_of().home, service="ended"))
    visit.tries()
    visit.happens(SettingsChanged(at=visit.now, settings=ended))
    assert not visit.state.facts.trials
    assert visit.tries().because == "the service has ended"


def test_a_sensor_that_raises_no_alarm_is_heard_when_somebody_does_something_to_it() -> None:
    visit = Visit(Device(id=DeviceId("air"), name="Thermometer", use="temperature"))
    visit.tries("Hall motion")
    visit.says("hall-pir", "battery", 80.0)
    assert visit.trial("hall-pir").state == "waiting"
    visit.wait(20)
    visit.says("hall-pir", "motion")
    assert (visit.trial("hall-pir").state, visit.trial("hall-pir").because) == ("heard", "Hall motion was heard")
    assert not visit.state.facts.open
    visit.tries("Thermometer")
    visit.says("air", "temperature", 20.5, retained=True)
    assert visit.trial("air").state == "waiting", "the broker's old copy"
    visit.says("air", "temperature", 20.5)
    assert visit.trial("air").state == "heard", "it can only report"
    visit.tries("leak")
    visit.says("leak", "battery", 80.0)
    visit.wait(WITHIN.total_seconds() + 1)
    assert (visit.trial("leak").state, visit.trial("leak").because) == ("not heard", "nothing came of it within 2 min")


def test_a_worn_device_is_heard_once_it_moves_with_its_rate_and_range() -> None:
    visit = Visit(BAND)
    assert "wear it and move" in visit.tries("Band").because
    moves = Movement(at=visit.now, device=BAND.id, seconds=30.0, moving=0.003, still=1.0, up=(0, 0, 1), rate=52.0)
    visit.happens(moves)
    assert visit.trial(BAND.id).state == "waiting", "it lies on a table"
    visit.happens(structs.replace(moves, at=visit.now + SECOND, moving=0.2, most=8.0))
    assert visit.trial(BAND.id).because == "Band sends 52 values a second up to 8 g: enough for falls"
    assert visit.trial(BAND.id).state == "heard"
    known = visit.state.world.devices[BAND.id]
    assert known.active == visit.now and known.stream is not None and known.stream.most == 8.0
    visit.tries("Band")
    visit.happens(structs.replace(moves, at=visit.now + SECOND, moving=0.2, rate=10.0, most=8.0))
    assert visit.trial(BAND.id).because.endswith("too slow for falls, which need 25 a second")
    visit.tries("Band")
    visit.happens(
        Impact(at=visit.now, device=BAND.id, struck=visit.now, window=b"\0" * 1506, peak=125, rate=50.0, most=2.0)
    )
    assert visit.trial(BAND.id).because.endswith("too narrow for falls, which are harder than 2 g")


def test_what_was_said_in_the_second_of_asking_counts_and_what_was_said_before_does_not() -> None:
    for earlier, tests in ((0.2, 1), (1.5, 0)):
        visit = Visit()
        visit.wait(0.7)
        visit.tries()
        visit.wait(0.5)
        visit.press(seen=(visit.now - timedelta(seconds=earlier)).replace(microsecond=0))
        assert (len(visit.tests()), len(visit.real())) == (tests, 1 - tests)


def test_smoke_that_stays_is_a_fire_also_if_somebody_has_closed_the_test() -> None:
    visit = Visit()
    assert visit.tries("smoke").because.endswith("that once it is a test, if it is off again 1 min later")
    visit.says("smoke", "smoke")
    (test,) = visit.tests()
    visit.happens(
        Answered(at=visit.now, via="socket", id="c", by="Sue", does="close", incident=test.id, outcome="test")
    )
    assert not visit.state.facts.open
    texts = of(Text, visit.wait(SHOWN.total_seconds() + 1))
    assert "till on 1 min after" in texts[0].body
    assert len(visit.real()) == 1


def test_water_that_is_gone_within_the_minute_was_a_test() -> None:
    visit = Visit()
    visit.tries("leak")
    visit.says("leak", "leak")
    visit.says("leak", "leak", value=False)
    visit.wait(600)
    assert not visit.state.facts.open and not of(Text, visit.sent)


def test_an_answer_without_a_code_means_the_alarm_and_not_the_test_beside_it() -> None:
    visit = Visit(CORD)
    visit.tries()
    visit.press()
    visit.press("cord")
    visit.happens(Answered(at=visit.now, via="socket", id="c-1", by="Anna", does="acknowledge"))
    assert [i.state for i in visit.real()] == ["acknowledged"]
    assert [i.state for i in visit.tests()] == ["raised"]


def test_a_text_with_the_code_of_a_test_sends_nobody() -> None:
    visit = Visit()
    visit.tries()
    visit.press()
    (test,) = visit.tests()
    reply = Replied(at=visit.now, number=ANNA.phone or "", text=f"1 {test.reference}", sid="s1")
    visit.happens(reply)
    assert visit.tests() == [test]
    assert all("KEY" not in text.body and "Thank you" not in text.body for text in of(Text, visit.sent))


DEVICE = st.sampled_from(("pendant", "cord", "smoke", "leak"))
MOVE = st.one_of(
    st.tuples(st.just("tries"), DEVICE),
    st.tuples(st.just("says"), DEVICE),
    st.tuples(st.just("says"), DEVICE),
    st.tuples(st.just("off"), DEVICE),
    st.tuples(st.just("wait"), st.sampled_from((1, 20, 59, 61, 119, 120, 121, 600))),
    st.tuples(st.just("restart"), st.sampled_from((0, 0, 1, 90))),
    st.tuples(st.just("close"), st.none()),
)
KIND = {"pendant": "help", "cord": "help", "smoke": "smoke", "leak": "leak"}
NAMED = {"pendant": "help", "cord": "help", "smoke": "smoke", "leak": "flood"}


class Watched(Visit):
    """Knows by itself which one press may be a test: the first within two minutes of a test that was granted."""

    def __init__(self) -> None:
        super().__init__(CORD, ladder=(Rung(tell=("anna",), wait=timedelta(minutes=3)),))
        self.granted: dict[str, datetime] = {}
        self.tested_on: dict[str, datetime] = {}  # what stays on since it was a test

    def moves(self, what: str, of: Any) -> None:
        getattr(self, f"_{what}")(of)
        if self.real():
            self.granted.clear()

    def _tries(self, device: str) -> None:
        if self.tries(device).what.startswith("test of"):
            assert not self.real(), "nothing is tried while somebody may need help"
            self.granted[device] = self.now

    def _off(self, device: str) -> None:
        if KIND[device] != "help":
            self.says(device, KIND[device], value=False)
            self.tested_on.pop(device, None)

    def _restart(self, gap: float) -> None:
        self.restart(gap)
        # A start ends the tests whose time is just up, before a press of that very moment.
        self.granted = {each: at for each, at in self.granted.items() if not gap and self.now - at < WITHIN}

    def _wait(self, seconds: float) -> None:
        self.wait(seconds)

    def _close(self, _: None) -> None:
        self.close()

    def _says(self, device: str) -> None:
        known = self.state.world.devices[DeviceId(device)]
        if known.levels.get(KIND[device]) is True:
            return  # it says so already: no news, and looked at by itself
        asked, before = self.granted.pop(device, None), {i.id for i in self.tests()}
        may_be = asked is not None and self.now - asked <= WITHIN
        effects = self.press(device) if KIND[device] == "help" else self.says(device, KIND[device])
        new = [i for i in self.tests() if i.id not in before]
        assert bool(new) == may_be, f"a press was taken for what it is not: {self.state.facts.open}"
        if may_be:
            assert not of(Text, effects)
            if KIND[device] != "help":
                self.tested_on[device] = self.now
            return
        mine = [i for i in self.real() if i.kind == NAMED[device] and (i.device == device or i.kind != "help")]
        assert len(mine) == 1 and mine[0].told, f"nobody was told: {self.state.facts.open}"
        assert mine[0].again == self.now or of(Text, effects)


@settings(max_examples=4 * EXAMPLES, deadline=None)
@given(st.lists(MOVE, max_size=30))
@example([("tries", "pendant"), ("wait", 120), ("says", "pendant")])
@example([("tries", "pendant"), ("wait", 120), ("restart", 0), ("says", "pendant")])
@example([("tries", "pendant"), ("wait", 120), ("off", "smoke"), ("says", "pendant")])
def test_only_the_first_press_after_a_granted_test_is_one_and_every_other_is_told(moves: list[tuple[str, Any]]) -> None:
    visit = Watched()
    for what, whom in moves:
        visit.moves(what, whom)
        _nothing_hides(visit)
    visit.wait(121)
    assert not visit.tests(), "a test ends by itself"
    assert all(trial.state != "waiting" and trial.look is None for trial in visit.state.facts.trials.values())


def _nothing_hides(visit: Watched) -> None:
    """What still says that it is on, longer than a test may, is an alarm; and a test told nobody."""
    assert not any(test.told or test.place for test in visit.tests())
    for since in (since for since in visit.tested_on.values() if visit.now > since + SHOWN):
        told = [each for each in of(Recorded, visit.sent) if each.at >= since and "still on" in each.because]
        assert told, "it is on for longer than a test is, and nobody was told"
