"""Sensors of other programs (Home Assistant, ESPHome, Z-Wave JS), heard on the topics that the settings name.

These programs publish when something changes, and repeat nothing. What the broker had kept for us comes marked as
retained, and is old knowledge; the same message, sent while we are subscribed or while the broker queues for us, is not
marked, and is news. One more thing is old: the first value after `unavailable`, which is what the program still knew
(ADR 0023).
"""

from collections.abc import Iterable
from random import Random

from connectors.backoff import Backoff
from connectors.bad_input import EXAMPLE
from connectors.mqtt import Session
from connectors.mqtt_messages import Broker, Heard, Incoming
from connectors.topics_decode import Told, decode
from hub.model.events import CONDITIONS, PRESSES, UNITS, AvailabilityChanged, Event, LinkChanged, Reported
from hub.model.household import Mqtt, Topic
from hub.model.ids import DeviceId
from hub.ports import Clock, Door

SOURCE = "topics"
LINK = "home assistant"
FIRST_RETRY = 0.25
"""Seconds. The home's broker is on this machine and back in milliseconds; nobody else is waiting for it."""
ASIDE = CONDITIONS | UNITS.keys() | {"heard"}
"""What a device says beside what it is for: a battery that is still known does not make a lost smoke alarm heard."""


class Topics:
    """A `hub.ports.Source`. `status_topic`: where Home Assistant says that it is online or offline.

    `tells_broker`: nobody else tells whether the broker has us. `thought_down`: an earlier run heard last that Home
    Assistant was offline.
    """

    name = SOURCE

    def __init__(
        self,
        mqtt: Mqtt,
        hub_id: str,
        password: str | None,
        topics: tuple[Topic, ...],
        status_topic: str | None,
        tells_broker: bool,
        random: Random | None = None,
        thought_down: bool = False,
    ) -> None:
        self._broker = Broker(url=mqtt.url, client_id=f"carehub-{hub_id}-topics", user=mqtt.user, password=password)
        self._topics, self._status_topic, self._tells_broker = topics, status_topic, tells_broker
        self._random = random or Random()  # noqa: S311  (only spreads reconnects)
        self._thought_down = thought_down

    async def run(self, door: Door, clock: Clock) -> None:
        """Offer whatever happens, until cancelled."""
        program = _Program(self._status_topic, self._tells_broker, self._thought_down, door, clock)
        hearing = _Hearing(self._topics, program, door, clock)
        wanted = dict.fromkeys(topic.topic for topic in self._topics)
        status = [self._status_topic] if self._status_topic is not None else []
        session = Session(
            self._broker,
            [Heard(topic) for topic in (*status, *wanted)],
            on_message=hearing.message,
            on_link=program.link,
            on_refused=hearing.refused,
            backoff=Backoff(self._random, first=FIRST_RETRY),
        )
        await session.run()


class _Program:
    """What is known of the broker and of Home Assistant."""

    def __init__(
        self, status_topic: str | None, tells_broker: bool, thought_down: bool, door: Door, clock: Clock
    ) -> None:
        self.status_topic = status_topic
        self._tells_broker, self._down = tells_broker, thought_down
        self._door, self._clock = door, clock

    def link(self, up: bool, because: str) -> None:
        """The broker has us, or has lost us. What Home Assistant said before may have changed unheard."""
        if self._tells_broker:
            self._tell("broker", up, because)
        if up and self._down:
            self._down = False
            self._tell(LINK, True, "whether it is offline is not known since the broker was away", retained=True)

    def says(self, message: Incoming) -> bool:
        """Home Assistant is online or offline; False if it said neither."""
        word = message.payload.strip().lower()
        if word not in (b"online", b"offline"):
            return False
        up = word == b"online"
        self._down = not up
        because = f"it says {'online' if up else 'offline'}"
        at = self._clock.now()
        event = LinkChanged(at=at, link=LINK, up=up, because=because, retained=message.retained)
        self._door.post(event, message.ack)
        return True

    def _tell(self, link: str, up: bool, because: str, retained: bool = False) -> None:
        event = LinkChanged(at=self._clock.now(), link=link, up=up, because=because, retained=retained)
        self._door.post(event)


class _Presence:
    """Whether the program has the device: it lost it when no topic of what the device is for has a value any more."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        named = [topic for topic in topics if not (topic.kind == "heard" and topic.on)]
        deciding = [topic for topic in named if topic.kind not in ASIDE] or named
        self._deciding = frozenset(topic.topic for topic in deciding)
        self._has: dict[str, bool] = {}
        self._answers: dict[str, bool] = {}
        self._told: bool | None = None

    def heard(self, topic: str, told: Told) -> bool:
        """Take in what a message says; True if it brings back what was lost on this topic."""
        if told.answers is not None:
            self._answers[topic] = told.answers
        if told.has is None:
            return False
        back = told.has and self._has.get(topic) is False
        self._has[topic] = told.has
        return back

    def changed(self) -> bool | None:
        """Whether the device answers, if that must be told now."""
        has = [has for topic, has in self._has.items() if topic in self._deciding]
        answers = self._answers.values()
        if not (has or answers):
            return None
        online = all(answers) and (any(has) or not has)
        if online == self._told:
            return None
        self._told = online
        return online


class _Hearing:
    """What one run has heard so far, and the door to which it all goes."""

    def __init__(self, topics: tuple[Topic, ...], program: _Program, door: Door, clock: Clock) -> None:
        self._by_topic: dict[str, list[Topic]] = {}
        by_device: dict[DeviceId, list[Topic]] = {}
        for topic in topics:
            self._by_topic.setdefault(topic.topic, []).append(topic)
            by_device.setdefault(topic.device, []).append(topic)
        self._presence = {device: _Presence(entries) for device, entries in by_device.items()}
        self._program, self._door, self._clock = program, door, clock

    def message(self, message: Incoming) -> None:
        """Read one message. It is acknowledged once all that it said is durable."""
        if message.topic == self._program.status_topic:
            if not self._program.says(message):
                self._complain("Home Assistant's status is neither online nor offline", message, message.payload)
                message.ack()
            return
        events = self._events(message)
        for event in events[:-1]:
            self._door.post(event)
        if events:
            self._door.post(events[-1], message.ack)  # what is durable includes everything posted before
        else:
            message.ack()

    def refused(self, topics: tuple[str, ...]) -> None:
        """The broker does not let us hear these."""
        for topic in topics:
            self._door.complain("topics: the broker refuses a subscription", topic)

    def _events(self, message: Incoming) -> list[Event]:
        read = decode(self._by_topic.get(message.topic, ()), message.payload)
        for each in read.complaints:
            self._complain(each.what, message, each.example)
        return [event for told in read.told for event in self._of(told, message)]

    def _of(self, told: Told, message: Incoming) -> list[Event]:
        presence, at = self._presence[told.device], self._clock.now()
        back = presence.heard(message.topic, told)
        old = message.retained or (back and not any(said.kind in PRESSES for said in told.said))
        online = presence.changed()
        events: list[Event] = []
        if online is not None:
            events.append(
                AvailabilityChanged(at=at, source=SOURCE, name=told.device, online=online, retained=message.retained)
            )
        if told.said:
            events.append(
                Reported(at=at, source=SOURCE, name=told.device, said=told.said, seen=told.seen, retained=old)
            )
        return events

    def _complain(self, what: str, message: Incoming, example: object) -> None:
        self._door.complain(f"topics: {what}", f"{message.topic}: {str(example)[:EXAMPLE]}")
