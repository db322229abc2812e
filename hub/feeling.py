"""Which devices feel falls, by which models, and who takes their acceleration?"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, get_args

import msgspec

import detectors
from detectors import Models
from hub.model.events import FaultChanged, Impact, Movement
from hub.model.household import Placement, Settings
from hub.model.ids import DeviceId
from hub.model.motion import Samples
from hub.ports import Clock, Door, Parts
from hub.settings.files import shipped
from hub.shell.supervisor import guard

if TYPE_CHECKING:
    from detectors.fall.front import FrontEnd

NO_MODEL = "no fall model "
"""How the cause begins of a model that cannot be used; where it is for follows."""

FRONT_END = "fall front end "
"""How the cause begins of acceleration that could not be worked on; the device follows."""


def wearers(settings: Settings) -> frozenset[DeviceId]:
    """The devices in whose acceleration falls are looked for: none if that was not agreed."""
    if settings.home.service == "ended" or not settings.agreed("falls"):
        return frozenset()
    return frozenset(device.id for device in settings.devices if device.feels_falls)


def models(settings: Settings) -> tuple[Models, dict[str, str]]:
    """The shipped models, and of each that is needed and cannot be used, the cause and why. None if nobody needs one.

    All of them: so that a device that is worn elsewhere from tomorrow on needs no file then.
    """
    if not wearers(settings):
        return {}, {}
    from detectors.fall.model import Unreadable, read

    found: dict[Placement, object] = {}
    missing: dict[str, str] = {}
    for placement in get_args(Placement):
        try:
            model = read(shipped(f"fall-{placement}.json").read_bytes())
            because = model.because if isinstance(model, Unreadable) else ""
        except OSError as error:
            model, because = None, f"config/fall-{placement}.json: {error.strerror or error}"
        if not because:
            found[placement] = model
        elif names := [d.name for d in settings.devices if d.feels_falls and d.placement == placement]:
            missing[f"{NO_MODEL}{placement}"] = f"{' and '.join(names)} feels no fall: {because}"
    return found, missing  # type: ignore[return-value]


def parts(settings: Settings) -> tuple[Parts, dict[str, str]]:
    """The table of detectors with the models that they need, and what of these is missing."""
    given, missing = models(settings)
    return partial(detectors.parts, models=given), missing


class Feeling:
    """Takes acceleration: each device has a front end of its own, and what that finds goes through the door.

    Of a device in which falls are not looked for nothing is kept, nor is anything made for it. Never waits.
    """

    def __init__(self, settings: Callable[[], Settings], door: Door, clock: Clock) -> None:
        self._settings, self._door, self._clock = settings, door, clock
        self._known: Settings | None = None
        self._wearers: frozenset[DeviceId] = frozenset()
        self._fronts: dict[DeviceId, FrontEnd] = {}
        self._failing: set[DeviceId] = set()

    def __call__(self, samples: Samples) -> None:
        """One batch."""
        if samples.device not in self._wanted():
            return
        with guard(f"the front end of {samples.device}") as guarded:
            for found in self._front(samples.device).take(samples):
                msgspec.json.encode(found)  # what cannot be written down must not come between others and the disk
                self._found(found)
            return
        self._fronts.pop(samples.device, None)
        self._tell(samples.device, guarded.because)

    def _wanted(self) -> frozenset[DeviceId]:
        """By the settings of now: falls may be agreed to no longer."""
        settings = self._settings()
        if settings is not self._known:
            self._known, self._wearers = settings, wearers(settings)
            self._fronts = {device: front for device, front in self._fronts.items() if device in self._wearers}
        return self._wearers

    def _front(self, device: DeviceId) -> "FrontEnd":
        if device not in self._fronts:
            from detectors.fall.front import FrontEnd

            self._fronts[device] = FrontEnd(device)
        return self._fronts[device]

    def _found(self, found: Impact | Movement) -> None:
        self._door.post(found)
        if found.device in self._failing:
            self._failing.discard(found.device)
            self._post(found.device, "feels falls again", present=False)

    def _tell(self, device: DeviceId, because: str) -> None:
        if device not in self._failing:
            self._failing.add(device)
            self._post(device, f"feels no fall: {because}", present=True)

    def _post(self, device: DeviceId, says: str, *, present: bool) -> None:
        name = next((each.name for each in self._settings().devices if each.id == device), str(device))
        fault = FaultChanged(
            at=self._clock.now(), cause=f"{FRONT_END}{device}", present=present, because=f"{name} {says}",
            life_saving=True,
        )  # fmt: skip
        self._door.post(fault)
