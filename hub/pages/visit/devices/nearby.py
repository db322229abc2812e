"""Who advertises by Bluetooth near the hub, while somebody looks with a device in the hand."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from msgspec import structs

from connectors.bluetooth.nearby import Near, NotHearing, nearby
from hub.model.household import Settings
from hub.model.ids import DeviceId

AT_ONCE = 4.0
"""Seconds that are listened to in one go: what is pressed now is on the list within so many."""
LASTS = timedelta(minutes=2)
"""How long it is listened for: as long as somebody stands there and presses."""
SHOWN = 15
"""Devices on one screen: what can be read first, then the strongest. What is in the hand is among them."""

Listen = Callable[[str, float], Awaitable[dict[DeviceId, Near] | NotHearing]]


class Nearby:
    """Who is near, the strongest first. `trouble`: why nothing is heard."""

    def __init__(self, listen: Listen = nearby) -> None:
        self._listen = listen
        self.found: dict[DeviceId, Near] = {}
        self.trouble: NotHearing | None = None
        self.until: datetime | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def listening(self) -> bool:
        """Whether it goes on."""
        return self._task is not None and not self._task.done()

    def look(self, settings: Settings) -> None:
        """Listen for a while from now on; what was found before is kept."""
        self.until = datetime.now(UTC) + LASTS
        if not self.listening:
            self.trouble = None
            self._task = asyncio.get_running_loop().create_task(self._hear(settings.bluetooth.adapter))

    def strangers(self, settings: Settings) -> list[Near]:
        """Who is in no settings."""
        ours = {each.upper() for device in settings.devices for each in (device.id, *device.formerly)}
        found = [near for address, near in self.found.items() if address.upper() not in ours]
        return sorted(found, key=lambda near: (not near.family, -near.rssi))[:SHOWN]

    async def end(self) -> None:
        """The pages are told to stop."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _hear(self, adapter: str) -> None:
        while self.until is not None and datetime.now(UTC) < self.until:
            heard = await self._listen(adapter, AT_ONCE)
            if isinstance(heard, NotHearing):
                self.trouble = heard
                return
            for address, near in heard.items():
                self.found[address] = _both(near, self.found.get(address))


def _both(near: Near, before: Near | None) -> Near:
    """What is known once it was heard again: how strongly it is heard now, and all that it has told so far."""
    if before is None:
        return near
    return structs.replace(
        near, name=near.name or before.name, family=near.family or before.family, sealed=near.sealed or before.sealed,
        tells=near.tells | before.tells,
    )  # fmt: skip
