"""What a change of the settings does to what is open (design section 8)."""

from hub.core import ladder
from hub.core.ladder_order import top
from hub.core.turn import Turn
from hub.model.household import Function, Settings
from hub.model.incidents import Incident

NEEDS: dict[str, Function] = {
    "fall": "falls", "inactivity": "inactivity", "wandering": "wandering", "no return": "wandering",
    "bed left at night": "wandering", "routine change": "routine", "missed visit": "visits",
}  # fmt: skip
"""The function whose consent a kind of incident needs. Life kinds but falls need none: a press is its own consent."""


def apply(turn: Turn, old: Settings, new: Settings, by: str) -> None:
    """Open incidents keep who was told and who answered, and climb a changed ladder from its top."""
    turn.record(by, "settings changed", f"service: {new.home.service}")
    if new.home.service == "ended":
        _end_all(turn)
        return
    for incident in list(turn.open.values()):
        if incident.state == "pending" and not _may_exist(incident, new):
            turn.close(incident, "service ended", by, f"{incident.kind} is not watched any more")
        elif incident.place is not None and (old.ladder != new.ladder or old.contacts != new.contacts):
            _climb_anew(turn, incident)


def _may_exist(incident: Incident, settings: Settings) -> bool:
    function = NEEDS.get(incident.kind)
    return function is None or (settings.agreed(function) and settings.home.service == "in service")


def _climb_anew(turn: Turn, incident: Incident) -> None:
    round_ = incident.place.round if incident.place else 1
    if incident.state == "raised":
        ladder.climb(turn, incident, top(turn.home, turn.at, round_), "the ladder was changed")
    else:
        turn.put(incident, place=top(turn.home, turn.at, round_))


def _end_all(turn: Turn) -> None:
    """Died, moved, left: everything closes in silence, and the centre's retained documents are emptied."""
    for incident in list(turn.open.values()):
        turn.silence(incident)
        turn.close(incident, "service ended", "", "the service has ended")
