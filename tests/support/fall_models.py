"""The models by which the tests' worn devices are judged."""

from detectors import Models
from detectors.fall.model import Model

MODELS: Models = {"waist": Model(), "wrist": Model(), "pocket": Model()}
