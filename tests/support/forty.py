"""A home with forty devices by all three ways in, and a day of what they say.

Messages are numbered where a kind of reading can hold a number, and go to and fro between motion and rest where a
number that creeps would be thinned out (Bluetooth), so that it can be told which reached the journal, in which order.
"""

import asyncio
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from random import Random

from hub.model.events import Reported
from hub.shell.reader import Reader
from tests.support.bluez import FakeBluez
from tests.support.home import ANNA, BEN, LADDER, RunningHub
from tests.support.peer import Peer

ROOMS = ("hall", "kitchen", "lounge", "bedroom", "bathroom")
ZIGBEE = {f"{room} {what}": use for room in ROOMS for what, use in (
    ("motion", "motion"), ("climate", "temperature"), ("door", "door"), ("plug", "plug"), ("leak", "leak"),
)}  # fmt: skip
BLUETOOTH = {f"A4:C1:38:00:00:{n:02X}": use for n, use in enumerate(("motion", "temperature", "window", "light") * 2)}
TOPICS = {f"hall {what}": "temperature" for what in ("heater", "meter", "loft", "porch")}
BUTTONS = {"pendant": "zigbee", "A4:C1:38:00:01:00": "bluetooth", "bath cord": "topics"}
BTHOME = "0000fcd2-0000-1000-8000-00805f9b34fb"
AT_ONCE = 50
"""Messages after which the others get a turn."""
WAITING = 400
"""Messages that may be on their way at a time: less than any broker drops."""


def home() -> str:
    """The settings: forty devices, three of them help buttons."""
    lines = ['[hub]\nid = "forty"\ndata = "{folder}/data"\n[[residents]]\nid = "mary"\nname = "Mary S"']
    lines += [
        f'[[rooms]]\nid = "{room}"\nname = "{room.title()}"\nexit = {str(room == "hall").lower()}' for room in ROOMS
    ]
    for names in (ZIGBEE, BLUETOOTH, TOPICS):
        lines += [_device(name, use) for name, use in names.items()]
    lines += [_device(name, "help button") for name in BUTTONS]
    lines += [_topic(name, "illuminance") for name in TOPICS] + [_topic("bath cord", "help")]
    lines += [f'[[contacts]]\nid = "{who}"\nname = "{who}"\nphone = "{{{who}}}"' for who in ("anna", "ben")]
    assert len(ZIGBEE) + len(BLUETOOTH) + len(TOPICS) + len(BUTTONS) == 40
    return "\n".join(lines) + "\n"


def _device(name: str, use: str) -> str:
    room = next((room for room in ROOMS if name.startswith(room)), "hall")
    return f'[[devices]]\nid = "{name}"\nname = "{name}"\nuse = "{use}"\nroom = "{room}"'


def _topic(name: str, kind: str) -> str:
    return f'[[topics]]\ndevice = "{name}"\ntopic = "{_said_at(name)}"\nkind = "{kind}"'


def _said_at(name: str) -> str:
    return f"other/{name.replace(' ', '_')}/state"


class Day:
    """Plays `messages` of the forty devices and `presses` of their help buttons, in an order of its own by `seed`."""

    def __init__(self, home: Peer, radio: FakeBluez, messages: int, presses: int, seed: int = 1) -> None:
        self._home, self._radio = home, radio
        self._left, self._presses, self._random = messages, presses, Random(seed)
        self.said: Counter[str] = Counter()
        self.pressed: Counter[str] = Counter()
        self._packets: Counter[str] = Counter()

    async def play(self, pace: float) -> None:
        """Everything, `pace` messages a second."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        for sent, (name, press) in enumerate(self._order(), 1):
            await (self._press(name) if press else self._say(name))
            if sent % WAITING == 0:
                await asyncio.to_thread(self._home.flush)
            if sent % AT_ONCE == 0:
                await asyncio.sleep(max(0.0, began + sent / pace - loop.time()))
        await asyncio.to_thread(self._home.flush)

    def _order(self) -> Iterator[tuple[str, bool]]:
        names = [*ZIGBEE] * 3 + [*BLUETOOTH, *TOPICS]
        moments = set(self._random.sample(range(self._left), self._presses))
        for n in range(self._left):
            if n in moments:
                yield self._random.choice(list(BUTTONS)), True
            yield self._random.choice(names), False

    async def _say(self, name: str) -> None:
        n = self.said[name]
        self.said[name] += 1
        if name in ZIGBEE:
            self._home.send(f"zigbee2mqtt/{name}", json.dumps({"illuminance": n, "linkquality": 60 + n % 100}))
        elif name in TOPICS:
            self._home.send(_said_at(name), str(n))
        else:
            for _ in range(3):  # each packet is advertised more than once
                await self._advertise(name, bytes([0x21, n % 2]))
            self._packets[name] += 1

    async def _press(self, name: str) -> None:
        self.pressed[name] += 1
        if BUTTONS[name] == "zigbee":
            self._home.send(f"zigbee2mqtt/{name}", '{"action":"emergency"}')
        elif BUTTONS[name] == "topics":
            self._home.send(_said_at(name), "pressed")
        else:
            for _ in range(3):
                await self._advertise(name, b"\x3a\x01")
            self._packets[name] += 1

    async def _advertise(self, address: str, objects: bytes) -> None:
        packet = bytes([0x40, 0x00, self._packets[address] % 256]) + objects
        heard = await self._radio.advertise(address, service={BTHOME: packet})
        assert heard, "the hub does not scan"


def kept(hub: RunningHub) -> tuple[dict[str, list[int]], Counter[str]]:
    """What the journal holds: what each device said, in order, and the presses of each button."""
    said: dict[str, list[int]] = defaultdict(list)
    presses: Counter[str] = Counter()
    with closing(Reader(hub.data)) as reader:
        for row in reader.history(datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)):
            if isinstance(row.event, Reported):
                for one in row.event.said:
                    if one.kind in ("illuminance", "motion"):
                        said[row.event.name].append(round(float(one.value)))
                    presses[row.event.name] += one.kind in ("help", "button")
    return said, +presses


def expected(said: Counter[str]) -> dict[str, list[int]]:
    """The same of what was played."""
    return {name: [n % 2 if name in BLUETOOTH else n for n in range(count)] for name, count in said.items()}


def settings() -> tuple[str, str]:
    """The home and its ladder, for `RunningHub`."""
    return home().replace("{anna}", ANNA).replace("{ben}", BEN), LADDER
