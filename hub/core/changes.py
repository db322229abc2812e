"""What a change of the settings does to what is open (design section 8)."""

from hub.core import access, ladder, notices, together, visits
from hub.core.turn import LIVES, Turn
from hub.model.household import Function, Settings
from hub.model.ids import DeviceId
from hub.model.incidents import Incident, Purpose
from hub.model.kinds import KINDS

NEEDS: dict[str, Function] = {
    "fall": "falls", "inactivity": "inactivity", "one room only": "inactivity", "wandering": "wandering",
    "no return": "wandering", "bed left at night": "wandering", "wandering inside": "wandering",
    "up at night": "wandering", "routine change": "routine", "bathroom at night": "routine", "not used": "routine",
    "missed visit": "visits", "late visit": "visits",
    "cold home": "environment", "very cold home": "environment", "hot home": "environment",
    "very hot home": "environment", "damp home": "environment", "appliance left on": "environment",
    "left on": "environment",
}  # fmt: skip
"""The function whose consent a kind of incident needs. Life kinds but falls need none: a press is its own consent."""


PURPOSES: tuple[Purpose, ...] = tuple(LIVES)
LONGEST_LIFE = max(LIVES.values())
"""How long a text may wait to leave: one of an incident that closed longer ago is gone already."""


def apply(turn: Turn, old: Settings, new: Settings, by: str) -> None:
    """Open incidents keep who was told and who answered, and climb the ladder of today from its top."""
    turn.record(by, "settings changed", f"service: {new.home.service}")
    if new.home.service == "ended":
        _end_all(turn)
        return
    _end_of_removed(turn, old, new, by)
    visits.settings_say(turn, new)
    for name in tuple(turn.open):
        incident = turn.open[name]  # as it is by now: the text about the one before may have told of this one
        if incident.state == "pending" and not _may_exist(incident, new):
            turn.close(incident, "service ended", by, f"{incident.kind} is not watched any more")
        elif incident.kind == "movement while away" and new.home.service != "suspended":
            turn.close(incident, "restored", by, "they are expected at home again")
        elif incident.place is not None and _climbs_otherwise(old, new):
            _climb_anew(turn, incident, old)


def _end_of_removed(turn: Turn, old: Settings, new: Settings, by: str) -> None:
    """Trouble with a device ends with it. A call for help that it made does not."""
    gone = {device.id for device in old.devices} - {device.id for device in new.devices}
    replaced = {former for device in new.devices for former in device.formerly}
    for incident in list(turn.open.values()):
        for device in [DeviceId(each) for each in together.devices(incident) if each in gone]:
            if not together.without(turn, turn.open[incident.id], device, "taken out of the settings"):
                notices.gone(turn, turn.open[incident.id], by, "taken out of the settings")
        if incident.device in gone and (incident.grave == "technical" or incident.life_saving):
            new_one = incident.device in replaced
            notices.gone(turn, incident, by, "replaced by a new one" if new_one else "taken out of the settings")


def _may_exist(incident: Incident, settings: Settings) -> bool:
    function = NEEDS.get(incident.kind)
    if function is None:
        return True
    watched = settings.home.service == "in service" or KINDS[incident.kind].grave == "life"
    return watched and settings.agreed(function)


def _climbs_otherwise(old: Settings, new: Settings) -> bool:
    """Whether other people would be asked, or in another order."""
    ask = (old.ladder, old.ladders, old.contacts, old.rota)
    return ask != (new.ladder, new.ladders, new.contacts, new.rota)


def _climb_anew(turn: Turn, incident: Incident, old: Settings) -> None:
    """Whoever was asked already in this round is not asked again, unless it was at another number."""
    place = incident.place
    if incident.state == "raised" and place is not None:
        phones = {str(contact.id): contact.phone for contact in old.contacts}
        now = turn.home.contacts
        told = tuple(name for name in place.told if name in now and now[name].phone == phones.get(name))
        ladder.from_top(turn, incident, max(place.round, 1), "the ladder was changed", told)
    else:
        # If its holder falls silent, the new ladder is climbed from its top.
        turn.put(incident, place=None)


def _end_all(turn: Turn) -> None:
    """Died, moved, left: everything closes in silence, and the centre's retained documents are emptied."""
    for past in turn.past:
        if turn.at - past.closed <= LONGEST_LIFE:
            turn.withdraw(past.id, PURPOSES, "the service has ended")
    for incident in list(turn.open.values()):
        turn.silence(incident)
        incident = access.end(turn, incident, "the service has ended")  # noqa: PLW2901 - as it is from now on
        turn.close(incident, "service ended", "", "the service has ended")
        turn.withdraw(incident.id, PURPOSES, "the service has ended")
