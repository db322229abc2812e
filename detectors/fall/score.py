"""How likely is it that this impact was a fall?"""

import numpy as np

from detectors.fall.features import features
from detectors.fall.front import AFTER, BEFORE, Grid
from detectors.fall.model import Model
from hub.model.events import Impact

ROW = 6
"""Bytes of one sample: three whole numbers of two."""


LENGTH = ROW * (BEFORE + AFTER + 1)
"""Bytes of a window. Old journals hold longer ones: the same before the impact, and more after it."""


def rows(impact: Impact) -> Grid:
    """The window as rows of x, y and z in thousandths of a g; what is no whole row at its end is left out."""
    whole = len(impact.window) // ROW * ROW
    return np.frombuffer(impact.window[:whole], "<i2").reshape(-1, 3)


def score(impact: Impact, model: Model) -> float:
    """The calibrated probability, 0 to 1. 0 for a window that is not as the front end cuts them."""
    if len(impact.window) < LENGTH or impact.peak != BEFORE:
        return 0.0
    return model.probability(features(rows(impact)[: BEFORE + AFTER + 1], model.shipped.most))
