"""What an answer does: who holds an incident, how far they are, and what ends it (design section 1).

Only a person's answer comes here as one. A receipt, a delivery or the centre's program saying `received` never does.
"""

from datetime import datetime

from hub.core import (
    access,
    hand_over,
    ladder,
    notices,
    outcomes,
    reaching,
    resident_says,
    visits,
    wording_calls,
    wording_chain,
)
from hub.core.hand_over import same
from hub.core.home import digits
from hub.core.ladder_choice import choose
from hub.core.ladder_order import names
from hub.core.life import ORDER, REACHED_BY, held_until
from hub.core.turn import Turn
from hub.model.effects import Outcome
from hub.model.events import Does, Via
from hub.model.household import Contact
from hub.model.incidents import HELD, Holder, Incident, State, Was

CALLED = "has called 999"
TAKES: dict[State, str] = {
    "acknowledged": "has it now", "travelling": "has it now and is on the way",
    "with_resident": "has it now and is there",
}  # fmt: skip
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
    turn: Turn, incident: Incident, who: Holder, does: Does, minutes: int | None, outcome: Outcome | None,
    ambulance: bool = False, was: Was = "",
) -> Incident:  # fmt: skip
    """Do what a person said, and return the incident as it is then. `ambulance`: they also said that 999 was called.

    `was`: what a false alarm was.
    """
    if does == "close":
        visits.answered(turn, incident, who.name, outcome)
        return _close(turn, incident, who, _outcome(incident, who, outcome), was)
    climbs = incident.grave not in ("advice", "technical")
    if climbs and (ambulance or does == "ambulance"):
        incident = _note_999(turn, incident, who)
    if does == "cannot":
        return _cannot(turn, incident, who)
    if incident.kind == visits.LATE and does in REACHED_BY:
        return visits.comes(turn, incident, who, does)
    if not climbs:
        return _own_notice(turn, incident, who)
    if does == "ambulance":
        return _waits_for_ambulance(turn, incident, who)
    state = REACHED_BY[does]
    if not who.can_attend and state != "with_resident" and _others_could_go(turn, incident, who):
        return _coordinates(turn, incident, who)
    return _holds(turn, incident, who, state, minutes)


def _note_999(turn: Turn, incident: Incident, who: Holder) -> Incident:
    """999 was called. That ends nothing: nobody is with the resident yet (ADR 0029)."""
    turn.record(who.name, "999 called", f"answered by {who.via}", incident)
    return turn.add_evidence(
        incident,
        f"{who.name}: 999 called",
        ambulance=incident.ambulance or turn.at,
        rang_999=incident.rang_999 or who.contact or who.name,
    )


def hears_of_999(turn: Turn, incident: Incident, who: Holder) -> Incident:
    """999 was called, and nothing else is done: others hear of it."""
    incident = _note_999(turn, incident, who)
    return outcomes.tell_others(turn, incident, who.contact, who.name, CALLED)


def _called_now(turn: Turn, incident: Incident) -> bool:
    """Whether it is news that 999 was called."""
    return incident.ambulance == turn.at


def _waits_for_ambulance(turn: Turn, incident: Incident, who: Holder) -> Incident:
    """They said only that 999 was called, and not where they are."""
    holder = incident.holder if incident.state in HELD else None
    if holder is not None:
        if same(holder, who):
            return _holds(turn, incident, who, incident.state, None)
        return outcomes.tell_others(turn, incident, who.contact, who.name, CALLED)
    if not _others_could_go(turn, incident, who):
        return _holds(turn, incident, who, "acknowledged", None)
    incident = _coordinates(turn, incident, who)
    contact = turn.home.contacts.get(who.contact or "")
    if contact is None or contact.phone is None:
        return incident
    body = wording_chain.called_999(turn.to(contact.id), incident, turn.at)
    return turn.text(incident, contact.id, contact.phone, body, "question")


def _own_notice(turn: Turn, incident: Incident, who: Holder) -> Incident:
    return notices.own(turn, incident, who) if incident.life_saving else incident


def _holds(turn: Turn, incident: Incident, who: Holder, state: State, minutes: int | None) -> Incident:
    """Somebody goes. Who is further along holds it; a second helper is news for the holder, not a hand-over."""
    mine, takes_over = incident.holder is not None and same(incident.holder, who), hand_over.is_offered(incident, who)
    if incident.holder is not None and not mine and not takes_over and ORDER[state] <= ORDER[incident.state]:
        return _helps_too(turn, incident, who)
    reached = max(state, incident.state, key=lambda s: ORDER[s]) if mine else state
    minutes = minutes if minutes is not None or not mine else incident.minutes
    progress = not mine or reached != incident.state or _called_now(turn, incident)
    raised = incident.raised or turn.at
    held = turn.add_evidence(
        incident, f"{who.name} {SAYS[reached]}", state=reached, holder=who, asked=None, raised=raised, minutes=minutes,
        due=_until(turn, reached, minutes), received_by=None, pressed=None,
        offer=incident.offer if mine else None,
        cannot=tuple(c for c in incident.cannot if c != who.contact),
    )  # fmt: skip
    turn.withdraw(held.id, ("alarm", "question"), f"{who.name} {SAYS[reached]}")
    turn.record(who.name, reached, f"answered by {who.via}", held)
    if not mine:
        held = access.end(turn, held, f"{who.name} has it now", who.contact)
        held = _say_what_is_broken(turn, resident_says.hand_on(turn, outcomes.thank(turn, held)))
        outcomes.relieve(turn, incident, who.contact, lambda to: wording_calls.has_it(to, who.name))
    if not progress:
        return held
    how = _how(held, minutes, takes_over=takes_over, called_now=_called_now(turn, held))
    return outcomes.tell_others(turn, held, who.contact, who.name, how)


def _say_what_is_broken(turn: Turn, incident: Incident) -> Incident:
    """Whoever goes there must know that something that saves life does not work (design section 4)."""
    broken = (i for i in turn.open.values() if i.life_saving and i.restored is None and i.id != incident.id)
    for fault in broken:
        incident = outcomes.tell_holder(turn, incident, fault.because)
    return incident


def _until(turn: Turn, state: State, minutes: int | None) -> datetime:
    return held_until(state, turn.at, minutes, turn.home.timers)


def _how(incident: Incident, minutes: int | None, *, takes_over: bool, called_now: bool) -> str:
    says = (TAKES if takes_over else SAYS)[incident.state]
    if incident.state == "travelling" and minutes is not None:
        says = f"{says}, {minutes} min"
    return f"{says}, 999 called" if called_now else says


def _helps_too(turn: Turn, incident: Incident, who: Holder) -> Incident:
    can = tuple(c for c in incident.cannot if c != who.contact)
    incident = turn.add_evidence(incident, f"{who.name} is going too", cannot=can)
    turn.record(who.name, "is going too", f"answered by {who.via}", incident)
    return outcomes.tell_holder(turn, incident, f"{who.name} is going too")


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
    if incident.holder is not None and hand_over.is_offered(incident, who):
        return _coordinates_from_now_on(turn, incident, who)
    if incident.holder is not None:
        return _helps_too(turn, incident, who) if not same(incident.holder, who) else incident
    known = incident.coordinator is not None and same(incident.coordinator, who)
    says = f"{who.name} coordinates, but cannot be there"
    offer = None if hand_over.is_offered(incident, who) else incident.offer
    incident = turn.add_evidence(incident, says, coordinator=who, raised=incident.raised or turn.at, offer=offer)
    turn.record(who.name, "coordinates", f"answered by {who.via}; cannot attend", incident)
    if incident.state == "pending":
        incident = ladder.begin(turn, turn.put(incident, state="raised", due=None), says)
    if not known and incident.ambulance is None:  # who rang 999 is asked where they are instead
        incident = _thank_from_afar(turn, incident, who)
    return incident if known else outcomes.tell_others(turn, incident, who.contact, who.name, _still(incident))


def _thank_from_afar(turn: Turn, incident: Incident, who: Holder) -> Incident:
    """Whoever coordinates hears that it counts, and that others are still asked."""
    contact = turn.home.contacts.get(who.contact or "")
    if contact is None or contact.phone is None or not reaching.by_text(turn, contact):
        return incident
    body = wording_chain.coordinates(turn.to(contact.id), incident, turn.at)
    return turn.text(incident, contact.id, contact.phone, body, "news")


def _still(incident: Incident) -> str:
    return f"{CALLED if incident.ambulance else 'coordinates'}, but somebody must still go"


def _coordinates_from_now_on(turn: Turn, incident: Incident, who: Holder) -> Incident:
    """They took it over, and cannot be there: somebody must still go, so the ladder climbs on."""
    says = f"{who.name} coordinates, but cannot be there"
    incident = turn.add_evidence(incident, says, coordinator=who, offer=None)
    turn.record(who.name, "coordinates", f"answered by {who.via}; cannot attend", incident)
    incident = access.end(turn, incident, f"{who.name} has it now", who.contact)
    outcomes.relieve(turn, incident, who.contact, lambda to: wording_calls.has_it(to, who.name))
    incident = _thank_from_afar(turn, incident, who)
    incident = outcomes.tell_others(turn, incident, who.contact, who.name, "has it now, but somebody must still go")
    return ladder.resume(turn, incident, says)


def _cannot(turn: Turn, incident: Incident, who: Holder) -> Incident:
    """They cannot go. If they held it, or if nobody else on the rung is left, the next rung starts at once."""
    says = f"{who.name} cannot go"
    mark = tuple(dict.fromkeys((*incident.cannot, who.contact or who.name)))
    incident = turn.add_evidence(incident, says, cannot=mark)
    turn.record(who.name, "cannot", f"answered by {who.via}", incident)
    if incident.coordinator is not None and same(incident.coordinator, who):
        incident = turn.put(incident, coordinator=None)
    if hand_over.is_offered(incident, who):
        incident = hand_over.declined(turn, incident)
    if incident.holder is not None and same(incident.holder, who):
        incident = access.end(turn, incident, says)
        incident = outcomes.tell_others(turn, incident, who.contact, who.name, "cannot go after all")
        return ladder.resume(turn, incident, says, who.contact)
    if incident.state == "raised" and ladder.all_cannot(incident):
        return ladder.advance(turn, incident, says, who.contact)
    return incident


AT_THE_DOOR: frozenset[Outcome] = frozenset({"no access"})
"""Outcomes that only somebody at the door can know. The others may be learned by telephone."""


def cannot_know(incident: Incident, who: Holder, outcome: Outcome | None) -> bool:
    """Whether a text says what only somebody at the door can know, and its sender is not, and never said they were."""
    if outcome not in AT_THE_DOOR or who.can_attend or who.via != "sms":
        return False
    on_the_way = incident.state in ("travelling", "with_resident")
    return not (on_the_way and incident.holder is not None and same(incident.holder, who))


def _outcome(incident: Incident, who: Holder, said: Outcome | None) -> Outcome:
    """What came of it. After 999 was called, a bare "all ok" by text says no more than that it is over."""
    by_text = said is None or (said == "helped" and who.via == "sms")
    return "ambulance" if incident.ambulance is not None and by_text else said or "helped"


def _close(turn: Turn, incident: Incident, who: Holder, outcome: Outcome, was: Was) -> Incident:
    incident = access.end(turn, incident, "it is over")
    was = was if outcome == "false alarm" else ""
    because = f"{who.name}: {outcome}{f', {was}' if was else ''}"
    ended = turn.close(turn.put(incident, raised=incident.raised or turn.at, was=was), outcome, who.name, because)
    outcomes.tell_end(turn, ended, who.contact)
    outcomes.relieve(turn, incident, who.contact, lambda to: wording_calls.since_then(to, turn.at))
    return ended


def refuses_close(incident: Incident, version: int | None) -> str | None:
    """Why a close must not be done: the closer has not seen what was seen since."""
    if version is None or version >= incident.gained:
        return None
    look = f"look again, then close version {incident.version}"
    return f"there is new evidence since version {version}: {incident.because}; {look}"
