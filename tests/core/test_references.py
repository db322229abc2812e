"""Reply references (behaviour 11): none is used again within 30 days, and a late reply hears what has happened since.

Seeded: months of presses, closings, restarts and late replies, played on what is kept in the store only.
"""

import random
from datetime import datetime, timedelta

import pytest

from detectors import help_button
from hub.core.codec import decode, encode
from hub.core.engine import Engine
from hub.core.fold import fold
from hub.core.home import digits
from hub.model.effects import Effect, Text
from hub.model.events import Answered, Event, Replied, Reported, Said
from hub.model.household import Rung, Settings
from hub.ports import Detector
from tests.core.attribution import BUTTONS
from tests.core.samples import ANNA, BEN, at, settings

MONTH = timedelta(days=30)
HOME = settings(
    devices=BUTTONS,
    ladder=(Rung(tell=("anna",), wait=timedelta(days=100)), Rung(tell=("ben",), wait=timedelta(days=200))),
)


def parts(of: Settings) -> tuple[Detector, ...]:
    made = help_button.of(of)
    return (made,) if made else ()


class Months:
    """One hub through some months, and what people could see of its references."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.engine = Engine(parts)
        self.state = self.engine.start("e", HOME, at("08:00"))
        self.now = at("08:00")
        self.count = 0
        self.meant: dict[str, tuple[str, datetime]] = {}
        self.alarms: dict[str, None] = {}
        self.closed: dict[str, tuple[str, datetime]] = {}
        self.restarts = self.answered = 0

    def play(self, steps: int) -> None:
        for _ in range(steps):
            self.now += timedelta(hours=self.random.choice((1, 9, 30, 90, 300)))
            does = (self.press, self.close, self.restart, self.late)
            self.random.choices(does, (5, 4, 2, 3))[0]()

    def run(self, event: Event) -> list[Effect]:
        came: list[Effect] = []
        for _, state, effects in fold(self.engine, self.state, event):
            self.state = state
            came += effects
        self.alarms |= dict.fromkeys(self.answers())
        for text in (e for e in came if isinstance(e, Text) and e.reference):
            self.saw(text)
        return came

    def saw(self, text: Text) -> None:
        """A reference that stood in a text means that incident for 30 days from then on."""
        before = self.meant.get(text.reference)
        assert before is None or before[0] == text.incident or text.at - before[1] >= MONTH, text
        self.meant[text.reference] = (str(text.incident), text.at)

    def press(self) -> None:
        name = self.random.choice(BUTTONS).id
        self.run(Reported(at=self.now, source="zigbee2mqtt", name=name, said=(Said("help", "sos"),)))

    def close(self) -> None:
        for which, incident in list(self.state.facts.open.items())[:1]:
            self.count += 1
            by = self.random.choice(("Zoe", "Ivor"))
            self.run(Answered(at=self.now, via="socket", id=f"c{self.count}", by=by, does="close", incident=which))
            self.closed[incident.reference] = (by, self.now)

    def restart(self) -> None:
        """What the baseline keeps is all that is left, as after retention has cut the journal."""
        self.state = decode(encode(self.state), self.engine)
        self.restarts += 1

    def late(self) -> None:
        """Somebody answers what they were told of: it means that incident, or they hear what has happened since."""
        codes = [code for code in self.alarms if code not in self.closed or self.now - self.closed[code][1] < MONTH]
        if not codes:
            return
        code, who = self.random.choice(codes), self.random.choice((ANNA, BEN))
        self.count += 1
        before = self.answers()
        came = self.run(Replied(at=self.now, number=who.phone or "", text=f"2 {code}", sid=f"s{self.count}"))
        if code in self.closed:
            (body,) = (e.body for e in came if isinstance(e, Text) and e.purpose == "answer")
            by, _ = self.closed[code]
            assert f"closed by {by} at " in body, body
            assert body.endswith(code), body
            assert self.answers() == before
            self.answered += 1
        else:
            said = f"{who.name} cannot go"
            spoken = [e for i in self.state.facts.open.values() if i.reference == code for e in i.evidence]
            assert any(e.at == self.now and e.says == said for e in spoken), f"{code} of an open incident meant nothing"

    def answers(self) -> dict[str, object]:
        """What people have answered, of all that is open and bears a reference."""
        return {i.reference: (i.state, i.cannot, i.holder) for i in self.state.facts.open.values() if i.reference}


def test_no_reference_is_used_again_within_30_days_over_restarts_and_the_baseline() -> None:
    played = [Months(seed) for seed in range(24)]
    for months in played:
        months.play(60)
    assert sum(months.restarts for months in played) > 150
    assert sum(months.answered for months in played) > 80
    assert sum(len(months.meant) for months in played) > 240


def test_the_code_of_an_incident_that_is_open_for_months_still_means_it() -> None:
    months = Months(0)
    months.press()
    (first,) = (incident.reference for incident in months.state.facts.open.values())
    months.now += timedelta(days=45)
    months.run(Reported(at=months.now, source="zigbee2mqtt", name="button-9", said=(Said("help", "sos"),)))
    assert len(months.state.facts.open) == 2
    months.run(Replied(at=months.now, number=ANNA.phone or "", text=f"1 {first}", sid="late"))
    held = {i.reference for i in months.state.facts.open.values() if i.state == "acknowledged"}
    assert held == {first}


@pytest.mark.parametrize("spelt", ["447700900111", "+44 7700 900111"])
def test_an_answer_goes_to_the_number_of_the_settings_however_a_provider_spells_it(spelt: str) -> None:
    months = Months(0)
    answers = [
        text.number
        for n in range(5)
        for text in months.run(Replied(at=months.now, number=spelt, text="hello", sid=f"s{n}"))
        if isinstance(text, Text)
    ]
    assert answers == [ANNA.phone] * 3
    assert {digits(number) for number in months.state.facts.texted} == {digits(spelt)}
    assert list(months.state.facts.texted) == [ANNA.phone]
