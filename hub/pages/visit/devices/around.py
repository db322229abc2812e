"""What the steps about devices keep in memory between requests: the open network, and who is heard how well."""

from typing import cast

from starlette.applications import Starlette
from starlette.requests import Request

from hub.pages.visit.devices.nearby import Nearby
from hub.pages.visit.devices.signals import Signals
from hub.pages.visit.devices.sitting import Sittings


class Around:
    """All of it, for one application."""

    def __init__(self) -> None:
        self.sittings, self.signals, self.nearby = Sittings(), Signals(), Nearby()

    async def end(self) -> None:
        """The pages are told to stop: the network is closed, and nobody is listened to any more."""
        await self.sittings.end()
        await self.signals.end()
        await self.nearby.end()


def around(request: Request) -> Around:
    """What these pages keep."""
    return of(request.app)


def of(app: Starlette) -> Around:
    """The same, of an application."""
    if not hasattr(app.state, "devices"):
        app.state.devices = Around()
    return cast("Around", app.state.devices)
