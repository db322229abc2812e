"""A small home with a real hub, a real broker and a small zigbee2mqtt, in which an installer walks about."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from hub.pages.application import application
from hub.pages.site import Site
from hub.pages.visit.record import Visits
from tests.support.at_the_door import Visitor
from tests.support.broker import broker
from tests.support.home import RunningHub, zigbee
from tests.support.served import served
from tests.support.zigbee2mqtt import BUTTON, CONTACT, Says, Zigbee2Mqtt

PASSWORD = "seven green kettles"
MOTION, DOOR, PENDANT, SMOKE = (f"0x00158d000000000{number}" for number in range(1, 5))
SEES: Says = {
    "model": "RTCGQ11LM", "vendor": "Aqara", "description": "Motion sensor",
    "exposes": [
        {"type": "numeric", "name": "battery", "property": "battery", "unit": "%", "access": 1},
        {
            "type": "binary", "name": "occupancy", "property": "occupancy", "value_on": True, "value_off": False,
            "access": 1,
        },
    ],
}  # fmt: skip
SMOKES: Says = {
    "model": "HS1SA-E", "vendor": "Heiman", "description": "Smoke detector",
    "exposes": [
        {"type": "binary", "name": "smoke", "property": "smoke", "value_on": True, "value_off": False, "access": 1},
    ],
}  # fmt: skip
HOME = """
[hub]
id = "walk"
data = "{folder}/data"
[[residents]]
id = "mary"
name = "Mary S"
[[rooms]]
id = "hall"
name = "Hall"
exit = true
[[rooms]]
id = "kitchen"
name = "Kitchen"
[[devices]]
id = "0x00158d0000000001"
name = "Hall motion"
room = "hall"
use = "motion"
[[devices]]
id = "0x00158d0000000002"
name = "Front door"
room = "hall"
use = "exit door"
[[devices]]
id = "0x00158d0000000003"
name = "Pendant"
use = "help button"
worn_by = "mary"
[[devices]]
id = "0x00158d0000000004"
name = "Hall smoke"
room = "hall"
use = "smoke"
[[contacts]]
id = "anna"
name = "Anna"
phone = "{anna}"
[[contacts]]
id = "ben"
name = "Ben"
phone = "{ben}"
"""
NAMES = {
    MOTION: ("hall motion", SEES),
    DOOR: ("front door", CONTACT),
    PENDANT: ("pendant", BUTTON),
    SMOKE: ("smoke", SMOKES),
}


class Walk:
    """A home, its hub, its zigbee2mqtt, and an installer's browser."""

    def __init__(self, hub: RunningHub, z2m: Zigbee2Mqtt, site: Site, origin: str) -> None:
        self.hub, self.z2m, self.site, self.origin = hub, z2m, site, origin
        site.accounts.add("Ivy Fitter", "installer", PASSWORD, site.now())
        self.ivy = Visitor(origin, site, "Ivy Fitter")
        self.ivy.post("/visit/begin")

    def says(self, device: str, quality: int = 120, **values: object) -> None:
        """A message of a device, heard so well by the radio."""
        kept = self.z2m.cache.setdefault(device, {})
        kept.update({key: value for key, value in values.items() if key != "action"})
        seen = datetime.now(UTC).isoformat(timespec="milliseconds")
        self.z2m.say(NAMES[device][0], {**kept, **values, "last_seen": seen, "linkquality": quality})

    def listens(self) -> None:
        """Waits until the pages hear how well devices are heard."""
        batteries = iter(range(10, 100))

        def heard(text: str) -> bool:
            self.says(DOOR, contact=True, battery=next(batteries))
            return "at worst" in text

        self.ivy.waits("/visit/place", heard, "the pages listen")

    def notes(self, step: str) -> dict[str, object]:
        found = Visits(self.site.accounts.conn).last()
        assert found is not None
        return found.step(step).notes

    def standing(self) -> dict[str, str]:
        """Each step, and how it stands on the list."""
        words = self.ivy.get("/visit")
        return {name: words.split(f". {name} ", 1)[1][:14] for name in ("Places", "Walk test", "Help button")}


@contextmanager
def walking(folder: Path, *sections: str, token: str = "") -> Iterator[Walk]:
    """A hub, a broker, a zigbee2mqtt and pages in which a visit has begun. `sections`: more of the settings."""
    with ExitStack() as stack:
        real = stack.enter_context(broker())
        z2m = stack.enter_context(Zigbee2Mqtt(real.port))
        for address, (name, definition) in NAMES.items():
            z2m.has(address, name, definition)
        hub = stack.enter_context(RunningHub(folder, zigbee(real.port), *sections, home=HOME, token=token))
        hub.until(lambda: hub.link("zigbee2mqtt") == "up", "the hub hears zigbee2mqtt")
        site = Site(hub.settings, lambda: datetime.now(UTC))
        stack.callback(site.close)
        origin = stack.enter_context(served(application(site, https=False)))
        made = Walk(hub, z2m, site, origin)
        stack.callback(made.ivy.close)
        yield made
