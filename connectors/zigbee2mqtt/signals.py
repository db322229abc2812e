"""Lights and sirens of the home while an alarm is open: switched through zigbee2mqtt, as their definitions say.

It has a connection and a client id of its own, so that a lamp that does not answer never stands in the way of a press.
Only devices whose use the settings call "light" or "siren" are switched, and nothing is switched for a home without
announcements.
"""

import asyncio
from contextlib import suppress
from datetime import timedelta
from random import Random
from typing import Any

import msgspec

from connectors.backoff import Backoff
from connectors.bad_input import BadInput
from connectors.mqtt import Session
from connectors.mqtt_messages import Broker, Heard, Incoming, Outgoing, PublishResult
from connectors.zigbee2mqtt.bridge import json_of
from connectors.zigbee2mqtt.commands import Lamp, Payload, back, lamp, siren
from connectors.zigbee2mqtt.decode import LARGEST_LIST, text
from hub.model.effects import Accepted, Announce, Effect, Receipt, Refused, Tone, TryAgain
from hub.model.household import Mqtt
from hub.model.ids import DeviceId, IncidentId
from hub.ports import Clock, Door

ANSWERS_WITHIN = 1.0
"""Seconds for a lamp to say how it is now. It is lit all the same."""
TRUE_FOR = timedelta(seconds=30)
"""How long a broker may keep a command for a zigbee2mqtt that is away: a siren must not sound tomorrow."""
FIRST_RETRY = 1.0
SOUNDS_AT: tuple[Tone, ...] = ("heard", "still trying")
"""Sirens sound when somebody is asked; not while it may be cancelled, nor when somebody comes."""
ENDS: tuple[Tone, ...] = ("well", "over")


class Signals:
    """The devices of one home, and the connection to them. A `Source`, since it must stay connected.

    `lights` and `sirens` are the two ways out that it has.
    """

    name = "lights and sirens"

    def __init__(
        self, mqtt: Mqtt, hub_id: str, password: str | None, lights: frozenset[DeviceId], sirens: frozenset[DeviceId],
        random: Random | None = None,
    ) -> None:  # fmt: skip
        self._base = mqtt.zigbee2mqtt_topic
        client = f"carehub-{hub_id}-signals"
        self._broker = Broker(url=mqtt.url, client_id=client, user=mqtt.user, password=password)
        self._random = random or Random()  # noqa: S311  (only spreads reconnects)
        self._session: Session | None = None
        self._known: dict[str, tuple[str, Any]] = {}
        self._said: dict[str, Payload] = {}
        self._came = asyncio.Event()
        self.lights = Lights(self, frozenset(each.lower() for each in lights))
        self.sirens = Sirens(self, frozenset(each.lower() for each in sirens))

    async def run(self, door: Door, clock: Clock) -> None:
        """Stay connected until cancelled."""

        def refused(topics: tuple[str, ...]) -> None:
            door.complain("lights and sirens: the broker refuses a subscription", ", ".join(topics))

        self._session = Session(
            self._broker, [Heard(f"{self._base}/bridge/devices", qos=0)], on_message=self._message, on_link=_link,
            on_refused=refused, backoff=Backoff(self._random, first=FIRST_RETRY), lasting=timedelta(),
        )  # fmt: skip
        try:
            await self._session.run()
        finally:
            self._session = None

    def definitions(self, devices: frozenset[str]) -> list[tuple[str, str, Any]]:
        """(address, name, definition) of those that zigbee2mqtt lists."""
        return [(address, *self._known[address]) for address in sorted(devices) if address in self._known]

    async def publish(self, name: str, verb: str, payload: Payload) -> PublishResult:
        """Send a command to one device; the answer is the broker's."""
        if self._session is None:
            return PublishResult(ok=False, because="not connected", unreachable=True)
        topic = f"{self._base}/{name}/{verb}"
        return await self._session.publish(
            Outgoing(topic=topic, payload=msgspec.json.encode(payload), expires=TRUE_FOR)
        )

    async def states(self, asks: dict[str, Payload]) -> dict[str, Payload]:
        """How these devices are now, as far as they say so in time."""
        for name in asks:
            self._said.pop(name, None)
        asked = {name for name, payload in asks.items() if (await self.publish(name, "get", payload)).ok}
        with suppress(TimeoutError):
            async with asyncio.timeout(ANSWERS_WITHIN):
                while not asked <= self._said.keys():
                    self._came.clear()
                    await self._came.wait()
        return {name: self._said[name] for name in asks if name in self._said}

    def _message(self, message: Incoming) -> None:
        message.ack()
        payload = text(message.payload, LARGEST_LIST)
        if isinstance(payload, BadInput):
            return
        name = message.topic.removeprefix(f"{self._base}/")
        if name == "bridge/devices":
            self._listed(payload)
        elif isinstance(said := json_of(payload), dict) and not message.retained:
            self._said[name] = said
            self._came.set()

    def _listed(self, payload: str) -> None:
        read = json_of(payload)
        entries = [each for each in read if isinstance(each, dict)] if isinstance(read, list) else []
        named = {each.get("ieee_address"): each for each in entries}
        self._known = {
            address.lower(): (each["friendly_name"], each.get("definition"))
            for address, each in named.items()
            if isinstance(address, str) and isinstance(each.get("friendly_name"), str)
        }
        ours = [name for _, name, _ in self.definitions(self.lights.devices) if not {"+", "#"} & set(name)]
        if self._session is not None:
            self._session.hear([Heard(f"{self._base}/{name}", qos=0) for name in ours])


class Lights:
    """Lights the home's lamps while an alarm is open, and afterwards puts them back as they were.

    What they were is not kept over a restart: a lamp that stays on harms nobody.
    """

    name = "lights"

    def __init__(self, home: Signals, devices: frozenset[str]) -> None:
        self._home, self.devices = home, devices
        self._lit: dict[str, Payload] = {}
        self._open: set[IncidentId] = set()

    async def send(self, effect: Effect) -> Receipt:
        """Light them, or put them back once no alarm is open any more."""
        if not isinstance(effect, Announce):
            return Refused(because="only announcements have a light")
        lamps = {name: lamp(about) for _, name, about in self._home.definitions(self.devices)}
        there = {name: each for name, each in lamps.items() if each is not None}
        if self.devices and not there:
            return TryAgain(because="zigbee2mqtt does not list a lamp of this home that can be switched")
        if effect.tone not in ENDS:
            self._open.add(effect.incident)
            return _all(await self._light(there))
        self._open.discard(effect.incident)
        return Accepted() if self._open else _all(await self._back())

    async def recall(self, effect: Effect) -> Receipt | None:
        """A lamp that is lit twice is lit."""
        return None

    async def _light(self, lamps: dict[str, Lamp]) -> list[PublishResult]:
        new = {name: each for name, each in lamps.items() if name not in self._lit}
        before = await self._home.states({name: each.asks for name, each in new.items() if each.asks})
        results = []
        for name, each in new.items():
            was = before.get(name, {})
            results.append(await self._home.publish(name, "set", each.lit))
            if results[-1].ok:
                self._lit[name] = back(each, was)
        return results

    async def _back(self) -> list[PublishResult]:
        results = []
        for name, before in list(self._lit.items()):
            sent = await self._home.publish(name, "set", before) if before else None
            if sent is not None:
                results.append(sent)
            if sent is None or sent.ok:
                del self._lit[name]
        return results


class Sirens:
    """Lets the home's sirens sound for some seconds when somebody is asked."""

    name = "sirens"

    def __init__(self, home: Signals, devices: frozenset[str]) -> None:
        self._home, self.devices = home, devices

    async def send(self, effect: Effect) -> Receipt:
        """Let them sound, if the announcement is of that sort."""
        if not isinstance(effect, Announce) or effect.tone not in SOUNDS_AT:
            return Accepted()
        sounds = [(name, siren(about)) for _, name, about in self._home.definitions(self.devices)]
        if self.devices and not any(payload for _, payload in sounds):
            return Refused(because="no siren of this home is known to end by itself, so none is begun")
        return _all([await self._home.publish(name, "set", payload) for name, payload in sounds if payload])

    async def recall(self, effect: Effect) -> Receipt | None:
        """Whether it sounded nobody knows."""
        return None


def _all(results: list[PublishResult]) -> Receipt:
    """One receipt for several commands."""
    failed = next((result for result in results if not result.ok), None)
    return Accepted() if failed is None else TryAgain(because=failed.because)


def _link(_up: bool, _because: str) -> None:
    """Whether the broker is there is told by whoever hears the home."""
