"""What the steps about devices keep in memory between requests: the open network, and who is heard how well."""

import msgspec

from hub.pages.site import Site
from hub.pages.visit.devices.nearby import Nearby
from hub.pages.visit.devices.signals import Signals
from hub.pages.visit.devices.sitting import Sittings


class Around:
    """All of it, for one home."""

    def __init__(self) -> None:
        self.sittings, self.signals, self.nearby = Sittings(), Signals(), Nearby()

    async def end(self) -> None:
        """The pages are told to stop: the network is closed, and nobody is listened to any more."""
        await self.sittings.end()
        await self.signals.end()
        await self.nearby.end()


def around(place: Site) -> Around:
    """What these pages keep."""
    return place.kept(Around)


async def pairing(place: Site) -> bytes:
    """For `live`: changes with whoever joins or is near. Whoever looks at that keeps the network open."""
    here = around(place)
    sitting = here.sittings.now
    view = sitting.look() if sitting is not None else None
    near = [
        (each.address, each.rssi, each.family, sorted(each.tells)) for each in here.nearby.strangers(place.settings)
    ]
    return msgspec.json.encode([view, near, here.nearby.listening])


async def devices(place: Site) -> bytes:
    """For `live`: changes with what any device says, and with how well it is heard."""
    here, settings = around(place), place.settings
    here.signals.look(settings)
    said = (await place.hub.ask("devices")).get("devices")
    return msgspec.json.encode([said, [here.signals.margin(settings, each.id) for each in settings.devices]])
