"""One person and one fall are one incident, whoever tells it; and what it was concluded from is kept with it."""

from datetime import timedelta
from functools import partial

from msgspec import structs

from detectors import parts
from hub.core.engine import Engine
from hub.core.playback import play
from hub.model.effects import FallKept
from hub.model.events import Event, Impact, Reported, Said
from hub.model.household import Device, Falls, Listening, Resident
from hub.model.ids import DeviceId, ResidentId
from tests.core.samples import DEVICES, MARY, at, settings
from tests.support.fall_models import MODELS
from tests.support.worn_motion import window

BAND = Device(
    id=DeviceId("A0:9E:1A:00:00:01"), name="Band", use="fall device", worn_by=MARY.id, placement="waist",
    bluetooth=Listening(connect="polar"),
)  # fmt: skip
JOHN = Resident(id=ResidentId("john"), name="John S")
LIVE = structs.replace(settings().detectors, falls=Falls(first_week=timedelta(0)))
BOTH = settings(residents=(MARY, JOHN), devices=(*DEVICES, BAND), detectors=LIVE)


def struck(when: str, seed: int = 1) -> Impact:
    made, peak = window("a fall", seed)
    heard = at(when)
    return Impact(at=heard, device=BAND.id, struck=heard - timedelta(seconds=2.5), window=made, peak=peak, rate=50.0)


def radar(when: str) -> Reported:
    return Reported(at=at(when), source="zigbee2mqtt", name="radar", said=(Said("fall", True),))


def after(*events: Event, until: str = "10:10"):
    engine = Engine(partial(parts, models=MODELS))
    steps = list(play(engine, engine.start("e", BOTH, at("09:00")), events, at(until)))
    sent = [effect for step in steps for effect in step[2]]
    state = steps[-1][1]
    falls = [i for i in state.facts.open.values() if i.kind == "fall"]
    return falls, [effect for effect in sent if isinstance(effect, FallKept)]


def test_a_radar_does_not_know_who_fell_and_the_band_does():
    """Told first by the radar: the incident is of both until the band says whose it is."""
    (fall,), kept = after(radar("10:00:00"), struck("10:00:10"))
    assert (fall.resident, fall.key, fall.room) == ("mary", "fall|mary", "bedroom")
    assert fall.because == "Bedroom radar reports a fall and Band felt a fall"
    assert [each.incident for each in kept] == [fall.id]


def test_told_first_by_the_band_the_radar_joins_and_gives_the_room():
    (fall,), _ = after(struck("10:00:10"), radar("10:00:20"))
    assert (fall.resident, fall.room) == ("mary", "bedroom")
    assert fall.because == "Band felt a fall, and Bedroom radar saw one"


def test_what_comes_much_later_may_be_another_fall():
    falls, _ = after(struck("10:00:10"), radar("10:06:00"))
    assert sorted(fall.key for fall in falls) == ["fall|", "fall|mary"]


def test_a_second_impact_is_kept_with_the_same_incident():
    (fall,), kept = after(struck("10:00:10"), struck("10:02:00", 2))
    assert [(each.incident, each.shadow, each.placement) for each in kept] == [(fall.id, False, "waist")] * 2
    assert kept[0].window == struck("10:00:10").window and kept[0].score > 0.8
