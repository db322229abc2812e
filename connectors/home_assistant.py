"""Tells a Home Assistant on the home's broker how the home is, by its MQTT discovery (ADR 0023).

On a connection of its own, at most once a second, and only the latest: nothing waits for it, and what it cannot say is
a complaint, never an alarm. All of it is one message, repeated every minute: Home Assistant calls the entities
unavailable when the repetition stops, also if broker and hub died together and the retained message outlives them.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from hashlib import sha256
from random import Random
from typing import Any

import msgspec

from connectors.backoff import Backoff
from connectors.mqtt import Session
from connectors.mqtt_messages import Broker, Heard, Incoming, Outgoing
from hub.core.overview import DeviceSeen, Overview
from hub.model.household import Mqtt

PACE = 1.0
"""Seconds between two looks at how the home is: quick enough for a screen."""
REPEATED = 60.0
"""Seconds after which the same is said again, so that silence means something."""
EXPIRES = 180
"""Seconds without a message after which Home Assistant calls the entities unavailable: two repetitions may be lost."""
LAST_WORD = 2.0
"""Seconds for emptying what is retained when the hub stops for good reason to say nothing more."""
FIRST_RETRY = 1.0
STATES = ("none", "pending", "raised", "acknowledged", "travelling", "with resident")
ON_OFF = {True: "ON", False: "OFF"}
HEARD = {"seen": "ON", "late": "ON", "lost": "OFF"}
"""Whether a device is heard. One that cannot be heard, or never was, is unknown rather than lost."""

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")
_Component = dict[str, Any]


class HomeAssistant:
    """A part for the supervisor. `told` says how the home is now, or None if that is nobody's business any more.

    `version` is the hub's. `pace` is there for tests.
    """

    name = "home assistant"

    def __init__(
        self,
        mqtt: Mqtt,
        hub_id: str,
        password: str | None,
        prefix: str,
        told: Callable[[], Overview | None],
        complain: Callable[[str, str], None],
        version: str = "",
        random: Random | None = None,
        pace: float = PACE,
    ) -> None:
        self._broker = Broker(url=mqtt.url, client_id=f"carehub-{hub_id}-ha", user=mqtt.user, password=password)
        self._topics = Topics(prefix, hub_id)
        self._told, self._complain, self._version = told, complain, version
        self._random, self._pace = random or Random(), pace  # noqa: S311  (only spreads reconnects)
        self._kept = False

    async def run(self) -> None:
        """Tell until cancelled. What is retained is emptied as soon as there is nothing to tell."""
        try:
            while True:
                if self._told() is None:
                    await self._forget()
                while self._told() is None:  # noqa: ASYNC110 - nobody calls
                    await asyncio.sleep(self._pace)
                await self._tell()
        finally:
            if self._told() is None and self._kept:
                with suppress(TimeoutError):
                    async with asyncio.timeout(LAST_WORD):
                        await self._forget()

    async def _tell(self) -> None:
        self._kept = True
        said = _Said(self._topics, self._version, self._complain)
        session = Session(
            self._broker,
            [Heard(self._topics.config, qos=0)],
            on_message=said.heard,
            on_link=said.link,
            on_refused=self._refused,
            backoff=Backoff(self._random, first=FIRST_RETRY),
            will=self._topics.available("offline"),
            lasting=timedelta(),
        )
        connected = asyncio.create_task(session.run())
        try:
            while (view := self._told()) is not None:
                if connected.done():
                    await connected
                await said.all(session, view)
                await asyncio.sleep(self._pace)
        finally:
            await _ended(connected)

    async def _forget(self) -> None:
        """Empty what is retained, as soon as the broker has us."""
        session = Session(
            self._broker, (), on_message=_passed_over, on_link=_link, on_refused=self._refused,
            backoff=Backoff(self._random, first=FIRST_RETRY), lasting=timedelta(),
        )  # fmt: skip
        connected = asyncio.create_task(session.run())
        try:
            while self._told() is None and not connected.done():
                if session.up and await self._emptied(session):
                    self._kept = False
                    return
                await asyncio.sleep(min(self._pace, LAST_WORD / 4))
        finally:
            await _ended(connected)

    async def _emptied(self, session: Session) -> bool:
        topics = self._topics
        for topic in (topics.config, topics.state, topics.availability):
            told = await session.publish(Outgoing(topic=topic, payload=b"", retain=True))
            if told.code is None:
                return False
            if not told.ok:
                self._complain("home assistant: the broker refuses what we send", f"{topic}: {told.because}")
        return True

    def _refused(self, topics: tuple[str, ...]) -> None:
        for topic in topics:
            self._complain("home assistant: the broker refuses a subscription", topic)


class Topics:
    """The topics of one hub. `key` is the hub's id as Home Assistant takes it."""

    def __init__(self, prefix: str, hub_id: str) -> None:
        self.hub, self.key = hub_id, f"carehub_{plain(hub_id)}"
        self.config = f"{prefix}/device/{self.key}/config"
        self.state = f"carehub-home/{hub_id}/state"
        self.availability = f"carehub-home/{hub_id}/availability"

    def available(self, word: str) -> Outgoing:
        """Whether the hub is there at all; `offline` is its will."""
        return Outgoing(topic=self.availability, payload=word.encode(), retain=True)


class _Said:
    """What was said on this connection: nothing is said twice but to show that the hub lives."""

    def __init__(self, topics: Topics, version: str, complain: Callable[[str, str], None]) -> None:
        self._topics, self._version, self._complain = topics, version, complain
        self._payloads: dict[str, bytes] = {}
        self._gone: dict[str, str] = {}
        self._at = 0.0

    def link(self, up: bool, because: str) -> None:
        """A new connection: the broker may have forgotten everything."""
        self._payloads.clear()

    def heard(self, message: Incoming) -> None:
        """What an earlier run told of: an entity that has gone since must be taken back by name."""
        if message.retained:
            self._gone = components_of(message.payload)

    async def all(self, session: Session, view: Overview) -> None:
        """Say what has changed. What fails is said the next time."""
        if not session.up:
            return
        for message in self._messages(view):
            if not self._is_due(message):
                continue
            told = await session.publish(message)
            if told.code is None:
                return
            self._payloads[message.topic] = message.payload
            if not told.ok:
                self._complain("home assistant: the broker refuses what we send", f"{message.topic}: {told.because}")
            elif message.topic == self._topics.state:
                self._at = asyncio.get_running_loop().time()

    def _messages(self, view: Overview) -> tuple[Outgoing, ...]:
        topics = self._topics
        config = msgspec.json.encode(discovery(topics, view, self._version, self._gone))
        return (
            Outgoing(topic=topics.config, payload=config, retain=True),
            Outgoing(topic=topics.state, payload=msgspec.json.encode(state(view)), retain=True),
            topics.available("online"),
        )

    def _is_due(self, message: Outgoing) -> bool:
        if self._payloads.get(message.topic) != message.payload:
            return True
        return message.topic == self._topics.state and asyncio.get_running_loop().time() - self._at >= REPEATED


def state(view: Overview) -> dict[str, Any]:
    """The one message with everything that changes."""
    return {
        "home": {
            "problem": ON_OFF[not view.well],
            "because": "; ".join(view.because) or "nothing is amiss",
            "service": view.service,
            "links_down": [way.name for way in view.ways if not way.up],
        },
        "incident": _incident(view),
        "devices": {plain(each.device): _device(each) for each in view.devices},
    }


def _incident(view: Overview) -> dict[str, Any]:
    if not view.incidents:
        return {"state": "none", "open": 0}
    first = view.incidents[0]
    return {
        "state": first.state,
        "open": len(view.incidents),
        "kind": first.kind,
        "class": first.grave,
        "room": first.room,
        "since": first.since.isoformat(timespec="seconds"),
        "held_by": first.held_by,
    }


def _device(seen: DeviceSeen) -> dict[str, Any]:
    low = None if seen.battery_low is None else ON_OFF[seen.battery_low]
    return {"heard": HEARD.get(seen.health), "health": seen.health, "battery": seen.battery, "battery_low": low}


def discovery(topics: Topics, view: Overview, version: str, before: dict[str, str]) -> dict[str, Any]:
    """What Home Assistant makes entities from. `before`: key -> platform of what it was told of last time."""
    now = {**_home(), **{key: made for each in view.devices for key, made in _of_device(each).items()}}
    for key, made in now.items():
        made |= {"unique_id": f"{topics.key}_{key}", "expire_after": EXPIRES}
    gone = {key: {"platform": platform} for key, platform in before.items() if key not in now}
    return {
        "device": {
            "identifiers": [topics.key],
            "name": f"carehub {topics.hub}",
            "manufacturer": "carehub",
            "model": "home-monitoring hub",
            **({"sw_version": version} if version else {}),
        },
        "origin": {"name": "carehub", **({"sw_version": version} if version else {})},
        "state_topic": topics.state,
        "availability_topic": topics.availability,
        "qos": 1,
        "components": {**_with_attributes(topics, now), **gone},
    }


def _home() -> dict[str, _Component]:
    return {
        "well": {
            "platform": "binary_sensor",
            "name": "All is well",
            "device_class": "problem",
            "value_template": "{{ value_json.home.problem }}",
            "json_attributes_template": "{{ value_json.home | tojson }}",
        },
        "incident": {
            "platform": "sensor",
            "name": "Incident",
            "device_class": "enum",
            "options": list(STATES),
            "value_template": "{{ value_json.incident.state }}",
            "json_attributes_template": "{{ value_json.incident | tojson }}",
        },
    }


def _of_device(seen: DeviceSeen) -> dict[str, _Component]:
    key = plain(seen.device)
    of = f"value_json.devices['{key}']"
    made = {f"heard_{key}": _diagnostic("binary_sensor", f"{seen.name} heard", "connectivity", f"{of}.heard")}
    made[f"heard_{key}"]["json_attributes_template"] = f"{{{{ {{'health': {of}.health}} | tojson }}}}"
    if seen.battery is not None:
        made[f"battery_{key}"] = _diagnostic("sensor", f"{seen.name} battery", "battery", f"{of}.battery")
        made[f"battery_{key}"]["unit_of_measurement"] = "%"
    if seen.battery_low is not None:
        made[f"battery_low_{key}"] = _diagnostic(
            "binary_sensor", f"{seen.name} battery low", "battery", f"{of}.battery_low"
        )
    return made


def _diagnostic(platform: str, name: str, device_class: str, value: str) -> _Component:
    return {
        "platform": platform,
        "name": name,
        "device_class": device_class,
        "entity_category": "diagnostic",
        "value_template": f"{{{{ {value} }}}}",
    }


def _with_attributes(topics: Topics, made: dict[str, _Component]) -> dict[str, _Component]:
    """Attributes have a topic of their own in each entity: Home Assistant shares only the state's."""
    for each in made.values():
        if "json_attributes_template" in each:
            each["json_attributes_topic"] = topics.state
    return made


def components_of(payload: bytes) -> dict[str, str]:
    """Key -> platform of the entities in a discovery message of ours; none if it cannot be read."""
    try:
        told = msgspec.json.decode(payload, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        return {}
    components = told.get("components")
    if not isinstance(components, dict):
        return {}
    return {key: str(each["platform"]) for key, each in components.items() if _is_entity(each)}


def _is_entity(component: Any) -> bool:
    return isinstance(component, dict) and "platform" in component and "unique_id" in component


def plain(name: str) -> str:
    """A name of letters that Home Assistant takes in a key, different for different names."""
    if name and set(name) <= _PLAIN:
        return name
    letters = "".join(c if c in _PLAIN else "_" for c in name)
    return f"{letters[:40]}_{sha256(name.encode()).hexdigest()[:8]}"


async def _ended(task: "asyncio.Task[None]") -> None:
    """End a task that is not wanted any more. Unlike awaiting it, this lets our own cancelling through."""
    task.cancel()
    await asyncio.wait({task})


def _passed_over(message: Incoming) -> None:
    """An emptied topic brings nothing, and an earlier session's messages are not asked for."""
    message.ack()


def _link(up: bool, because: str) -> None:
    """The hub hears of its broker from the ways in."""
