"""How often does a worn device call for nothing? More than once a week is told: it may sit wrongly."""

from datetime import timedelta

from hub.core.turn import Turn
from hub.model.findings import Finding

WEEK = timedelta(days=7)
MOST = 1
"""False alarms in a week that people put up with; what calls more often is taken off (our choice)."""


def told(turn: Turn) -> tuple[Finding, ...]:
    """What people hear of each device whose fall was closed in this step as a false alarm."""
    found = []
    for ended in turn.closed:
        device = turn.home.device(ended.device) if ended.device is not None else None
        if ended.kind != "fall" or ended.outcome != "false alarm" or device is None or not device.feels_falls:
            continue
        before = [
            past
            for past in turn.past
            if past.device == device.id and past.outcome == "false alarm" and turn.at - past.closed < WEEK
        ]
        if len(before) + 1 > MOST:
            because = f"{device.name} has raised {len(before) + 1} false alarms in a week"
            found.append(Finding(kind="news", at=turn.at, because=because, cause=f"false alarms {device.id}"))
    return tuple(found)
