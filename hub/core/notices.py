"""What advice and technical trouble get: told once in decent hours, closed when restored; never the ladder.

A fault in something that saves life is different (design section 4): told at once at any hour, owned by a person
within 4 h, and urgent when it is not mended after 24 h.
"""

from datetime import datetime, timedelta

from msgspec import structs

from hub.core import access, ladder, outcomes, pauses, reaching, wording
from hub.core.turn import Turn
from hub.model.findings import Finding
from hub.model.household import Contact
from hub.model.ids import CENTRE, EffectKey
from hub.model.incidents import Holder, Incident, Told
from hub.model.kinds import KINDS

LATER = timedelta(minutes=10)
"""A notice for which a phone has had too many texts is tried again after this long."""


def begin(turn: Turn, incident: Incident) -> None:
    """A new notice: told at once if it saves life or if it is a decent hour, else when one comes."""
    raised = turn.put(incident, state="raised", raised=turn.at, due=None)
    visit = turn.pauses.get("visit")
    if visit is not None and raised.life_saving:
        turn.put(raised, due=visit.until)
        turn.record("hub", f"not told yet: {raised.because}", f"{visit.by} is there for a visit", raised)
    elif raised.life_saving:
        _tell_at_once(turn, raised)
    else:
        _tell_when_decent(turn, raised)


def _tell_at_once(turn: Turn, incident: Incident) -> None:
    """Something that saves life does not work: people know within minutes, at any hour."""
    told = turn.put(tell(turn, incident), due=turn.at + turn.home.timers.notice_owned)
    outcomes.tell_resident(turn, told, lambda to: wording.does_not_work(to, told.because))
    if not _reached(turn, told):
        _climb(turn, told, "nobody who hears notices can be reached")


def _reached(turn: Turn, incident: Incident) -> bool:
    """Whether anybody who was told of the fault may have heard of it."""
    return any(t.way == "text" or not ladder.centre_fails(turn) for t in incident.told)


def _tell_when_decent(turn: Turn, incident: Incident) -> Incident:
    opening = _opening(turn, incident)
    if opening > turn.at:
        return turn.put(incident, due=opening)
    if any(turn.too_many(c.phone) for c in _hearers(turn) if c.phone):
        return turn.put(incident, due=turn.at + LATER)
    return _over(turn, turn.put(tell(turn, incident), due=None))


def _over(turn: Turn, incident: Incident) -> Incident:
    """News is over once it was told; a notice stays until the trouble has gone."""
    return turn.close(incident, "restored", "", "it was told") if KINDS[incident.kind].once else incident


def _opening(turn: Turn, incident: Incident) -> datetime:
    """When a notice may be told: in decent hours, not while somebody holds notices back, not one upon the other."""
    apart = turn.home.timers.notices_apart
    close = turn.noticed is not None and turn.at - turn.noticed < apart and _anybody_sleeps(turn)
    free = max(pauses.notices_wait(turn), turn.noticed + apart if close and turn.noticed is not None else turn.at)
    if not _anybody_sleeps(turn):
        return free
    if turn.home.notices_daily and incident.due is None:
        return turn.home.next_digest(free)
    return turn.home.notice_opening(free)


def digest(turn: Turn) -> None:
    """Several notices whose time has come at one moment are one text to each person (behaviour 6)."""
    ready = [i for i in turn.open.values() if _is_ready(turn, i)]
    if len(ready) < 2 or any(turn.too_many(c.phone) for c in _hearers(turn) if c.phone):
        return
    hearers = [c for c in _hearers(turn) if c.phone and reaching.by_text(turn, c)]
    for contact in hearers:
        body = wording.digest(turn.to(contact.id), tuple(ready), turn.at)
        first = turn.text(turn.open[ready[0].id], contact.id, contact.phone or "", body, "notice")
        for other in ready[1:]:
            turn.tell(turn.open[other.id], first.told[-1])
    for each in ready if hearers else ():
        told = _tell_centre(turn, turn.open[each.id])
        turn.put(told, due=None)
        turn.record("hub", f"notice to {turn.home.names(turn.home.hears_notices())}, with others", each.because, told)
        _over(turn, turn.open[each.id])
    if hearers:
        turn.notice_now()


def _is_ready(turn: Turn, incident: Incident) -> bool:
    plain = incident.grave in ("advice", "technical") and not incident.life_saving and incident.restored is None
    return plain and incident.due is not None and incident.due <= turn.at and _opening(turn, incident) <= turn.at


def _hearers(turn: Turn) -> list[Contact]:
    return [turn.home.contacts[to] for to in turn.home.hears_notices() if to in turn.home.contacts]


def _anybody_sleeps(turn: Turn) -> bool:
    """Quiet hours are for people; the centre never sleeps."""
    return any(to != CENTRE for to in turn.home.hears_notices())


def tell(turn: Turn, incident: Incident) -> Incident:
    """Tell whoever hears notices."""
    incident = _tell_centre(turn, incident)
    for to in turn.home.hears_notices():
        contact = turn.home.contacts.get(to)
        if contact is not None and contact.phone and reaching.by_text(turn, contact):
            body = wording.notice(turn.to(contact.id), incident, turn.at)
            incident = turn.text(incident, contact.id, contact.phone, body, "notice")
    if not any(t.purpose == "notice" for t in incident.told):
        incident = _tell_anybody(turn, incident)
    if not incident.life_saving:
        turn.notice_now()
    turn.record("hub", f"notice to {turn.home.names(turn.home.hears_notices())}", incident.because, incident)
    return incident


def _tell_centre(turn: Turn, incident: Incident) -> Incident:
    """The document goes out by itself; here it is noted, if the centre hears notices."""
    if CENTRE not in turn.home.hears_notices():
        return incident
    key = EffectKey(f"{incident.id}/v{turn.gained(incident)}/centre")
    return turn.tell(incident, Told(at=turn.at, to=CENTRE, way="centre", purpose="notice", key=key))


def _tell_anybody(turn: Turn, incident: Incident) -> Incident:
    """None of those who hear notices can be told: then the first contact who can, for somebody must know."""
    for contact in turn.home.contacts.values():
        if contact.phone and reaching.by_text(turn, contact):
            body = wording.notice(turn.to(contact.id), incident, turn.at)
            return turn.text(incident, contact.id, contact.phone, body, "notice")
    return incident


def again(turn: Turn, incident: Incident, finding: Finding) -> None:
    """The trouble is still there, or there again before anybody was told that it was mended."""
    changed = incident.because != finding.because or incident.restored is not None
    graver = finding.life_saving and not incident.life_saving
    if graver:
        # What was a wish or a nuisance is a danger from now on: its 4 h and 24 h begin here.
        incident = turn.put(incident, life_saving=True, began=turn.at, restored=None, because=finding.because,
                            reference=incident.reference or turn.new_reference(incident.id))  # fmt: skip
        begin(turn, incident)
    elif changed:
        turn.add_evidence(
            incident, finding.because, because=finding.because, restored=None, due=_due_again(turn, incident)
        )


def _due_again(turn: Turn, incident: Incident) -> datetime | None:
    if incident.life_saving or not incident.told or incident.restored is None:
        return incident.due
    return None


def restored(turn: Turn, incident: Incident, because: str) -> None:
    """It works again. Who was told hears that too, in decent hours; who was not told need not."""
    if not incident.told:
        turn.close(incident, "restored", "", because)
        return
    if incident.state == "raised" and incident.place is None and not incident.life_saving and _anybody_sleeps(turn):
        opening = turn.home.notice_opening(turn.at)
        if opening > turn.at:
            turn.add_evidence(incident, because, restored=turn.at, due=opening)
            return
    _end(turn, incident, because, how=_how(incident, because))


def _how(incident: Incident, because: str) -> str:
    """What people hear of the end: equipment works again, but a room is warm again."""
    return because if incident.grave == "advice" else "works again"


def gone(turn: Turn, incident: Incident, by: str, because: str) -> None:
    """What it was about is not there any more: who was told of it hears so."""
    _end(turn, incident, because, by, because)


def _end(turn: Turn, incident: Incident, because: str, by: str = "", how: str = "works again") -> None:
    ended = turn.close(access.end(turn, incident, because), "restored", by, because)
    for to, number in outcomes.told_people(turn, ended):
        turn.text_closed(ended, to, number, wording.restored(turn.to(to), ended, turn.at, how))
    if ended.life_saving:
        outcomes.tell_resident(turn, ended, lambda to: wording.restored(to, ended, turn.at, how))


def runs_out(turn: Turn, incident: Incident) -> None:
    """A notice's timer: decent hours have come, nobody owned it, or it is not mended."""
    if incident.restored is not None:
        because = _how(incident, incident.evidence[-1].says)
        _end(turn, incident, because, how=because)
    elif not incident.life_saving:
        _tell_when_decent(turn, incident)
    elif not incident.told:
        _tell_at_once(turn, incident)
    elif turn.at - incident.began >= turn.home.timers.notice_fixed:
        _urgent(turn, incident, f"not mended within {_hours(turn.home.timers.notice_fixed.total_seconds())}")
    elif incident.owned:
        turn.put(incident, due=incident.began + turn.home.timers.notice_fixed)
    else:
        _climb(turn, incident, "nobody has said that they will see to it")


def _climb(turn: Turn, incident: Incident, because: str) -> None:
    """Nobody owns it: the ladder is climbed until somebody does, and the 24 h still run."""
    climbing = turn.add_evidence(incident, because, due=incident.began + turn.home.timers.notice_fixed)
    ladder.begin(turn, climbing, because)


def _urgent(turn: Turn, incident: Incident, because: str) -> None:
    """A fault that nobody mended is a danger of its own: it becomes urgent and has a holder like any other."""
    urgent = turn.add_evidence(incident, because, due=None, kind="life-saving fault", grave="urgent", owned=False)
    urgent = turn.put(structs.replace(urgent, holder=None, coordinator=None, state="raised", cannot=()))
    ladder.begin(turn, urgent, because)


def own(turn: Turn, incident: Incident, who: Holder) -> Incident:
    """A person will see to it: the ladder, if it was climbed, stops; the fault stays open until it is mended."""
    owned = turn.add_evidence(
        incident, f"{who.name} will see to it", owned=True, place=None,
        due=incident.began + turn.home.timers.notice_fixed,
    )  # fmt: skip
    turn.withdraw(owned.id, ("alarm",), f"{who.name} will see to it")
    turn.record(who.name, "will see to it", "answered", owned)
    return outcomes.tell_others(turn, owned, who.contact, who.name, "will see to it")


def _hours(seconds: float) -> str:
    return f"{seconds / 3600:.0f} h"
