"""Questions asked of the home. Each file answers one, and knows nothing of the others."""

from collections.abc import Callable

from detectors import away_movement, device_health, hazards, help_button, inactivity, links, night_door, radar_fall
from hub.model.household import Settings
from hub.ports import Detector

DETECTORS: dict[str, Callable[[Settings], Detector | None]] = {
    "help button": help_button.of,
    "hazards": hazards.of,
    "radar fall": radar_fall.of,
    "inactivity": inactivity.of,
    "night door": night_door.of,
    "device health": device_health.of,
    "links": links.of,
    "movement while away": away_movement.of,
}
"""Every detector there is, in the order in which they are asked: what saves life first."""


def parts(settings: Settings) -> tuple[Detector, ...]:
    """The detectors that may exist in this home: what is not agreed, or not of use now, is not among them."""
    return tuple(detector for of in DETECTORS.values() if (detector := of(settings)) is not None)
