"""Pages beside a Bluetooth radio, with an installer on a visit: bleak's own backend over D-Bus to a small BlueZ."""

from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette

from hub.pages.application import application
from hub.pages.site import Site
from hub.settings import load
from tests.connectors.bluetooth.radio_home import forget_bleaks_bus
from tests.pages.conftest import PASSWORD
from tests.support.at_the_door import Visitor
from tests.support.home import RunningHub
from tests.support.radio_beside import RadioBeside, radio_beside
from tests.support.served import served

HOME = """
[hub]
id = "bluetooth"
data = "{folder}/data"
[[residents]]
id = "mary"
name = "Mary S"
[[rooms]]
id = "hall"
name = "Hall"
exit = true
[[contacts]]
id = "anna"
name = "Anna"
phone = "{anna}"
[[ladder]]
tell = ["anna"]
wait = "2m"
"""


def pages(site: Site) -> Starlette:
    """The pages; bleak keeps a connection for each loop, which is let go of before the loop ends."""
    made = application(site, https=False)
    lives = made.router.lifespan_context

    @asynccontextmanager
    async def and_lets_go(app: Starlette) -> AsyncIterator[None]:
        async with lives(app):
            yield
        await forget_bleaks_bus()

    made.router.lifespan_context = and_lets_go
    return made


class Near:
    """A radio, pages beside it, and an installer on a visit."""

    def __init__(self, radio: RadioBeside, site: Site, origin: str) -> None:
        self.radio, self.site, self.origin = radio, site, origin
        site.accounts.add("Ivy Fitter", "installer", PASSWORD, site.now())
        self.ivy = Visitor(origin, site, "Ivy Fitter")
        self.ivy.post("/visit/begin")

    def close(self) -> None:
        self.ivy.close()

    def seen(self, address: str, data: Any, words: str, **more: Any) -> str:
        """The device speaks until the page shows it with these words."""
        self.ivy.post("/visit/pair/listen")

        def shown(text: str) -> bool:
            self.radio.says(address, data, **more)
            return address in text and words in text

        return self.ivy.waits("/visit/pair", shown, words)

    def device(self, address: str) -> AsyncIterator[None]:
        return next((each for each in load(self.site.file).devices if each.id == address), None)


@contextmanager
def near(folder: Path, monkeypatch: pytest.MonkeyPatch, *, hub: bool = False, **fake: bool) -> Iterator[Near]:
    with ExitStack() as stack:
        radio = stack.enter_context(radio_beside(**fake))
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", radio.bus.address)
        running = RunningHub(folder, ladder="", home=HOME)
        if hub:
            stack.enter_context(running)
        site = stack.enter_context(closing(Site(running.settings, lambda: datetime.now(UTC))))
        origin = stack.enter_context(served(pages(site)))
        yield stack.enter_context(closing(Near(radio, site, origin)))
