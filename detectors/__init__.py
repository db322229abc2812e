"""Questions asked of the home. Each file answers one, and knows nothing of the others."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from detectors import (
    appliance_left_on,
    away_movement,
    bathroom_visits,
    chatter,
    cold,
    daily_measures,
    damp,
    device_health,
    hazards,
    help_button,
    hot,
    inactivity,
    links,
    night_bed,
    night_door,
    no_return,
    not_used_by,
    one_room,
    radar_fall,
    visits,
    wandering_inside,
)  # fmt: skip
from hub.model.household import Placement, Settings
from hub.ports import Detector

if TYPE_CHECKING:
    from detectors.fall.model import Model

Models = Mapping[Placement, "Model"]
"""Where a device is worn -> what tells a fall there."""
NO_MODELS: Models = {}


def _worn_fall(settings: Settings, models: Models) -> Detector | None:
    """Loaded only where somebody wears such a device: it needs numpy."""
    worn = any(device.feels_falls for device in settings.devices)
    if not worn or settings.home.service == "ended" or not settings.agreed("falls"):
        return None
    from detectors.fall import decision

    return decision.of(settings, models)


def _plain(of: Callable[[Settings], Detector | None]) -> "Of":
    """A detector that needs no model."""
    return lambda settings, _models: of(settings)


Of = Callable[[Settings, Models], Detector | None]
DETECTORS: dict[str, Of] = {
    "help button": _plain(help_button.of),
    "hazards": _plain(hazards.of),
    "radar fall": _plain(radar_fall.of),
    "worn fall": _worn_fall,
    "inactivity": _plain(inactivity.of),
    "one room": _plain(one_room.of),
    "night bed": _plain(night_bed.of),
    "night door": _plain(night_door.of),
    "no return": _plain(no_return.of),
    "wandering inside": _plain(wandering_inside.of),
    "appliance left on": _plain(appliance_left_on.of),
    "cold": _plain(cold.of),
    "hot": _plain(hot.of),
    "damp": _plain(damp.of),
    "care visits": _plain(visits.of),
    "bathroom visits": _plain(bathroom_visits.of),
    "not used by": _plain(not_used_by.of),
    "device health": _plain(device_health.of),
    "chatter": _plain(chatter.of),
    "links": _plain(links.of),
    "movement while away": _plain(away_movement.of),
    "daily measures": _plain(daily_measures.of),
}
"""Every detector there is, in the order in which they are asked: what saves life first."""


def parts(settings: Settings, models: Models = NO_MODELS) -> tuple[Detector, ...]:
    """The detectors that may exist in this home: what is not agreed, or not of use now, is not among them."""
    return tuple(detector for of in DETECTORS.values() if (detector := of(settings, models)) is not None)
