"""Reads hub.toml into `hub.model.household.Settings`, and refuses what cannot be, exactly."""

from hub.settings.doubts import warnings
from hub.settings.files import shipped
from hub.settings.reading import load, parse
from hub.settings.whereabouts import resolve

__all__ = ["load", "parse", "resolve", "shipped", "warnings"]
