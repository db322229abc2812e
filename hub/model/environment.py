"""The numbers by which the home itself is watched: too cold, too hot, too damp. Plain data."""

from datetime import timedelta

from hub.model.access import Part


class Environment(Part, frozen=True, kw_only=True):
    """Degrees Celsius and per cent of relative humidity. config/detectors.toml gives each its reason and source.

    `..._for`: how long it must last. The `very` ones are urgent, and count where it is so in every room.
    """

    cold_below: float = 16.0
    cold_for: timedelta = timedelta(hours=6)
    very_cold_below: float = 12.0
    very_cold_for: timedelta = timedelta(hours=3)
    hot_above: float = 30.0
    hot_for: timedelta = timedelta(hours=3)
    very_hot_above: float = 35.0
    very_hot_for: timedelta = timedelta(hours=1)
    damp_above: float = 70.0
    damp_for: timedelta = timedelta(days=2)
