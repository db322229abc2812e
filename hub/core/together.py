"""Which findings of one moment have one cause? Many devices that are silent together are one incident (behaviour 6)."""

from collections.abc import Iterable, Sequence

from msgspec import structs

from hub.core.home import Home
from hub.core.liveness import NOT_LISTED
from hub.core.turn import Turn
from hub.model.findings import Finding
from hub.model.ids import DeviceId
from hub.model.incidents import Incident

SILENT = "device silent "
"""How the cause of one device that is not heard begins; its id follows."""

SEVERAL = "devices silent "
"""How the cause of several begins; their ids follow, with spaces between."""

MANY = 3
"""Of two devices each is told by itself: which two says more than that there are two."""

NAMED = 4
"""Devices that a text names; more than these leave no room for what else it must say."""


def bundled(turn: Turn, findings: Sequence[Finding]) -> Iterable[Finding]:
    """The findings, with one in the place of many that are silent together. What saves life is kept apart."""
    rest = list(findings)
    for life_saving in (True, False):
        news = [f for f in findings if f.life_saving == life_saving and _is_new(turn, f)]
        if len(news) >= MANY:
            rest[rest.index(news[0])] = _one(turn.home, news)
            rest = [finding for finding in rest if finding not in news]
    return rest


def _is_new(turn: Turn, finding: Finding) -> bool:
    if finding.turn != "concern" or not finding.cause.startswith(SILENT):
        return False
    return not any(i.cause == finding.cause or is_of(i, finding.device) for i in turn.open.values())


def _one(home: Home, news: Sequence[Finding]) -> Finding:
    ids = [str(finding.device) for finding in news]
    unknown = all(finding.because.endswith(NOT_LISTED) for finding in news)
    says = _says(home, ids, "zigbee2mqtt does not know" if unknown else "not heard any more:")
    return structs.replace(news[0], cause=SEVERAL + " ".join(ids), because=says, device=None, room=None, resident=None)


def _says(home: Home, ids: Sequence[str], how: str) -> str:
    names = [home.title(home.devices[each]) if each in home.devices else each for each in ids]
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"{how} {', '.join(names[:NAMED])}{more}"


def devices(incident: Incident) -> tuple[str, ...]:
    """The devices of such an incident that are still silent; none for any other incident."""
    return tuple(incident.cause.removeprefix(SEVERAL).split()) if incident.cause.startswith(SEVERAL) else ()


def is_of(incident: Incident, device: DeviceId | None) -> bool:
    """Whether the incident is of several devices, and this is one of them."""
    return device is not None and device in devices(incident)


def without(turn: Turn, incident: Incident, device: DeviceId, because: str) -> bool:
    """One device is well, or gone. True if others are left, of which the incident then speaks."""
    left = [each for each in devices(incident) if each != device]
    if not left:
        return False
    cause = SEVERAL + " ".join(left)
    key = incident.key.replace(incident.cause, cause)
    turn.add_evidence(incident, because, cause=cause, key=key, because=_says(turn.home, left, "not heard any more:"))
    return True
