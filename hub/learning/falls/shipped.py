"""The fall model of one placement: the one that is shipped, or another in a file."""

from pathlib import Path

from detectors.fall.model import Model, read
from hub.model.errors import CarehubError
from hub.settings.files import shipped


def load(placement: str, file: Path | None = None) -> Model:
    """The model, ready to score. A CarehubError says which file cannot be used, and why."""
    path = shipped(f"fall-{placement}.json") if file is None else file
    try:
        model = read(path.read_bytes())
    except OSError as error:
        raise CarehubError(f"{path} cannot be read ({error.strerror}): without it no fall can be told.") from error
    if not isinstance(model, Model):
        raise CarehubError(f"{path} cannot be used: {model.because}.")
    if model.placement != placement:
        raise CarehubError(f"{path} is a model for the {model.placement}, and not for the {placement}.")
    return model
