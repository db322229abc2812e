"""One device's stream, watched as a hub watches it: front end, model, and the one rule from impacts to alarms."""

from array import array
from collections.abc import Iterator

from msgspec import structs

from detectors.fall import alarms
from detectors.fall.alarms import Alarm
from detectors.fall.front import FrontEnd
from detectors.fall.model import Model
from hub.model.events import Impact, Movement
from hub.model.ids import DeviceId
from hub.model.motion import Samples


class Watch:
    """Takes samples, and gives what they became: an event, and the alarm that it raised, if it did."""

    def __init__(self, device: DeviceId, model: Model) -> None:
        self._front, self._model = FrontEnd(device), model
        self._memory = alarms.START
        self._last: Samples | None = None

    def take(self, samples: Samples) -> Iterator[tuple[Impact | Movement, Alarm | None]]:
        """Take the next samples of the device."""
        self._last = samples
        for event in self._front.take(samples):
            self._memory, alarm = alarms.step(self._memory, event, self._model)
            yield event, alarm

    def end(self) -> Iterator[tuple[Impact | Movement, Alarm | None]]:
        """The device went: what struck it just before is judged by what there is."""
        if (last := self._last) is None:
            return
        none = array("f", [0.0])
        for event in self._front.take(structs.replace(last, stream=last.stream + 1, first=0.0, x=none, y=none, z=none)):
            self._memory, alarm = alarms.step(self._memory, event, self._model)
            yield event, alarm
