"""Which fall is it? One person and one fall are one incident, also where one device does not know who fell."""

from datetime import timedelta
from typing import Any

from hub.core.turn import Turn
from hub.model.effects import FallKept
from hub.model.findings import Finding
from hub.model.ids import EffectKey, IncidentId
from hub.model.incidents import Incident

AGREE = timedelta(minutes=5)
"""A wearable tells an impact within seconds; a room radar may first look for minutes whether somebody stays down (one
has a setting for it, of 1 to 5). What comes later than that may be another fall (our choice)."""


def other(turn: Turn, finding: Finding) -> Incident | None:
    """The open incident of the same fall under another name: a radar cannot tell who fell, a wearable can."""
    near = [i for i in turn.open.values() if i.kind == "fall" and not i.test and turn.at - i.began <= AGREE]
    named, unnamed = [i for i in near if i.resident], [i for i in near if not i.resident]
    found = unnamed if turn.home.known(finding.resident) else named
    return found[0] if len(found) == 1 else None


def joined(turn: Turn, incident: Incident, finding: Finding) -> dict[str, Any]:
    """What the incident learns from the finding: in which room, who, and that two devices say so."""
    learns: dict[str, Any] = {}
    who = turn.home.known(finding.resident)
    if incident.room is None and finding.room is not None:
        learns["room"] = finding.room
    if incident.resident is None and who is not None:
        learns |= {"resident": who, "key": f"fall|{who}"}
    if finding.confirms:
        learns["because"] = finding.because
    elif (
        incident.state == "pending"
        and incident.device not in (None, finding.device)
        and " and " not in incident.because
    ):
        learns["because"] = f"{incident.because} and {finding.because}"
    return learns


def keep(turn: Turn, finding: Finding, incident: IncidentId | None) -> None:
    """What the fall was concluded from is kept, also where nobody was told."""
    fall = finding.impact
    if fall is None:
        return
    device = turn.home.device(fall.device)
    turn.effects.append(
        FallKept(
            key=EffectKey(f"fall/{fall.device}/{fall.struck.isoformat()}"), at=turn.at, device=fall.device,
            struck=fall.struck, score=finding.score, window=fall.window, peak=fall.peak, rate=fall.rate,
            most=fall.most, missing=fall.missing, placement=(device.placement or "") if device is not None else "",
            incident=incident, shadow=incident is None,
        )
    )  # fmt: skip
