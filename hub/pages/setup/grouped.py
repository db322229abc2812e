"""The tables of hub.toml as an installer thinks of them: what belongs together stands together."""

from msgspec import Struct

from hub.pages.words import later
from hub.settings.layout import Names


class Group(Struct, frozen=True):
    """Tables that are looked at together. `says`: what they are for."""

    name: str
    says: str
    tables: tuple[Names, ...]


GROUPS = (
    Group(later("Home and resident"), later("Who lives here, who else moves about, and how to get in."),
          (("residents",), ("home",), ("access",), ("hub",))),
    Group(later("People"), later("Everybody who may be told, with their numbers and hours."), (("contacts",),)),
    Group(later("Ladder"), later("Who is asked first, and who after that."), (("ladder",), ("ladders",))),
    Group(later("Hours and rota"), later("Holidays, swaps and the care visits of a week."), (("rota",), ("visits",))),
    Group(later("Notices"), later("Who hears what is not urgent, and how often phones are tested."),
          (("notices",), ("readiness",))),
    Group(later("Devices and rooms"), later("Sensors and buttons, where they are, and the radios that hear them."),
          (("rooms",), ("devices",), ("topics",), ("mqtt",), ("bluetooth",), ("home_assistant",))),
    Group(later("Detectors"), later("When silence, an open door, cold or a fall becomes an alarm."),
          tuple(("detectors", name) for name in ("inactivity", "wandering", "falls", "night", "environment",
                                                 "appliances", "routine", "liveness"))),
    Group(later("Timers"), later("How long each step of an alarm may take, and how long things are kept."),
          (("timers",), ("retention",))),
    Group(later("Ways out"), later("How texts and calls leave, who watches the hub, and what is said in the home."),
          (("sms",), ("sms", "second"), ("modem",), ("calls",), ("centre",), ("announce",), ("audit",),
           ("audit", "sms"))),
    Group(later("Consent"), later("What was agreed, by whom, and when it is looked at again."), (("consent",),)),
    Group(later("Pages"), later("Where these pages can be reached."), (("pages",),)),
)  # fmt: skip
