"""How well each device is heard, while somebody looks: listened to beside the hub, kept in memory, and forgotten."""

import asyncio
from collections import deque
from collections.abc import Callable
from datetime import datetime

from connectors.bluetooth.nearby import strengths
from connectors.bluetooth.words import Advert
from connectors.zigbee2mqtt.levels import Level, levels
from hub.model.household import Settings
from hub.model.ids import DeviceId
from hub.pages.visit.devices.margins import LAST, SCALES, Margin, margin
from hub.pages.visit.devices.places import measured
from hub.settings import resolve

LOOKED_AT = 90.0
"""Seconds without a look after which the listening ends: a telephone in a pocket says nothing."""
AT_ONCE = 10.0
"""Seconds of Bluetooth that are listened to in one go; what a page shows then is never much older."""


class Signals:
    """The last messages of each device."""

    def __init__(self, lasting: float = LOOKED_AT) -> None:
        self._lasting = lasting
        self._values: dict[DeviceId, deque[int]] = {}
        self._seen: dict[DeviceId, datetime] = {}
        self._looked = 0.0
        self._wanted: frozenset[DeviceId] = frozenset()
        self._task: asyncio.Task[None] | None = None

    def look(self, settings: Settings) -> None:
        """Listen from now on, and for a while after the last look."""
        loop = asyncio.get_running_loop()
        self._looked = loop.time()
        wanted = frozenset(each.id for each in measured(settings))
        if self._task is not None and wanted != self._wanted:  # a device has come or gone since
            self._task.cancel()
            self._task = None
        if (self._task is None or self._task.done()) and wanted:
            self._wanted = wanted
            self._task = loop.create_task(self._listen(settings, loop.time))

    def margin(self, settings: Settings, device: DeviceId) -> Margin | None:
        """What the last messages of a device say."""
        scale = SCALES.get(settings.source(device))
        return None if scale is None else margin(tuple(self._values.get(device, ())), scale)

    def seen(self, device: DeviceId) -> datetime | None:
        """When the radio heard it last, by the clock of zigbee2mqtt."""
        return self._seen.get(device)

    def forget(self, device: DeviceId) -> None:
        """It stands in another place from now on."""
        self._values.pop(device, None)

    async def end(self) -> None:
        """The pages are told to stop."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _listen(self, settings: Settings, time: Callable[[], float]) -> None:
        self._values.clear()
        listening = [asyncio.create_task(each) for each in self._ways(settings)]
        try:
            while True:
                left = self._looked + self._lasting - time()
                if left <= 0:
                    return
                await asyncio.sleep(left)
        finally:
            for task in listening:
                task.cancel()
            await asyncio.gather(*listening, return_exceptions=True)

    def _ways(self, settings: Settings):  # type: ignore[no-untyped-def]
        found = [each.id for each in measured(settings)]
        mqtt = settings.mqtt
        if mqtt is not None and any(settings.source(each) == "zigbee2mqtt" for each in found):
            password = resolve(mqtt.password) if mqtt.password is not None else None
            yield levels(mqtt, settings.hub.id, password, self._level)
        by_bluetooth = {each for each in found if settings.source(each) == "bluetooth"}
        if by_bluetooth:
            yield self._bluetooth(settings.bluetooth.adapter, frozenset(by_bluetooth))

    async def _bluetooth(self, adapter: str, wanted: frozenset[str]) -> None:
        addresses = {each.upper(): DeviceId(each) for each in wanted}

        def came(heard: Advert) -> None:
            self._came(addresses[heard.address], heard.rssi)

        while True:
            if await strengths(adapter, AT_ONCE, addresses, came) is not None:
                await asyncio.sleep(AT_ONCE)  # the radio does not work: the hub itself says so

    def _level(self, level: Level) -> None:
        self._came(level.device, level.quality)
        if level.seen is not None:
            self._seen[level.device] = level.seen

    def _came(self, device: DeviceId, value: int) -> None:
        self._values.setdefault(device, deque(maxlen=LAST)).append(value)
