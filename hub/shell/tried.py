"""What an installer's visit wants to know of a device: when somebody last did something to it, and its last test."""

from datetime import datetime
from typing import Any

from hub.core.state import DeviceState, Stream, Trial
from hub.core.trying import Shown, shown_by, too_coarse
from hub.model.household import Device

Says = dict[str, Any]


def tried(device: Device, known: DeviceState | None, trial: Trial | None) -> Says:
    """`active`: when somebody last did something to it. `walk`: what shows that it works (`trying.Shown`).

    `shown`: when that last was, as the hub counts events (`seq` of its status): whoever compares times would take what
    came before a correction of the clock for what came after it.
    """
    stream = known.stream if known is not None else None
    return {
        "active": _said(known.active) if known is not None else None,
        "walk": shown_by(device),
        "shown": _shown(shown_by(device), known, trial),
        "stream": None if stream is None else _stream(stream),
        "test": None if trial is None else _test(trial),
    }


def _shown(by: Shown, known: DeviceState | None, trial: Trial | None) -> int:
    tested = trial.done if trial is not None else 0
    if by == "test" or known is None:
        return tested
    return max(tested, known.done, known.spoke if by == "report" else 0)


def _stream(stream: Stream) -> Says:
    why = too_coarse(stream)
    return {"rate": stream.rate, "most": stream.most or None, "enough": not why, "because": why}


def _test(trial: Trial) -> Says:
    return {
        "asked": _said(trial.asked), "by": trial.by, "until": _said(trial.until), "heard": _said(trial.heard),
        "state": trial.state, "because": trial.because, "incident": trial.incident,
    }  # fmt: skip


def _said(at: datetime | None) -> str | None:
    return at.isoformat(timespec="milliseconds") if at is not None else None
