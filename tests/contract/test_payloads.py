"""What zigbee2mqtt really says, through the real decoder and the real engine: the incidents a person would expect."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from connectors.zigbee2mqtt.decode import SOURCE, Understood, decode, online
from detectors import parts
from hub.core.engine import Engine
from hub.core.playback import play
from hub.core.state import State
from hub.model.events import AvailabilityChanged, Event, LinkChanged
from hub.model.incidents import Incident
from hub.settings.reading import parse

FRAMES = Path(__file__).parents[1] / "frames" / "zigbee2mqtt"
OBSERVED = Path(__file__).parents[3] / "shared" / "contracts" / "zigbee2mqtt_payloads.txt"
"""Messages of a real zigbee2mqtt. They lie beside the checkout of those who may have them; an excerpt of our own does
for everybody else."""
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SOON = timedelta(minutes=1)
"""Long enough for a fall to be no longer pending."""

PEOPLE = """
[hub]
id = "payloads"
[[residents]]
id = "mary"
name = "Mary S"
[[rooms]]
id = "hall"
name = "Hall"
exit = true
[[contacts]]
id = "anna"
name = "Anna"
phone = "+447700900111"
[[ladder]]
tell = ["anna"]
wait = "30m"
"""
OURS = {
    "Necklace": "help button", "Panic button": "help button", "Kitchen smoke": "smoke", "Boiler CO": "carbon monoxide",
    "Sink leak": "leak", "Bathroom radar": "fall device", "Wardrobe": "vibration", "Front door": "exit door",
    "Hall motion": "motion",
}  # fmt: skip
THEIRS = {
    "Tuya_SOS": "help button", "OWON_panic": "help button", "Heiman_smoke": "smoke", "Heiman_CO": "carbon monoxide",
    "Aqara_leak": "leak", "Tuya_fall_radar": "fall device", "Aqara_vibration": "vibration",
    "Sonoff_door": "exit door", "RTCGQ11LM_motion": "motion", "Hue_motion": "motion", "Generic_IAS_motion": "motion",
    "Aqara_FP1": "presence",
}  # fmt: skip


PLAIN = '\n[detectors.inactivity]\nlimit = "4h"\nnight_limit = "10h"\n'
"""Nothing is learned in the hours of a test."""


class Home:
    """A home in virtual time."""

    def __init__(self, uses: dict[str, str], at: datetime = NOON) -> None:
        self.engine = Engine(parts)
        devices = "".join(_device(name, use) for name, use in uses.items())
        self.state: State = self.engine.start("p", parse(PEOPLE + devices + PLAIN, "payloads.toml"), at)
        self.at = at
        self.seen: dict[str, Incident] = {}

    def hears(self, event: Event) -> None:
        """Something happens, or time passes until it does."""
        self._run((event,), event.at)

    def waits(self, how_long: timedelta) -> None:
        """Time passes."""
        self._run((), self.at + how_long)

    def _run(self, events: tuple[Event, ...], until: datetime) -> None:
        for _, state, _ in play(self.engine, self.state, events, until):
            self.state = state
            self.seen |= state.facts.open
        self.at = until

    def says(self, topic: str, payload: str, retained: bool = False) -> None:
        """One message of zigbee2mqtt, read as the connector reads it, a moment after the device's own time."""
        at = self.at + timedelta(milliseconds=20)
        name, _, what = topic.rpartition("/")
        if what in ("state", "availability"):
            up = online(payload)
            assert isinstance(up, bool)
            self.hears(_announced(at, name, what, up, retained))
            return
        read = decode(at, topic, payload, retained)
        assert isinstance(read, Understood), read
        assert not read.complaints, read.complaints
        seen = read.event.seen
        if seen is not None and seen > at:
            read = decode(seen + timedelta(milliseconds=20), topic, payload, retained)
            assert isinstance(read, Understood)
        self.hears(read.event)

    def kinds(self) -> Counter[str]:
        """How many incidents of each kind there were."""
        return Counter(incident.kind for incident in self.seen.values())

    def of(self, kind: str, device: str = "") -> Incident:
        """The only incident of a kind."""
        [found] = [i for i in self.seen.values() if i.kind == kind and device in ("", i.device)]
        return found


def _device(name: str, use: str) -> str:
    worn = 'worn_by = "mary"\n' if use in ("help button", "fall device") else ""
    return f'[[devices]]\nid = "{name}"\nname = "{name}"\nuse = "{use}"\nroom = "hall"\n{worn}'


def _announced(at: datetime, name: str, what: str, up: bool, retained: bool) -> Event:
    if what == "state":
        return LinkChanged(at=at, link="zigbee2mqtt", up=up, because="", retained=retained)
    return AvailabilityChanged(at=at, source=SOURCE, name=name, online=up, retained=retained)


class Frame(NamedTuple):
    """A message alone, and what it says."""

    payload: str
    says: str


def frames() -> Iterator[Frame]:
    """Every captured message."""
    for file in sorted(FRAMES.glob("*.frames")):
        lines = [line for line in file.read_text().splitlines() if line and not line.startswith("#")]
        for payload, says in zip(lines[::2], lines[1::2], strict=True):
            yield Frame(payload, says.removeprefix("  -> "))


EXPECTED = {
    "help": "help", "sos = true": "help", "smoke = true": "smoke", "carbon monoxide = true": "carbon monoxide",
    "gas = true": "gas", "heat = true": "heat", "leak = true": "flood", "fall = true": "fall",
    "battery low = true": "technical",
}  # fmt: skip
"""What a message says -> the incident that a person would expect. Whatever is not here is none."""


def expected(frame: Frame) -> set[str]:
    said = frame.says.split(" | ")
    return {kind for one in said for says, kind in EXPECTED.items() if one == says or one.startswith(f"{says} =")}


@pytest.mark.parametrize("frame", list(frames()), ids=lambda frame: frame.payload[:60])
def test_each_captured_message_makes_exactly_what_it_says(frame: Frame) -> None:
    home = Home({"thing": "other"})
    home.says("thing", frame.payload)
    home.waits(SOON)
    assert home.kinds() == Counter(expected(frame))


def messages(text: str, base: str = "") -> list[tuple[str, str]]:
    """Topic and payload of each line."""
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    found = []
    for line in lines:
        topic, brace, payload = line.partition(" {")
        found.append((topic.rpartition(base)[2] if base else topic, brace.strip() + payload))
    return found


ALL = Counter({"smoke": 1, "carbon monoxide": 1, "flood": 1, "fall": 1, "help": 2, "technical": 1})


class Start(NamedTuple):
    """A start of zigbee2mqtt: what it repeated, and what came by radio after that."""

    uses: dict[str, str]
    at: datetime
    said: list[tuple[str, str]]

    @property
    def cache(self) -> list[tuple[str, str]]:
        """What it says of itself, and repeats: everything before the first message that came by radio."""
        return self.said[: next(n for n, (_, payload) in enumerate(self.said) if "linkquality" in payload)]

    def home(self) -> Home:
        """The home after all that was said."""
        home = Home(self.uses, self.at)
        for topic, payload in self.said:
            home.says(topic, payload)
        home.waits(SOON)
        return home


def observed() -> Start:
    lines = [line.split(" ", 2)[2] for line in OBSERVED.read_text().splitlines()]
    return Start(THEIRS, datetime(2026, 11, 22, 1, 2, 50, tzinfo=UTC), messages("\n".join(lines), "zigbee2mqtt/"))


def ours() -> Start:
    text = (FRAMES / "restart.messages").read_text()
    return Start(OURS, datetime(2026, 11, 21, 1, 2, 50, tzinfo=UTC), messages(text))


STARTS = [ours, observed] if OBSERVED.exists() else [ours]


@pytest.fixture(params=STARTS, ids=lambda start: start.__name__)
def start(request: pytest.FixtureRequest) -> Start:
    made: Start = request.param()
    return made


def worn_by(start: Start, use: str) -> list[str]:
    return [name for name, used in start.uses.items() if used == use]


def test_a_start_of_zigbee2mqtt_raises_once_what_is_still_on(start: Start) -> None:
    home = start.home()
    assert home.kinds() == ALL
    for kind in ("smoke", "carbon monoxide", "flood", "fall"):
        assert "still on when first seen" in home.of(kind).because, home.of(kind).because
        assert "00:47" in home.of(kind).because
    assert {i.device for i in home.seen.values() if i.kind == "help"} == set(worn_by(start, "help button"))
    assert [home.of("technical").device] == worn_by(start, "exit door")


def test_what_is_only_repeated_presses_no_button(start: Start) -> None:
    """An SOS button's press is an action, which no cache repeats; the panic button's alarm is a level, still on."""
    home = Home(start.uses, start.at)
    for topic, payload in start.cache:
        home.says(topic, payload)
    home.waits(SOON)
    assert home.kinds()["help"] == 1
    assert "still on when first seen" in home.of("help").because


def test_another_start_repeats_nothing(start: Start) -> None:
    """The same cache again, as after a restart of zigbee2mqtt, changes nothing that people know."""
    home = start.home()
    before = {i.id: (i.version, len(i.evidence)) for i in home.state.facts.open.values()}
    home.says("bridge/state", '{"state":"offline"}')
    for topic, payload in start.cache:
        home.says(topic, payload)
    home.waits(SOON)
    assert home.kinds() == ALL
    assert {i.id: (i.version, len(i.evidence)) for i in home.state.facts.open.values()} == before


def test_a_radar_that_says_fall_again_and_again_is_one_fall(start: Start) -> None:
    home = start.home()
    [radar] = worn_by(start, "fall device")
    for status in ("maybe_fall", "fall", "fall", "maybe_fall", "fall"):
        home.says(radar, f'{{"fall_down_status":"{status}","presence":true}}')
    home.waits(SOON)
    assert home.kinds() == ALL
