"""How well each Zigbee device is heard, message by message, while somebody looks for a good place for it.

It has a connection and a client id of its own, so that it runs beside the hub, and asks nothing of anybody. What the
broker kept from before is passed over: it tells how well a device was heard where it stood then.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random, SystemRandom

from msgspec import Struct

from connectors.backoff import Backoff
from connectors.bad_input import BadInput
from connectors.mqtt import Session
from connectors.mqtt_messages import Broker, Incoming
from connectors.mqtt_messages import Heard as Topic
from connectors.zigbee2mqtt.bridge import json_of
from connectors.zigbee2mqtt.decode import LARGEST_LIST, decode, listed, text
from hub.model.household import Mqtt
from hub.model.ids import DeviceId

STRONGEST = 255
"""The scale of IEEE 802.15.4 for the quality of a link ends here; what is above is no quality."""


class Level(Struct, frozen=True, kw_only=True):
    """One message of a device: how well it was heard (0 to 255), when it came here, and when zigbee2mqtt heard it."""

    device: DeviceId
    quality: int
    at: datetime
    seen: datetime | None = None


async def levels(settings: Mqtt, hub_id: str, password: str | None, came: Callable[[Level], None],
                 random: Random | None = None) -> None:  # fmt: skip
    """Listen until cancelled, and tell each level. While the broker is away nothing comes."""
    listening = _Listening(settings.zigbee2mqtt_topic, came)
    client = f"carehub-{hub_id}-place"
    await Session(
        Broker(url=settings.url, client_id=client, user=settings.user, password=password),
        [Topic(f"{settings.zigbee2mqtt_topic}/#", qos=0)],
        on_message=listening.message,
        on_link=_nothing,
        on_refused=_nothing,
        backoff=Backoff(random or SystemRandom(), first=0.5, most=5.0),
        lasting=timedelta(),
    ).run()


class _Listening:
    def __init__(self, base: str, came: Callable[[Level], None]) -> None:
        self._base, self._came = f"{base}/", came
        self._names: dict[str, DeviceId] = {}

    def message(self, message: Incoming) -> None:
        """A device's name is its topic; which address that is, zigbee2mqtt lists."""
        message.ack()
        name = message.topic.removeprefix(self._base)
        if name == "bridge/devices":
            self._listed(message.payload)
        elif name in self._names and not message.retained:
            self._heard(name, message.payload)

    def _listed(self, payload: bytes) -> None:
        said = text(payload, LARGEST_LIST)
        read = said if isinstance(said, BadInput) else listed(datetime.now(UTC), said)
        if not isinstance(read, BadInput):
            self._names = {each.name: each.address for each in read.event.devices}

    def _heard(self, name: str, payload: bytes) -> None:
        said, now = text(payload), datetime.now(UTC)
        if isinstance(said, BadInput):
            return
        read, values = decode(now, name, said, False), json_of(said)
        quality = values.get("linkquality") if isinstance(values, dict) else None
        if isinstance(read, BadInput) or isinstance(quality, bool) or not isinstance(quality, int | float):
            return
        if 0 <= quality <= STRONGEST:
            self._came(Level(device=self._names[name], quality=round(quality), at=now, seen=read.event.seen))


def _nothing(*_: object) -> None:
    """Whether the broker is there is seen by what comes."""
