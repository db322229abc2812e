"""Zigbee devices, heard through zigbee2mqtt: subscribes, and offers what comes at the door.

Which topics: `<base>/+` and `<base>/+/availability` bring every device whose name has no slash. A name with slashes is
subscribed to by itself, once the settings or zigbee2mqtt's device list tell it. A wider filter (`<base>/#` or
`<base>/+/+`) would also bring `bridge/definitions` (243 kB) and `bridge/logging` (which doubles the traffic), and MQTT
cannot exclude a topic (behaviour 24).

Whether zigbee2mqtt is still there is asked every minute (`health`): its retained "online" outlives it.

A group of lights speaks on a topic of its own, like a device. `bridge/groups` tells which names are groups: nobody
presses a group, and it is no device that could be unknown.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from random import Random

from msgspec import Struct, structs

from connectors.backoff import Backoff
from connectors.bad_input import BadInput
from connectors.mqtt import Session
from connectors.mqtt_messages import Broker, Heard, Incoming, Outgoing
from connectors.zigbee2mqtt.bridge import group_names, well
from connectors.zigbee2mqtt.clock import Clock as TheirClock
from connectors.zigbee2mqtt.clock import differs
from connectors.zigbee2mqtt.decode import (
    LARGEST_LIST,
    LARGEST_MESSAGE,
    SOURCE,
    Understood,
    decode,
    listed,
    online,
    text,
    unplaced,
)
from connectors.zigbee2mqtt.health import Health, Patience
from hub.model.events import AvailabilityChanged, DevicesListed, FaultChanged, LinkChanged, Listed, Reported
from hub.model.household import Mqtt
from hub.ports import Clock, Door

DROPPED = "$SYS/broker/publish/messages/dropped"
"""Mosquitto counts here what it dropped, for all its clients together, since it started."""
DROPPED_CAUSE = "broker dropped messages"
CLOCK_CAUSE = "zigbee2mqtt's clock"
AVAILABILITY = "/availability"
FIRST_RETRY = 0.25
"""Seconds. The home's broker is on this machine and back in milliseconds; nobody else is waiting for it."""
BRIDGE = "bridge"
"""Zigbee2mqtt keeps this name for itself: no device can have it."""
TOLD_AGAIN = timedelta(hours=1)
"""A count that goes on growing is told once in this time: each telling is a row of the journal."""
QUESTION, ANSWER = "bridge/request/health_check", "bridge/response/health_check"
LISTS = frozenset({"devices", "groups"})
SIGNS_OF_LIFE = LISTS | {"message", "availability"}
"""What only a zigbee2mqtt that runs sends afresh. Its state is not: the broker says "offline" in its name."""
QUESTION_LASTS = timedelta(minutes=1)
"""The broker need not keep a question longer than until the next one."""


class Zigbee2Mqtt:
    """A `hub.ports.Source`. `known`: the names that the hub can place already.

    `listed`: what it remembers of them, by name (only a model is enough to begin with).
    `answers`: this zigbee2mqtt has answered a health check before.
    """

    name = SOURCE

    def __init__(
        self,
        settings: Mqtt,
        hub_id: str,
        password: str | None,
        known: frozenset[str],
        listed: Mapping[str, Listed] | None = None,
        random: Random | None = None,
        answers: bool = False,
        patience: Patience | None = None,
    ) -> None:
        self._broker = Broker(
            url=settings.url, client_id=f"carehub-{hub_id}-home", user=settings.user, password=password
        )
        self._base = settings.zigbee2mqtt_topic
        self._known, self._remembered = known, dict(listed or {})
        self._random = random or Random()  # noqa: S311  (only spreads reconnects)
        self._answers, self._patience = answers, patience or Patience()

    async def run(self, door: Door, clock: Clock) -> None:
        """Offer whatever happens, until cancelled."""
        said = _Said(door, clock)
        health = Health(
            self._patience, self._answers, lambda: self._ask(session, door), said.answering, said.answered_first
        )
        hearing = _Hearing(self._base, self._known, self._remembered, door, clock, health)
        session = Session(
            self._broker,
            _topics(self._base, self._known),
            on_message=lambda message: session.hear(hearing.message(message)),
            on_link=hearing.link,
            on_refused=hearing.refused,
            backoff=Backoff(self._random, first=FIRST_RETRY),
        )
        async with asyncio.TaskGroup() as together:
            together.create_task(session.run())
            together.create_task(health.run())

    async def _ask(self, session: Session, door: Door) -> bool:
        question = Outgoing(topic=f"{self._base}/{QUESTION}", payload=b"{}", expires=QUESTION_LASTS)
        sent = await session.publish(question)
        if sent.code is not None and not sent.ok:
            door.complain("zigbee2mqtt: the broker refuses the health check", f"{question.topic}: {sent.because}")
        return sent.ok


class _Place(Struct, frozen=True):
    """What a topic speaks of: a device's `message` or `availability`, or something of the bridge's own."""

    what: str
    name: str = ""


class _Said:
    """Tells the hub whether zigbee2mqtt answers."""

    def __init__(self, door: Door, clock: Clock) -> None:
        self._door, self._clock = door, clock

    def answering(self, up: bool, because: str, silent: float) -> None:
        """It fell silent (so many seconds ago) or is unwell, or is back.

        `retained`: that is no restart, which would repeat its cache.
        """
        at = self._clock.now()
        since = at - timedelta(seconds=silent) if silent else None
        self._door.post(
            LinkChanged(at=at, link="zigbee2mqtt", up=up, because=because, retained=up, since=since)
        )  # fmt: skip

    def answered_first(self) -> None:
        """Once it has answered a health check, its silence says something."""
        because = "it answers health checks"
        self._door.post(LinkChanged(at=self._clock.now(), link="zigbee2mqtt health", up=True, because=because))


class _Hearing:
    """What one run has heard so far, and the door to which it all goes."""

    def __init__(
        self,
        base: str,
        known: frozenset[str],
        remembered: dict[str, Listed],
        door: Door,
        clock: Clock,
        health: Health,
    ) -> None:
        self._base, self._known, self._about = base, known, remembered
        self._door, self._clock, self._health = door, clock, health
        self._listed: frozenset[str] = frozenset()
        self._groups: frozenset[str] = frozenset()
        self._posted: tuple[Listed, ...] | None = None
        self._dropped: int | None = None
        self._told_dropped: datetime | None = None
        self._theirs = TheirClock()
        self._told_wrong: bool | None = None  # a run before this one may have told it
        self._readers: dict[str, Callable[[str, Incoming, str], BadInput | None]] = {
            "message": self._device,
            "availability": self._availability,
            "state": self._state,
            "devices": self._devices,
            "groups": self._grouped,
            "answer": self._answer,
            "dropped": self._count_dropped,
        }

    def message(self, message: Incoming) -> Iterable[Heard]:
        """Read one message; the answer is what to subscribe to from now on."""
        place = _place(self._base, message.topic)
        before = self._listed
        if place and place.what in SIGNS_OF_LIFE and not message.retained:
            self._health.alive()
        trouble = self._read(place, message) if place else BadInput("unexpected topic", message.topic)
        if trouble is not None:
            self._door.complain(f"zigbee2mqtt: {trouble.what}", f"{message.topic}: {trouble.example}")
            message.ack()  # nothing can be made of it, also the next time
        return () if self._listed is before else _slashed(self._base, self._listed - before)

    def link(self, up: bool, because: str) -> None:
        """The broker has us, or has lost us."""
        self._health.link(up)
        self._door.post(LinkChanged(at=self._clock.now(), link="broker", up=up, because=because))

    def refused(self, topics: tuple[str, ...]) -> None:
        """The broker does not let us hear these."""
        for topic in topics:
            self._door.complain("zigbee2mqtt: the broker refuses a subscription", topic)

    def _read(self, place: _Place, message: Incoming) -> BadInput | None:
        payload = text(message.payload, LARGEST_LIST if place.what in LISTS else LARGEST_MESSAGE)
        if isinstance(payload, BadInput):
            return payload
        return self._readers[place.what](place.name, message, payload)

    def _device(self, name: str, message: Incoming, payload: str) -> BadInput | None:
        if not payload or self._is_group(name):  # empty: what was kept of a renamed or removed device is cleared
            message.ack()
            return None
        at = self._clock.now()
        read = decode(at, name, payload, message.retained, device=self._about.get(name))
        if isinstance(read, BadInput):
            return read
        self._complain(message, read)
        placed = self._is_placed(name)
        event = self._timed(read.event) if placed else unplaced(at, name, payload, message.retained)
        self._door.post(event, message.ack)
        return None

    def _timed(self, event: Reported) -> Reported:
        """The message with its time by the hub's clock."""
        if event.seen is None or event.retained:
            return event
        seen = self._theirs.corrected(event.at, event.seen)
        wrong = self._theirs.wrong
        if wrong is not None and wrong != self._told_wrong:
            self._told_wrong = wrong
            self._fault(CLOCK_CAUSE, wrong, differs(self._theirs.behind) if wrong else "zigbee2mqtt's clock is right")
        return event if seen == event.seen else structs.replace(event, seen=seen)

    def _availability(self, name: str, message: Incoming, payload: str) -> BadInput | None:
        if not payload or self._is_group(name):
            message.ack()
            return None
        said = online(payload)
        if isinstance(said, BadInput):
            return said
        at = self._clock.now()
        event = AvailabilityChanged(at=at, source=SOURCE, name=name, online=said, retained=message.retained)
        self._door.post(event, message.ack)
        return None

    def _state(self, _name: str, message: Incoming, payload: str) -> BadInput | None:
        said = online(payload)
        if isinstance(said, BadInput):
            return said
        if not self._health.says(said, message.retained):
            message.ack()
            return None
        because = f"it says {'online' if said else 'offline'}"
        at = self._clock.now()
        event = LinkChanged(at=at, link="zigbee2mqtt", up=said, because=because, retained=message.retained)
        self._door.post(event, message.ack)
        return None

    def _devices(self, _name: str, message: Incoming, payload: str) -> BadInput | None:
        read = listed(self._clock.now(), payload)
        if isinstance(read, BadInput):
            return read
        for each in read.complaints:
            self._door.complain(f"zigbee2mqtt: {each.what}", each.example)
        self._remember(read.event)
        if self._posted == read.event.devices:  # it is told anew at every step of an interview
            message.ack()
            return None
        self._posted = read.event.devices
        self._door.post(read.event, message.ack)
        return None

    def _grouped(self, _name: str, message: Incoming, payload: str) -> BadInput | None:
        read = group_names(payload)
        if isinstance(read, BadInput):
            return read
        self._groups = read
        message.ack()
        return None

    def _answer(self, _name: str, message: Incoming, payload: str) -> BadInput | None:
        if not message.retained:
            self._health.answered(well(payload))
        message.ack()
        return None

    def _remember(self, event: DevicesListed) -> None:
        self._listed = frozenset(device.name for device in event.devices)
        self._about = {device.name: device for device in event.devices}

    def _is_placed(self, name: str) -> bool:
        return name in self._known or name in self._listed

    def _is_group(self, name: str) -> bool:
        return name in self._groups and not self._is_placed(name)

    def _count_dropped(self, _name: str, _message: Incoming, payload: str) -> BadInput | None:
        if not payload.isdecimal():
            return BadInput("the broker's count of dropped messages is not a number", payload)
        dropped, before = int(payload), self._dropped
        self._dropped = dropped
        if dropped > (before or 0):
            self._tell_dropped(dropped)
        elif dropped == 0:  # it counts from the broker's start
            self._fault(DROPPED_CAUSE, False, "the broker has dropped no message since it started")
        return None

    def _tell_dropped(self, dropped: int) -> None:
        at = self._clock.now()
        if self._told_dropped is None or at - self._told_dropped >= TOLD_AGAIN:
            self._told_dropped = at
            self._fault(
                DROPPED_CAUSE,
                True,
                f"the broker has dropped {dropped} messages since it started; some may have been for this hub. "
                "Use the broker settings that come with carehub",
            )

    def _fault(self, cause: str, present: bool, because: str) -> None:
        event = FaultChanged(at=self._clock.now(), cause=cause, present=present, because=because)
        self._door.post(event)

    def _complain(self, message: Incoming, read: Understood) -> None:
        for each in read.complaints:
            self._door.complain(f"zigbee2mqtt: {each.what}", f"{message.topic}: {each.example}")


def _topics(base: str, known: frozenset[str]) -> tuple[Heard, ...]:
    return (
        Heard(f"{base}/bridge/state"),
        Heard(f"{base}/bridge/devices"),
        Heard(f"{base}/bridge/groups"),
        Heard(f"{base}/+"),
        Heard(f"{base}/+{AVAILABILITY}"),
        Heard(f"{base}/{ANSWER}", qos=0),
        Heard(DROPPED, qos=0),  # at QoS 1 the broker would queue its counts for a hub that is off
        *_slashed(base, known),
    )


def _slashed(base: str, names: Iterable[str]) -> tuple[Heard, ...]:
    """The topics of names that `+` does not reach. A name that holds a wildcard cannot be a topic."""
    slashed = sorted(name for name in names if "/" in name and not {"+", "#"} & set(name))
    return tuple(Heard(f"{base}/{name}{end}") for name in slashed for end in ("", AVAILABILITY))


def _place(base: str, topic: str) -> _Place | None:
    if topic == DROPPED:
        return _Place("dropped")
    rest = topic.removeprefix(f"{base}/")
    if rest in ("bridge/state", "bridge/devices", "bridge/groups"):
        return _Place(rest.removeprefix("bridge/"))
    if rest == ANSWER:
        return _Place("answer")
    if rest in (topic, "", BRIDGE) or rest.startswith(f"{BRIDGE}/"):
        return None
    if rest.endswith(AVAILABILITY):
        return _Place("availability", rest.removesuffix(AVAILABILITY))
    return _Place("message", rest)
