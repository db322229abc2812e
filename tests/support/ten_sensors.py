"""A home of ten sensors that is still to be set up: its kit, and everything around a hub that was just unpacked."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from hub.pages.application import application
from hub.pages.site import Site
from tests.support.broker import RealBroker, broker
from tests.support.carrier import ACCOUNT, SENDER, TOKEN, Carrier
from tests.support.home import RunningHub, twilio, zigbee
from tests.support.served import served
from tests.support.walked import SEES, SMOKES
from tests.support.zigbee2mqtt import BUTTON, CONTACT, PLUG, Says, Zigbee2Mqtt

NEW_HOME = """
[hub]
id = "hub-0042"
data = "{folder}/data"
[[residents]]
id = "resident"
name = "Resident"
[home]
service = "being installed"
"""
ROOMS = ("Hall", "Kitchen", "Living room", "Bedroom", "Bathroom")
LEAKS: Says = {
    "model": "SJCGQ11LM", "vendor": "Aqara", "description": "Water leak sensor",
    "exposes": [
        {"type": "binary", "name": "water_leak", "property": "water_leak", "value_on": True, "value_off": False,
         "access": 1},
    ],
}  # fmt: skip
Part = tuple[str, Says, str, str]
KIT: tuple[Part, ...] = (
    ("Bathroom motion", SEES, "motion", "Bathroom"), ("Hall exit door", CONTACT, "exit door", "Hall"),
    ("Kitchen motion", SEES, "motion", "Kitchen"), ("Living room motion", SEES, "motion", "Living room"),
    ("Bedroom motion", SEES, "motion", "Bedroom"), ("Help button", BUTTON, "help button", ""),
    ("Hall smoke", SMOKES, "smoke", "Hall"), ("Kitchen kettle", PLUG, "kettle", "Kitchen"),
    ("Kitchen leak", LEAKS, "leak", "Kitchen"), ("Kitchen fridge", CONTACT, "fridge", "Kitchen"),
)  # fmt: skip
"""Ten sensors: their names, what they are, what they are there for, and where."""
ALARMS = ("smoke", "leak")
"""Uses whose test is asked for before somebody makes it speak."""
DOES: dict[str, dict[str, tuple[object, object]]] = {
    "motion": {"occupancy": (True, False)}, "exit door": {"contact": (False, True)},
    "fridge": {"contact": (False, True)}, "kettle": {"power": (2000, 0)}, "smoke": {"smoke": (True, False)},
    "leak": {"water_leak": (True, False)},
}  # fmt: skip
"""Use -> what such a sensor says when somebody does something to it, and then."""
SHORT = ("--people", "1", "--weeks", "1", "--accidents", "1")
"""The shortest rehearsal there is: about a second. What the page asks for takes fifteen here, and a minute on a Pi."""


class TenSensors:
    """A hub that was just unpacked, and everything around it. `address`: name of a sensor -> its radio's address."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.carrier: Carrier = stack.enter_context(Carrier())
        real: RealBroker = stack.enter_context(broker())
        self.z2m = stack.enter_context(Zigbee2Mqtt(real.port))
        sections = (zigbee(real.port), twilio(self.carrier.url, ACCOUNT, SENDER))
        self.hub = stack.enter_context(RunningHub(folder, *sections, ladder="", token=TOKEN, home=NEW_HOME))
        self.hub.until(lambda: self.hub.link("zigbee2mqtt") == "up", "the hub hears zigbee2mqtt")
        self.address = {name: f"0x00158d00000000{number:02x}" for number, (name, *_) in enumerate(KIT, 1)}
        self._batteries = count()
        self.site: Site

    @contextmanager
    def pages(self) -> Iterator[str]:
        """The pages begin, and end."""
        self.site = Site(self.hub.settings, lambda: datetime.now(UTC))
        try:
            with served(application(self.site, https=False)) as origin:
                yield origin
        finally:
            self.site.close()

    def says(self, name: str, **values: object) -> None:
        """A sensor speaks."""
        seen = datetime.now(UTC).isoformat(timespec="milliseconds")
        called = self.z2m.devices[self.address[name]]["friendly_name"]
        self.z2m.say(called, {**values, "last_seen": seen, "linkquality": 120})

    def stands_still(self, name: str, use: str) -> None:
        """It says of its own accord how things are, as after it joined."""
        told: dict[str, object] = {key: value[1] for key, value in DOES.get(use, {}).items()}
        self.says(name, **(told or {"battery": 95}))

    def used(self, name: str, use: str) -> None:
        """Somebody does something to it."""
        for step in (0, 1):
            self.says(name, **{key: value[step] for key, value in DOES[use].items()})

    def reports(self) -> None:
        """Every battery is reported, each time another figure: what was said before proves nothing."""
        battery = next(self._batteries) % 80 + 20
        for name, *_ in KIT:
            self.says(name, battery=battery)
