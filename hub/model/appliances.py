"""The numbers by which appliances are watched: left on, or not used by the usual time. Plain data."""

from datetime import timedelta

from hub.model.access import Part
from hub.model.devices import Use


class Appliances(Part, frozen=True, kw_only=True):
    """What counts of a plug that tells its power. config/detectors.toml gives each its reason and source.

    `on_above` in W. `off_for`: less power for a shorter time is a thermostat. `nobody_for`: how long nobody was seen in
    the room. `urgent`: the uses of which people are called rather than told. `used_by`: until it is learned.
    """

    on_above: float = 400.0
    off_for: timedelta = timedelta(minutes=15)
    cooker_for: timedelta = timedelta(hours=1)
    others_for: timedelta = timedelta(hours=3)
    nobody_for: timedelta = timedelta(minutes=30)
    urgent: tuple[Use, ...] = ("cooker",)
    used_by: str = "11:00"
