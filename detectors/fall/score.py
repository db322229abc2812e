"""How likely is it that this impact was a fall?"""

import numpy as np

from detectors.fall.features import features
from detectors.fall.front import AFTER, BEFORE
from detectors.fall.model import Model
from hub.model.events import Impact

__all__ = ["score"]


def score(impact: Impact, model: Model) -> float:
    """The calibrated probability, 0 to 1. 0 for a window that is not as the front end cuts them."""
    window = np.frombuffer(impact.window, "<i2")
    if len(window) != 3 * (BEFORE + AFTER + 1) or impact.peak != BEFORE:
        return 0.0
    return model.probability(features(window.reshape(-1, 3), model.shipped.most))
