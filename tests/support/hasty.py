"""A hub or an auditor in a hurry: `python -m tests.support.hasty hub|audit FACTOR OFFSET CONFIG`.

Every wait of theirs that the auditor measures is shortened by FACTOR. What its first text needs is loaded before it
begins: loading is not in a hurry, and on a busy machine it takes longer than a text may. OFFSET is a file with the
seconds by which the machine's wall clock is to be wrong for this process; it may be changed while it runs.
"""

import sys
import time
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib import import_module
from pathlib import Path

from msgspec import structs

from hub.audit.bounds import BOUNDS, Bounds

COUNTS = frozenset({"disk", "starts", "slower"})
"""Bounds that are no seconds."""

SOONER = {"well": 20.0, "clock_told_for": 60.0}
"""Seconds instead of minutes, before they are shortened: a test need not wait so long to hear that it is over."""

SILENT = 2.5
"""Seconds that a hub may be silent at the least: a busy machine holds it for one or two."""


def hurried(factor: float) -> Bounds:
    """The bounds of a day in which everything goes that much quicker."""
    usual = {name: getattr(BOUNDS, name) for name in BOUNDS.__struct_fields__ if name not in COUNTS}
    shorter = {name: span * factor for name, span in {**usual, **SOONER}.items()}
    shorter["silent"], shorter["blind"] = max(SILENT, shorter["silent"]), max(SILENT, shorter["blind"])
    return structs.replace(BOUNDS, **shorter)


def wall(offset: Path) -> float:
    """The wall clock of this process."""
    return time.time() + float(offset.read_text() or 0)


def run_hub(factor: float, offset: Path, config: Path) -> None:
    """A hub that beats, and asks for delivery reports, so much more often."""
    from hub import app
    from hub.shell import heartbeat, pulse
    from hub.shell.clock import HubClock

    pulse.EVERY *= factor
    heartbeat.POLL_OPEN *= factor
    heartbeat.POLL_QUIET *= factor
    heartbeat.LOOK *= factor
    app.HubClock = partial(HubClock, wall=lambda: wall(offset))  # type: ignore[misc,assignment]
    app.run(config)


def run_auditor(factor: float, offset: Path, config: Path) -> None:
    """An auditor that waits so much less."""
    from hub.auditor import Clocks, run

    def now() -> datetime:
        return datetime.fromtimestamp(0, UTC) + timedelta(seconds=wall(offset))

    run(config, hurried(factor), Clocks(wall=now, vouches=lambda: "the test says so", pace=factor))


def main() -> None:
    which, factor, offset, config = sys.argv[1:]
    import_module("connectors.twilio_client")
    {"hub": run_hub, "audit": run_auditor}[which](float(factor), Path(offset), Path(config))


if __name__ == "__main__":
    main()
