"""Anybody may text that a device does not work; no reply to an alarm is lost to it (design section 4, behaviour 11)."""

from datetime import datetime, timedelta

import pytest
from msgspec import structs

from hub.core import faults, gsm, wording
from hub.core.fold import fold
from hub.core.home import Home
from hub.core.languages import find
from hub.core.speech import speaker
from hub.core.state import State
from hub.model.effects import Effect, Text
from hub.model.events import Event, Replied, Reported, Said
from hub.model.household import Device
from hub.model.ids import DeviceId, RoomId
from tests.core.anything import HOMES, Z2M, engine
from tests.core.samples import ANNA, BEN, DEVICES, MARY, at, home, settings

HALL = (
    *(d for d in DEVICES if d.id != "radar"),
    Device(id=DeviceId("hall-2"), name="Hall shelf", use="motion", room=RoomId("hall")),
)


@pytest.mark.parametrize(
    ("text", "how", "device"),
    [
        ("FAULT pendant", "broken", "pendant"),
        ("fault: Mary's pendant!", "broken", "pendant"),
        ("Broken help button", "broken", "pendant"),
        ("please fault on her pendant, thanks", "broken", "pendant"),
        ("FAULT Mary S’s help button", "broken", "pendant"),
        ("The pendant is broken", "broken", "pendant"),
        ("pendant not working", "broken", "pendant"),
        ("BROKEN hall smoke alarm", "broken", "smoke"),
        ("fault kitchen leak sensor", "broken", "leak"),
        ("Fault radar", "broken", "radar"),
        ("FIXED pendant", "works", "pendant"),
        ("the pendant works again", "works", "pendant"),
        ("Working: smoke alarm", "works", "smoke"),
        ("FAULT front", "broken", "front"),
        ("pendant doesnt work", "broken", "pendant"),
        ("pendant won't work", "broken", "pendant"),
        ("The smoke alarm has stopped working", "broken", "smoke"),
        ("Mum's pendant is broken", "broken", "pendant"),
        ("mums pendant dead", "broken", "pendant"),
        ("pendant fault", "broken", "pendant"),
        ("FAULT pendant K7", "broken", "pendant"),
        ("K7 fault pendant", "broken", "pendant"),
    ],
)
def test_a_device_by_what_people_call_it(text: str, how: str, device: str) -> None:
    fault = faults.read(text, home())
    assert fault is not None and fault.device is not None
    assert (fault.how, fault.device.id) == (how, device)


NO_WORD = (
    "1", "on my way", "is the pendant broken?", "working late", "fixed it, all ok", "", "it's not working", "pendant",
    "I think the lift is broken", "fixed", "Mary is dead", "Mary broken", "she is dead", "Mum is dead", "working",
    "pendant not broken", "pendant not fixed", "1 fault",
)  # fmt: skip


@pytest.mark.parametrize("text", NO_WORD)
def test_what_is_no_word_about_a_device(text: str) -> None:
    assert faults.read(text, home()) is None


@pytest.mark.parametrize("text", ["working on it", "working", "I'm working", "working late", "fixed K7"])
def test_a_noted_fault_is_not_ended_by_somebody_at_work(text: str) -> None:
    fault = faults.read(text, home(), {"pendant"})
    assert fault is None or not fault.sure


@pytest.mark.parametrize("text", ["FAULT K7", "K7 broken"])
def test_the_word_with_only_a_code_names_no_device(text: str) -> None:
    alone = Home(settings(devices=DEVICES[:5]))
    fault = faults.read(text, alone)
    assert fault is None or not fault.sure


def test_two_of_a_kind_are_asked_about_and_a_name_of_its_own_is_enough() -> None:
    there = Home(settings(devices=HALL))
    both = faults.read("broken hall motion sensor", there)
    assert both is not None and both.device is None and [d.id for d in both.among] == ["hall-pir", "hall-2"]
    one = faults.read("broken hall motion", there)
    assert one is not None and one.device is not None and one.device.id == "hall-pir"


def test_only_the_word_means_the_only_device_that_saves_life() -> None:
    alone = Home(settings(devices=DEVICES[:5]))
    fault = faults.read("FAULT", alone)
    assert fault is not None and fault.sure and fault.device == DEVICES[0]
    many = faults.read("FAULT", home())
    assert many is not None and many.device is None and {d.id for d in many.among} == {"pendant", "smoke", "radar"}


class Lived:
    """A hub from 10:00 on, and what was texted to whom."""

    def __init__(self, begins: str = "10:00") -> None:
        self.engine, self.count = engine(), 0
        self.state: State = self.engine.start("e", HOMES[1], at(begins))

    def __call__(self, event: Event) -> list[tuple[str, str]]:
        sent: list[Effect] = []
        for _, self.state, effects in fold(self.engine, self.state, event):  # noqa: B020
            sent += effects
        return [(e.to, e.body) for e in sent if isinstance(e, Text)]

    def texts(self, when: datetime, who: str | None, text: str) -> list[tuple[str, str]]:
        self.count += 1
        return self(Replied(at=when, number=who or "", text=text, sid=f"s{self.count}"))

    @property
    def faults(self) -> list[str]:
        return [i.because for i in self.state.facts.open.values() if i.cause.startswith(faults.SAID)]


def test_a_help_button_that_somebody_calls_broken_is_a_life_saving_fault_until_it_is_fixed() -> None:
    hub = Lived("21:59")
    sent = hub.texts(at("22:00"), ANNA.phone, "FAULT pendant")
    assert [to for to, _ in sent] == ["anna", "ben", "resident:mary"], "thanked, told at any hour, and she knows"
    assert "thank you. Mary S's help button is noted as not working" in sent[0][1]
    (fault,) = [i for i in hub.state.facts.open.values() if i.cause.startswith(faults.SAID)]
    assert fault.life_saving and fault.due == at("22:00") + timedelta(hours=4)
    assert fault.because == "Anna says that Mary S's help button does not work"
    sent = hub.texts(at("22:30"), ANNA.phone, "FIXED")
    assert hub.faults == [] and "noted as working again" in sent[0][1] and "Works again" in sent[1][1]


def test_the_resident_may_say_it_too_and_a_stranger_may_not() -> None:
    hub = Lived()
    assert hub.texts(at("10:00"), "+447700900999", "FAULT pendant") == [] and hub.faults == []
    sent = hub.texts(at("10:01"), MARY.phone, "fault my pendant")
    assert sent[0][0] == "resident:mary" and hub.faults == ["Mary S says that Mary S's help button does not work"]


def test_an_unknown_device_changes_nothing_and_the_choices_are_sent() -> None:
    hub = Lived()
    ((to, body),) = hub.texts(at("10:00"), ANNA.phone, "FAULT stairlift")
    assert to == "anna" and "nothing was changed" in body and "Mary's pendant; Hall smoke alarm" in body
    ((_, body),) = hub.texts(at("10:01"), ANNA.phone, "fixed pendant")
    assert "was not noted as broken" in body and hub.faults == []


def test_a_reply_to_an_alarm_stays_a_reply() -> None:
    hub = Lived()
    hub(Reported(at=at("10:00"), source=Z2M, name="pendant", said=(Said("help", "sos"),)))
    hub.texts(at("10:01"), BEN.phone, "Broken down on the M4, I can't come")
    (help_,) = hub.state.facts.open.values()
    assert help_.cannot == ("ben",) and hub.faults == []
    hub.texts(at("10:02"), BEN.phone, "FAULT pendant")
    assert hub.state.facts.open[help_.id].state == "raised" and len(hub.faults) == 1
    ((_, body),) = hub.texts(at("10:03"), BEN.phone, "broken lift")
    assert "nothing was changed" in body and "K7" in body


def test_the_same_text_twice_is_one_fault() -> None:
    hub = Lived()
    event = Replied(at=at("10:00"), number=ANNA.phone or "", text="FAULT leak sensor", sid="twice")
    assert len(hub(event)) == 2 and hub(structs.replace(event, at=at("10:01"))) == []
    assert len(hub.faults) == 1


@pytest.mark.parametrize(
    ("text", "how", "device"),
    [
        ("NAM botwm", "broken", "pendant"),
        ("Nam larwm mwg", "broken", "smoke"),
        ("Mae'r larwm mwg wedi torri", "broken", "smoke"),
        ("dydy'r botwm cymorth ddim yn gweithio", "broken", "pendant"),
        ("TRWSIWYD larwm mwg", "works", "smoke"),
        ("y larwm mwg yn gweithio eto", "works", "smoke"),
        ("NAM Hall smoke alarm", "broken", "smoke"),
        ("FAULT smoke alarm", "broken", "smoke"),
    ],
)
def test_a_fault_may_be_told_in_welsh(text: str, how: str, device: str) -> None:
    fault = faults.read(text, home(), {"smoke"}, find("cy"))
    assert fault is not None and fault.sure and fault.device is not None
    assert (fault.how, fault.device.id) == (how, device)


@pytest.mark.parametrize(
    "text", ["dwi'n mynd", "wedi torri lawr ar y ffordd", "popeth yn gweithio", "nam ar y car, methu dod", "mae'n iawn"]
)
def test_a_welsh_answer_is_no_fault(text: str) -> None:
    """Or at the most a doubtful one, over which an answer in the same text goes first."""
    fault = faults.read(text, home(), (), find("cy"))
    assert fault is None or not fault.sure


def test_every_answer_fits_with_the_longest_names() -> None:
    long = "Wilhelmina Featherstonehaugh-Cholmondeley's best bedroom pendant alarm button"
    to = speaker(home(), "anna")
    bodies = [
        wording.noted(to, long, long, "broken"), wording.noted(to, long, long, "works"), wording.not_noted(to, long),
        wording.which(to, (long, long, long), "FAULT"), wording.which(to, ("A",), "FIXED"),
    ]  # fmt: skip
    assert all(gsm.fits(body) for body in bodies)
