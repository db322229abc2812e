"""Steps one detector so that its bug stays its own: it starts afresh, and somebody is told (design section 2)."""

from datetime import datetime
from typing import Any

from hub.model.events import Sensed
from hub.model.findings import Finding
from hub.model.kinds import KINDS
from hub.ports import Detector

Stepped = tuple[Any, tuple[Finding, ...], datetime | None]
"""What it knows now, what it found, and when it wants a tick."""


def step(detector: Detector, memory: Any, due: datetime | None, event: Sensed) -> Stepped:
    """The detector's step; if it raises an exception, a fresh memory and the finding that it failed.

    Its deadline and the kinds of its findings belong to the step: a mistake there must not cost a press its incident.
    """
    try:
        after, findings = detector.step(memory, event)
        if findings:
            _check(findings)
        return after, findings, due if after is memory else detector.deadline(after)
    except Exception as error:  # noqa: BLE001 - one of the two blanket excepts: a detector must never stop the others
        return afresh(detector, event, f"{type(error).__name__}: {error}")


def armed(detector: Detector, memory: Any, event: Sensed) -> Stepped:
    """The detector's deadline worked out anew, for the same memory; if that raises an exception, as `step` does."""
    asked: Any = _Asked(detector)
    after, findings, due = step(asked, memory, None, event)
    return after, findings, due if findings else asked.due


class _Asked:
    """A detector that is asked when it wants a tick, where it would be stepped: so that the same guard holds."""

    def __init__(self, detector: Detector) -> None:
        self.name, self.start, self.deadline = detector.name, detector.start, detector.deadline
        self.due: datetime | None = None

    def step(self, memory: Any, event: Sensed) -> tuple[Any, tuple[Finding, ...]]:
        """Nothing happens to it."""
        self.due = self.deadline(memory)
        return memory, ()


def afresh(detector: Detector, event: Sensed, because: str) -> Stepped:
    """The detector as it starts, and the finding that it failed; a later failure of the same one joins it."""
    memory = detector.start(event.at)
    failed = Finding(
        kind="technical",
        at=event.at,
        cause=f"detector failed {detector.name}",
        because=f"the detector {detector.name} failed ({because}) and was restarted",
    )
    due = detector.deadline(memory)
    # A deadline that has passed already would be the same mistake again, for ever.
    return memory, (failed,), due if due is None or due > event.at else None


def _check(findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        if finding.kind not in KINDS:
            raise KeyError(f"unknown kind of finding {finding.kind}")
