"""Steps one detector so that its bug stays its own: it starts afresh, and somebody is told (design section 2)."""

from typing import Any

from hub.model.events import Sensed
from hub.model.findings import Finding
from hub.ports import Detector


def step(detector: Detector, memory: Any, event: Sensed) -> tuple[Any, tuple[Finding, ...]]:
    """The detector's step; if it raises an exception, a fresh memory and the finding that it failed."""
    try:
        return detector.step(memory, event)
    except Exception as error:  # noqa: BLE001 - one of the two blanket excepts: a detector must never stop the others
        return detector.start(event.at), (failed(detector, event, error),)


def failed(detector: Detector, event: Sensed, error: Exception) -> Finding:
    """The finding that a detector failed; a later failure of the same one joins it."""
    return Finding(
        kind="technical",
        at=event.at,
        cause=f"detector failed {detector.name}",
        because=f"the detector {detector.name} failed ({type(error).__name__}: {error}) and was restarted",
    )
