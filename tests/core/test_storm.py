"""Many calls at once, and one call a hundred times: nobody is drowned out, and nobody's phone rings without an end."""

from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise

import detectors
from hub.core.engine import Engine
from hub.core.fold import fold, ticks
from hub.model.effects import Effect, Text
from hub.model.events import Event, Replied, Reported, Said
from hub.model.household import Device, Settings
from hub.model.ids import DeviceId
from tests.core.samples import ANNA, DEVICES, at, settings

BUTTONS = tuple(Device(id=DeviceId(f"button-{n}"), name=f"Button {n}", use="help button") for n in range(20))
MANY = settings(devices=(*DEVICES, *BUTTONS))
NOON = at("12:00")
FIRST_ROUND = timedelta(minutes=8)
"""Anna's two minutes, then twice Ben's and Cleo's three."""
TOLD_AGAIN = timedelta(minutes=10)


class Played:
    """A hub that is played from noon on, and what it sent."""

    def __init__(self, of: Settings) -> None:
        self.engine = Engine(detectors.parts)
        self.state = self.engine.start("e", of, NOON)
        self.sent: list[Effect] = []

    def happens(self, event: Event) -> None:
        for _, state, effects in fold(self.engine, self.state, event):
            self.state, self.sent = state, [*self.sent, *effects]

    def press(self, name: str, when: datetime = NOON) -> None:
        self.happens(Reported(at=when, source="zigbee2mqtt", name=name, said=(Said("help", "sos"),)))

    def wait_until(self, when: datetime) -> None:
        for _, state, effects in ticks(self.engine, self.state, when):
            self.state, self.sent = state, [*self.sent, *effects]

    def texts(self, to: str) -> list[Text]:
        return [each for each in self.sent if isinstance(each, Text) and each.to == to]


def test_twenty_buttons_at_once_are_twenty_incidents_and_each_is_told() -> None:
    played = Played(MANY)
    for button in BUTTONS:
        played.press(button.id)
    incidents = played.state.facts.open.values()
    assert {incident.device for incident in incidents} == {button.id for button in BUTTONS}
    assert len({incident.reference for incident in incidents}) == len(incidents) == 20
    told = Counter(text.incident for text in played.texts("anna"))
    assert told == {incident.id: 1 for incident in incidents}


def test_from_the_second_round_on_twenty_incidents_are_one_text_a_person_in_ten_minutes() -> None:
    played = Played(MANY)
    for button in BUTTONS:
        played.press(button.id)
    played.wait_until(NOON + timedelta(hours=1))
    for who in ("anna", "ben", "cleo"):
        later = [text.at for text in played.texts(who) if text.at >= NOON + FIRST_ROUND]
        assert later, f"{who} is told again"
        assert all(after - before >= TOLD_AGAIN for before, after in pairwise(later))


def test_one_button_pressed_a_hundred_times_is_one_incident_and_no_text_more_than_one_press_makes() -> None:
    once, storm = Played(MANY), Played(MANY)
    once.press("pendant")
    for n in range(100):
        storm.press("pendant", NOON + timedelta(seconds=n))
    for played in (once, storm):
        played.wait_until(NOON + timedelta(hours=1))
    assert len(storm.state.facts.open) == 1
    for who in ("anna", "ben", "cleo"):
        assert [text.at for text in storm.texts(who)] == [text.at for text in once.texts(who)] != []


def test_whoever_holds_it_hears_of_a_hundred_presses_once() -> None:
    played = Played(MANY)
    played.press("pendant")
    (incident,) = played.state.facts.open.values()
    since = NOON + timedelta(seconds=30)
    played.happens(Replied(at=since, number=ANNA.phone or "", text="1", sid="s1", sent=since))
    before = len(played.texts("anna")), len(played.texts("ben"))
    for n in range(100):
        played.press("pendant", since + timedelta(seconds=1 + n))
    played.wait_until(since + timedelta(minutes=2))
    (held,) = played.state.facts.open.values()
    assert held.id == incident.id
    assert (len(played.texts("anna")), len(played.texts("ben"))) == (before[0] + 1, before[1])
