"""Lets new Zigbee devices join for a limited time, and says what happens. Asks zigbee2mqtt; decides nothing.

It has a connection and a client id of its own, so that it runs beside the hub. A broker keeps nothing for that id: old
news would look like a device that joins. The network closes by itself after 254 s at the most, whatever becomes of us.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from random import Random, SystemRandom
from typing import Any, Self

import msgspec
from msgspec import Struct, field

from connectors.backoff import Backoff
from connectors.bad_input import BadInput
from connectors.mqtt import Session
from connectors.mqtt_messages import Broker, Incoming, Outgoing
from connectors.mqtt_messages import Heard as Topic
from connectors.zigbee2mqtt import pairing_words as words
from connectors.zigbee2mqtt.bridge import Answer, Happened, Progress, answer, happened, json_of, progress
from connectors.zigbee2mqtt.decode import LARGEST_LIST, decode, listed, online, text
from connectors.zigbee2mqtt.pairing_words import Happening, Ready, Trouble
from hub.model.events import Listed
from hub.model.household import Mqtt
from hub.model.ids import DeviceId

LONGEST = 254
"""Seconds for which a Zigbee network opens at one request: the radio counts in one byte, and 255 means for ever."""
RENEWED_EVERY = 60.0
"""Seconds after which it is opened again, if it should stay open: a question on the screen may then hold us up for
three minutes, and the network does not close behind the back of whoever answers it."""
CONNECTED_WITHIN = 6.0
"""Seconds for the broker to let us in: one attempt, and a second if the first met a broker that was just starting."""
ANSWERED_WITHIN = 10.0
"""Seconds for an answer by zigbee2mqtt. It answers in milliseconds, or in some seconds while it is starting."""
DEVICE_ANSWERS_WITHIN = {"device/remove": 30.0, "device/interview": 120.0}
"""Seconds for an answer for which zigbee2mqtt asks the device itself, which may sleep: it tries for about so long."""
REQUESTS = ("permit_join", "device/rename", "device/remove", "device/interview")


class Waits(Struct, frozen=True, kw_only=True):
    """How long we wait for whom, in seconds. `device`: by request. `longest`: how long a request opens the network."""

    longest: float = LONGEST
    renewed: float = RENEWED_EVERY
    connected: float = CONNECTED_WITHIN
    answered: float = ANSWERED_WITHIN
    device: dict[str, float] = field(default_factory=lambda: DEVICE_ANSWERS_WITHIN)


class Pairing:
    """One sitting of pairing: `async with Pairing(...)`. Leaving the block closes the network, whatever happened.

    `devices` and `progress` are what zigbee2mqtt lists by now, by address.
    """

    def __init__(
        self,
        settings: Mqtt,
        hub_id: str,
        password: str | None,
        *,
        random: Random | None = None,
        waits: Waits | None = None,
    ) -> None:
        self._base, self._waits = settings.zigbee2mqtt_topic, waits or Waits()
        self._random = random or SystemRandom()
        client = f"carehub-{hub_id}-pair"
        self._broker = Broker(url=settings.url, client_id=client, user=settings.user, password=password)
        self._session = Session(
            self._broker,
            [Topic(f"{self._base}/bridge/{what}", qos=0) for what in _BRIDGE],
            on_message=self._message,
            on_link=self._link,
            on_refused=self._not_allowed,
            backoff=Backoff(self._random, first=0.5, most=2.0),
            lasting=timedelta(),
        )
        self._came: asyncio.Queue[Happening] = asyncio.Queue()
        self._happened = asyncio.Event()
        self._why_not = ""
        self._opened = False
        self._tasks: list[asyncio.Task[None]] = []
        self._keeping: asyncio.Task[None] | None = None
        self._waiting: dict[str, asyncio.Future[Answer]] = {}
        self._asked = 0
        self.devices: dict[DeviceId, Listed] = {}
        self.progress: dict[DeviceId, Progress] = {}
        self._ours: dict[str, DeviceId] = {}
        self._told: set[DeviceId] = set()
        self._finished: set[DeviceId] = set()
        self._asked_again: set[DeviceId] = set()
        self._said: dict[DeviceId, Any] = {}
        self._online: bool | None = None

    async def __aenter__(self) -> Self:
        self._tasks.append(asyncio.create_task(self._session.run()))
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def reached(self) -> Trouble | None:
        """Wait for the broker and for zigbee2mqtt's list of devices; what is wrong if they do not come."""
        trouble = await self._connected()
        if trouble is not None:
            return trouble
        known = await self._until(lambda: bool(self.progress), self._waits.answered)
        if self._online is False or not known:
            return self._away()
        return None

    async def open(self, lasting: timedelta) -> Trouble | None:
        """Let devices join for so long. The stream `happenings` ends with `Closed` after that."""
        seconds = lasting.total_seconds()
        trouble = await self._connected() or await self._permit(seconds)
        if trouble is None:
            self._came.put_nowait(words.Opened(until=datetime.now(UTC) + lasting))
            if self._keeping is not None:  # from an earlier time, whose end is not this one's
                self._keeping.cancel()
            self._keeping = asyncio.create_task(self._keep_open(seconds))
            self._tasks.append(self._keeping)
        return trouble

    async def _connected(self) -> Trouble | None:
        if await self._until(lambda: self._session.up, self._waits.connected):
            return None
        because = self._why_not or "no answer"
        return Trouble(says=f"the broker cannot be reached: {because}", do=words.BROKER_AWAY)

    async def happenings(self) -> AsyncIterator[Happening]:
        """What happens, as it happens, until the network is closed."""
        while not isinstance(each := await self._came.get(), words.Closed):
            yield each
        yield each

    async def close(self) -> Trouble | None:
        """Let nobody join any more; what is wrong if that could not be said. It then closes by itself (`LONGEST`)."""
        if not self._opened:
            return None
        self._opened = False
        self._came.put_nowait(words.Closed())
        return await self._publish("permit_join", {"time": 0, "value": False})

    async def rename(self, device: DeviceId, name: str) -> Trouble | None:
        """Let zigbee2mqtt call it so."""
        trouble = await self._request("device/rename", {"from": device, "to": name})
        if trouble is None and device in self._ours.values():
            self._listen_to(device, name)
        return trouble

    async def remove(self, device: DeviceId, *, force: bool = False) -> Trouble | None:
        """Let it leave the network. `force`: forget it although it does not answer."""
        return await self._request("device/remove", {"id": device, "force": force})

    async def interview(self, device: DeviceId) -> Trouble | None:
        """Ask it again what it is. A good end is told as when it joined (`Ready`); a bad one is only what is returned.

        Newer versions of zigbee2mqtt send events of it as well; older ones only the answer, and the list of devices.
        """
        self._asked_again.add(device)
        try:
            trouble = await self._request("device/interview", {"id": device})
            if trouble is not None:
                return trouble
            if device in self._asked_again:
                self._finished.add(device)
                self._ready(device)
            told = await self._until(lambda: device not in self._asked_again, self._waits.answered)
        finally:
            self._asked_again.discard(device)
        return None if told else self._away()

    def find(self, named: str) -> Listed | None:
        """A device of zigbee2mqtt's list, by its address or by the name that it has there."""
        address = DeviceId(named.lower())
        return self.devices.get(address) or next((d for d in self.devices.values() if d.name == named), None)

    def listen(self, device: Listed) -> None:
        """Tell what this device says from now on (`Heard`)."""
        self._listen_to(device.address, device.name)

    def _listen_to(self, device: DeviceId, name: str) -> None:
        self._ours[name] = device
        if not {"+", "#"} & set(name):
            self._session.hear([Topic(f"{self._base}/{name}", qos=0)])

    async def _keep_open(self, seconds: float) -> None:
        now = asyncio.get_running_loop().time
        end, shuts = now() + seconds, now() + min(seconds, self._waits.longest)
        while shuts < end and self._opened:
            await asyncio.sleep(self._waits.renewed)
            shuts = await self._renewed(shuts, end)
        await asyncio.sleep(max(0.0, end - now()))
        await self.close()

    async def _renewed(self, shuts: float, end: float) -> float:
        """Open it again; the answer is when it now shuts by itself. `shuts`: when it would have."""
        now = asyncio.get_running_loop().time()
        if not self._opened or now >= end:
            return end
        trouble = await self._permit(end - now)
        if trouble is not None:
            self._came.put_nowait(trouble)
            return shuts
        if now > shuts:
            self._came.put_nowait(Trouble(says="the network had closed while a question waited", do=words.OPEN_AGAIN))
        return now + min(end - now, self._waits.longest)

    async def _permit(self, seconds: float) -> Trouble | None:
        self._opened = True  # also if the answer is lost: then it may be open
        # `value` is what versions before 2 ask for, and later ones pass over.
        lasting = max(1, min(round(self._waits.longest), round(seconds)))
        return await self._request("permit_join", {"time": lasting, "value": True})

    async def _request(self, what: str, given: dict[str, Any]) -> Trouble | None:
        self._asked += 1
        number = f"carehub-{self._random.getrandbits(32):08x}-{self._asked}"
        self._waiting[number] = future = asyncio.get_running_loop().create_future()
        try:
            trouble = await self._publish(what, {**given, "transaction": number})
            if trouble is not None:
                return trouble
            async with asyncio.timeout(self._waits.device.get(what, self._waits.answered)):
                said = await future
        except TimeoutError:
            return self._away()
        finally:
            del self._waiting[number]
        return None if said.ok else words.refused(what, said)

    async def _publish(self, what: str, given: dict[str, Any]) -> Trouble | None:
        topic = f"{self._base}/bridge/request/{what}"
        expires = timedelta(seconds=self._waits.answered)
        sent = await self._session.publish(Outgoing(topic=topic, payload=msgspec.json.encode(given), expires=expires))
        if sent.ok:
            return None
        if sent.code is not None:
            return Trouble(says=f"the broker refuses {topic}: {sent.because}", do=words.REFUSED)
        return Trouble(says=f"the broker cannot be reached: {sent.because}", do=words.BROKER_AWAY)

    def _away(self) -> Trouble:
        says = "zigbee2mqtt says that it is offline" if self._online is False else "zigbee2mqtt does not answer"
        return Trouble(says=says, do=words.Z2M_AWAY)

    async def _until(self, true: Callable[[], bool], seconds: float) -> bool:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not true():
                    self._happened.clear()
                    await self._happened.wait()
                return True
        return true()

    def _link(self, up: bool, because: str) -> None:
        if not up:
            self._why_not = because
        if not up and self._opened:
            self._came.put_nowait(Trouble(says=f"the broker has gone: {because}", do=words.BROKER_AWAY))
        self._happened.set()

    def _not_allowed(self, topics: tuple[str, ...]) -> None:
        self._came.put_nowait(Trouble(says=f"the broker refuses {', '.join(topics)}", do=words.REFUSED))

    def _message(self, message: Incoming) -> None:
        message.ack()
        payload = text(message.payload, LARGEST_LIST)
        if isinstance(payload, BadInput):
            return
        what = message.topic.removeprefix(f"{self._base}/")
        if what.startswith("bridge/"):
            self._bridge(what.removeprefix("bridge/"), payload)
        elif not message.retained and what in self._ours:
            self._heard(what, payload)
        self._happened.set()

    def _bridge(self, what: str, payload: str) -> None:
        if what == "devices":
            self._listed(payload)
        elif what == "event":
            event = happened(payload)
            if isinstance(event, Happened):
                self._event(event)
        elif what == "state":
            self._state(online(payload))
        else:
            self._answered(answer(payload))

    def _state(self, said: bool | BadInput) -> None:
        if not isinstance(said, bool):
            return
        if said is False and self._online and self._opened:
            self._opened = False
            self._came.put_nowait(Trouble(says="zigbee2mqtt has stopped", do=words.Z2M_AWAY))
            self._came.put_nowait(words.Closed())
        self._online = said

    def _answered(self, said: Answer | BadInput) -> None:
        future = self._waiting.get(said.transaction) if isinstance(said, Answer) else None
        if future is not None and not future.done() and isinstance(said, Answer):
            future.set_result(said)

    def _listed(self, payload: str) -> None:
        read = listed(datetime.now(UTC), payload)
        if isinstance(read, BadInput):
            return
        self.devices = {each.address: each for each in read.event.devices}
        self.progress = progress(payload)
        for device in list(self._finished):
            self._ready(device)

    def _event(self, event: Happened) -> None:
        known = self.progress.get(event.address)
        before = event.what == "device_announce"
        if event.what == "device_joined" or (before and known is not None and known.interviewed):
            self._join(event, before=before)
        elif event.what == "device_leave":
            self._finished.discard(event.address)
            self._told.discard(event.address)
            self._came.put_nowait(words.Left(name=event.name, address=event.address))
        elif event.what == "device_interview":
            self._interviewed(event)

    def _join(self, event: Happened, *, before: bool) -> None:
        if before and event.address in self._told:
            return  # it has just joined: a new device says hello too
        self._told.add(event.address)
        self._came.put_nowait(words.Joined(name=event.name, address=event.address, before=before))
        if before:
            self._finished.add(event.address)
            self._ready(event.address)

    def _interviewed(self, event: Happened) -> None:
        name, address = event.name, event.address
        self._told.add(address)
        if event.status == "successful":
            self._finished.add(address)
            self._ready(address)
        elif event.status == "failed":
            self._came.put_nowait(words.InterviewFailed(name=name, address=address, do=words.NEARER))
        else:
            self._came.put_nowait(words.Interviewing(name=name, address=address))

    def _ready(self, address: DeviceId) -> None:
        """Tell of a device once it is both interviewed and listed: the two messages come in any order."""
        device, at = self.devices.get(address), self.progress.get(address)
        if device is None or at is None or not at.interviewed:
            return
        self._finished.discard(address)
        self._asked_again.discard(address)
        self.listen(device)
        useless = not at.supported and not device.means
        self._came.put_nowait(
            words.Unsupported(device=device, do=words.UNKNOWN_MODEL)
            if useless
            else Ready(device=device, guessed=not at.supported)
        )

    def _heard(self, name: str, payload: str) -> None:
        """A message of its own: zigbee2mqtt repeats the last one when a device is renamed, and that proves nothing."""
        address, now = self._ours[name], datetime.now(UTC)
        read = decode(now, name, payload, False, device=self.devices.get(address))
        if isinstance(read, BadInput):  # as the empty message is with which it clears a name that it gives up
            return
        said, before = json_of(payload), self._said.get(address)
        self._said[address] = said
        if said == before:
            return
        if any(each.kind != "heard" for each in read.event.said):
            self._came.put_nowait(words.Heard(name=name, address=address, said=read.event.said))


_BRIDGE = ("state", "devices", "event", *(f"response/{request}" for request in REQUESTS))
