"""What an answer does: who holds an incident, how far they are, and what ends it (design section 1).

Only a person's answer comes here as one. A receipt, a delivery or the centre's program saying `received` never does.
"""

from datetime import datetime

from hub.core import ladder, notices, outcomes
from hub.core.home import digits
from hub.core.ladder_choice import choose
from hub.core.ladder_order import names
from hub.core.life import ORDER, REACHED_BY, held_until
from hub.core.turn import Turn
from hub.model.effects import Outcome
from hub.model.events import Does, Via
from hub.model.household import Contact
from hub.model.incidents import Holder, Incident, State

SAYS: dict[State, str] = {"acknowledged": "is going", "travelling": "is on the way", "with_resident": "is there now"}


def person(turn: Turn, by: str, via: Via) -> Holder:
    """Who answers: a contact by id, name or number; else somebody by name, who is at the centre or at the hub."""
    contact = find_contact(turn, by)
    if contact is not None:
        return Holder(name=contact.name, contact=contact.id, can_attend=contact.can_attend, since=turn.at, via=via)
    attends = turn.home.centre_attends if via == "centre" else True
    return Holder(name=by, contact=None, can_attend=attends, since=turn.at, via=via)


def find_contact(turn: Turn, by: str) -> Contact | None:
    """The contact that `by` names by id, name or number."""
    if by in turn.home.contacts:
        return turn.home.contacts[by]
    named = [c for c in turn.home.contacts.values() if c.name.lower() == by.lower()]
    if len(named) == 1:
        return named[0]
    return turn.home.numbers.get(digits(by)) if by.startswith("+") else None


def act(
    turn: Turn, incident: Incident, who: Holder, does: Does, minutes: int | None, outcome: Outcome | None
) -> Incident:
    """Do what a person said, and return the incident as it is then."""
    if does == "close":
        return _close(turn, incident, who, outcome or "helped")
    if does == "cannot":
        return _cannot(turn, incident, who)
    if incident.grave in ("advice", "technical"):
        return _own_notice(turn, incident, who)
    state = REACHED_BY[does]
    if not who.can_attend and state != "with_resident" and _others_could_go(turn, incident, who):
        return _coordinates(turn, incident, who)
    return _holds(turn, incident, who, state, minutes)


def _own_notice(turn: Turn, incident: Incident, who: Holder) -> Incident:
    return notices.own(turn, incident, who) if incident.life_saving else incident


def _holds(turn: Turn, incident: Incident, who: Holder, state: State, minutes: int | None) -> Incident:
    """Somebody goes. Who is further along holds it; a second helper is news for the holder, not a hand-over."""
    mine = incident.holder is not None and _is(incident.holder, who)
    if incident.holder is not None and not mine and ORDER[state] <= ORDER[incident.state]:
        return _helps_too(turn, incident, who)
    reached = max(state, incident.state, key=lambda s: ORDER[s]) if mine else state
    minutes = minutes if minutes is not None or not mine else incident.minutes
    progress = not mine or reached != incident.state
    raised = incident.raised or turn.at
    held = turn.add_evidence(
        incident, f"{who.name} {SAYS[reached]}", state=reached, holder=who, asked=None, raised=raised, minutes=minutes,
        due=_until(turn, reached, minutes), received_by=None, pressed=None,
        cannot=tuple(c for c in incident.cannot if c != who.contact),
    )  # fmt: skip
    turn.withdraw(held.id, ("alarm", "question"), f"{who.name} {SAYS[reached]}")
    turn.record(who.name, reached, f"answered by {who.via}", held)
    if not mine:
        held = _say_what_is_broken(turn, held)
    return outcomes.tell_others(turn, held, who.contact, who.name, _how(reached, minutes)) if progress else held


def _say_what_is_broken(turn: Turn, incident: Incident) -> Incident:
    """Whoever goes there must know that something that saves life does not work (design section 4)."""
    broken = (i for i in turn.open.values() if i.life_saving and i.restored is None and i.id != incident.id)
    for fault in broken:
        incident = outcomes.tell_holder(turn, incident, fault.because)
    return incident


def _until(turn: Turn, state: State, minutes: int | None) -> datetime:
    return held_until(state, turn.at, minutes, turn.home.timers)


def _how(state: State, minutes: int | None) -> str:
    return f"{SAYS[state]}, {minutes} min" if state == "travelling" and minutes is not None else SAYS[state]


def _helps_too(turn: Turn, incident: Incident, who: Holder) -> Incident:
    incident = turn.add_evidence(incident, f"{who.name} is going too")
    turn.record(who.name, "is going too", f"answered by {who.via}", incident)
    return outcomes.tell_holder(turn, incident, f"{who.name} is going too")


def _is(one: Holder, other: Holder) -> bool:
    return one.contact == other.contact if one.contact or other.contact else one.name == other.name


def _others_could_go(turn: Turn, incident: Incident, who: Holder) -> bool:
    """Whether the ladder knows anybody else who could be at the door."""
    # One that has not begun to climb, or will climb anew, asks those of the ladder that it would climb now.
    begins = incident.place is None
    rungs = choose(incident, turn.home, turn.at, sure=turn.world.sure).rungs if begins else turn.home.rungs(incident)
    told = names(rungs)
    people = (c for c in turn.home.contacts.values() if c.id in told and c.id != who.contact)
    return any(c.can_attend and c.phone for c in people) or ("centre" in told and turn.home.centre_attends)


def _coordinates(turn: Turn, incident: Incident, who: Holder) -> Incident:
    """Holding is not attending: they coordinate, and the ladder goes on until somebody answers who can be there."""
    if incident.holder is not None:
        return _helps_too(turn, incident, who) if not _is(incident.holder, who) else incident
    known = incident.coordinator is not None and _is(incident.coordinator, who)
    says = f"{who.name} coordinates, but cannot be there"
    incident = turn.add_evidence(incident, says, coordinator=who, raised=incident.raised or turn.at)
    turn.record(who.name, "coordinates", f"answered by {who.via}; cannot attend", incident)
    if incident.state == "pending":
        incident = ladder.begin(turn, turn.put(incident, state="raised", due=None), says)
    return (
        incident
        if known
        else outcomes.tell_others(turn, incident, who.contact, who.name, "coordinates, but somebody must still go")
    )


def _cannot(turn: Turn, incident: Incident, who: Holder) -> Incident:
    """They cannot go. If they held it, or if nobody else on the rung is left, the next rung starts at once."""
    says = f"{who.name} cannot go"
    mark = tuple(dict.fromkeys((*incident.cannot, who.contact or who.name)))
    incident = turn.add_evidence(incident, says, cannot=mark)
    turn.record(who.name, "cannot", f"answered by {who.via}", incident)
    if incident.coordinator is not None and _is(incident.coordinator, who):
        incident = turn.put(incident, coordinator=None)
    if incident.holder is not None and _is(incident.holder, who):
        incident = outcomes.tell_others(turn, incident, who.contact, who.name, "cannot go after all")
        return ladder.resume(turn, incident, says)
    if incident.state == "raised" and ladder.all_cannot(incident):
        return ladder.advance(turn, incident, says)
    return incident


def _close(turn: Turn, incident: Incident, who: Holder, outcome: Outcome) -> Incident:
    ended = turn.close(
        turn.put(incident, raised=incident.raised or turn.at), outcome, who.name, f"{who.name}: {outcome}"
    )
    outcomes.tell_end(turn, ended, who.contact)
    return ended


def refuses_close(incident: Incident, version: int | None) -> str | None:
    """Why a close must not be done: the closer has not seen what was seen since."""
    if version is None or version >= incident.gained:
        return None
    look = f"look again, then close version {incident.version}"
    return f"there is new evidence since version {version}: {incident.because}; {look}"
