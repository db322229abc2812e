"""What happens when an incident's time runs out, and when that is."""

from collections.abc import Iterable
from datetime import datetime

from msgspec import structs

from hub.core import calling, concerns, hand_over, ladder, notices, outcomes, wording, wording_calls, wording_chain
from hub.core.home import Home
from hub.core.speech import Speaker
from hub.core.state import Facts
from hub.core.turn import Turn
from hub.model.ids import IncidentId
from hub.model.incidents import HELD, Incident


def due(incident: Incident, home: Home) -> datetime | None:
    """When the incident's next timer runs out."""
    return min((at for at in _timers(incident, home) if at is not None), default=None)


def _timers(incident: Incident, home: Home) -> Iterable[datetime | None]:
    yield incident.due
    yield incident.offer.until if incident.offer is not None else None
    if incident.state == "raised":
        yield incident.received_by
        if incident.place is not None:
            yield incident.place.until
            yield from (told.again for told in incident.told if told.again and told.at >= incident.place.since)
    if incident.state in HELD and incident.pressed is not None:
        yield incident.pressed + home.rungs(incident)[0].wait


def again(
    waits: dict[IncidentId, datetime], touched: Iterable[IncidentId], facts: Facts, home: Home
) -> dict[IncidentId, datetime]:
    """When each open incident's next timer runs out, worked out anew only for those that were touched."""
    waits = dict(waits)
    for name in touched:
        incident = facts.open.get(name)
        at = due(incident, home) if incident is not None else None
        if at is not None:
            waits[name] = at
        else:
            waits.pop(name, None)
    return waits


def run(turn: Turn, late: str = "") -> None:
    """Each timer that is due at the turn's time fires once. `late` says why, if it fires later than it should have."""
    notices.digest(turn)
    for incident in list(turn.open.values()):
        current = turn.open.get(incident.id)
        at = due(current, turn.home) if current is not None else None
        if current is not None and at is not None and at <= turn.at:
            why = late if at < turn.at else ""
            _fire(turn, turn.add_evidence(current, why, late=True) if why else current, why)


def _fire(turn: Turn, incident: Incident, late: str) -> None:
    if incident.offer is not None and _past(turn, incident.offer.until):
        hand_over.lapsed(turn, incident)
    else:
        _runs_out(turn, incident, late)


def _runs_out(turn: Turn, incident: Incident, late: str) -> None:
    if incident.state == "pending":
        concerns.raise_(turn, incident, late or "not cancelled in time")
    elif incident.test:
        turn.close(incident, "test", "hub", "the test is over")
    elif incident.state in HELD:
        _held_too_long(turn, incident)
    elif _past(turn, incident.received_by):
        _not_received(turn, incident)
    elif _past(turn, incident.due):
        notices.runs_out(turn, incident)
    elif incident.place is not None and turn.at < incident.place.until:
        calling.ring_again(turn, incident)
    elif incident.place is not None:
        ladder.advance(turn, incident, late or "nobody has answered in time")


def _past(turn: Turn, at: datetime | None) -> bool:
    return at is not None and at <= turn.at


def _not_received(turn: Turn, incident: Incident) -> None:
    """The centre's program has not said within 10 s that it has the incident: it is taken for deaf."""
    told = next((t for t in reversed(incident.told) if t.way == "centre"), None)
    waiting = turn.put(incident, received_by=None)
    if told is not None:
        deaf = structs.replace(told, receipt=ladder.NOT_RECEIVED)
        waiting = turn.put(waiting, told=tuple(deaf if t is told else t for t in waiting.told))
        ladder.failed(turn, waiting, deaf, "the centre has not said that it has it")


def _held_too_long(turn: Turn, incident: Incident) -> None:
    if incident.pressed is not None and turn.at >= incident.pressed + turn.home.rungs(incident)[0].wait:
        how = "was pressed" if incident.kind == "help" else "has happened"
        _resume(turn, incident, f"it {how} again and {{}} has not answered")
    elif incident.asked is None:
        _ask(turn, incident)
    else:
        _resume(turn, incident, "{} has not said whether they are still going")


def _ask(turn: Turn, incident: Incident) -> None:
    """Gently: are you still going? Five minutes later others are asked again."""
    wait = turn.home.timers.question
    holder = incident.holder
    asked = turn.put(incident, asked=turn.at, due=turn.at + wait)
    minutes = round(wait.total_seconds() / 60)
    asked = outcomes.ask_holder(
        turn, asked, lambda to: _question(to, asked, turn.at, minutes), lambda to: wording_calls.question(to, asked)
    )
    turn.record(
        "hub", f"asked {holder.name if holder else 'nobody'}: still going?", f"{incident.state} for too long", asked
    )


def _question(to: Speaker, incident: Incident, at: datetime, minutes: int) -> str:
    """What the holder is asked: whether they are there, whether the ambulance has come, or how it stands."""
    if incident.state == "travelling":
        return wording_chain.arrived(to, incident, at, minutes)
    if incident.state == "with_resident" and incident.ambulance is not None:
        return wording_chain.ambulance_come(to, incident, at, minutes)
    return wording.question(to, incident, at, minutes)


def _resume(turn: Turn, incident: Incident, because: str) -> None:
    why = because.format(incident.holder.name if incident.holder else "the holder")
    turn.record("hub", "the ladder goes on", why, incident)
    told = turn.add_evidence(incident, why)
    told = outcomes.tell_holder(turn, told, f"{why}; others are asked again")
    ladder.resume(turn, told, why)
