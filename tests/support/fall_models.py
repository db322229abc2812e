"""The models by which the tests' worn devices are judged: those that are shipped, for whichever placements."""

from typing import get_args

from detectors import Models
from detectors.fall.model import Model, read
from hub.model.household import Placement
from hub.settings.files import shipped


def _shipped(placement: Placement) -> Model:
    model = read(shipped(f"fall-{placement}.json").read_bytes())
    assert isinstance(model, Model), model.because
    return model


MODELS: Models = {
    placement: _shipped(placement) for placement in get_args(Placement) if shipped(f"fall-{placement}.json").is_file()
}
