"""What the settings make of the engine."""

from hub.core.home import Home
from hub.model.household import Settings
from hub.ports import Parts


class Plan:
    """What the settings make of the engine: the home, the detectors that may exist, and who hears which reading."""

    def __init__(self, settings: Settings, parts: Parts) -> None:
        self.settings = settings
        self.home = Home(settings)
        self.detectors = parts(settings)
        self.named = {d.name: d for d in self.detectors}
        kinds = {kind for d in self.detectors for kind in d.hears}
        self.routes = {kind: tuple(d for d in self.detectors if kind in d.hears) for kind in kinds}
