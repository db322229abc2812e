"""Care visits: who hears that one is late, what becomes of that, and what is kept of each (ADR 0046).

A late visit is the agency's: its own people are asked, once. Only one that the resident depends on, that was not seen
and of which nobody has said that it was made, is everybody's: it is urgent, and climbs the home's ladder.
"""

from datetime import timedelta

from msgspec import structs

from hub.core import ladder, notices, outcomes, reaching, wording, wording_visits
from hub.core.life import REACHED_BY, held_until
from hub.core.liveness import unheard
from hub.core.state import CareVisit
from hub.core.turn import Turn
from hub.model.events import Does
from hub.model.findings import Finding
from hub.model.household import Settings
from hub.model.incidents import HELD, Evidence, Holder, Incident, Outcome
from hub.model.visits import Visit, VisitNews

LATE, MISSED = "late visit", "missed visit"
KINDS_OF = frozenset({LATE, MISSED})
BELIEVED = timedelta(hours=12)
"""For so long at most it is believed that a carer is there, whatever was not heard of their going (our choice)."""


def take(turn: Turn, finding: Finding, news: VisitNews) -> None:
    """Whatever follows from news of a visit; nothing of one that is not in the settings any more."""
    if news.step in ("here", "gone"):
        turn.visiting(finding.cause, finding.at if news.step == "here" else None)
        turn.record("hub", "somebody may be there for a visit" if news.step == "here" else "whoever came has gone",
                    finding.because)  # fmt: skip
    visit = turn.home.visits.get(news.id)
    if visit is not None and news.step in STEPS:
        STEPS[news.step](turn, visit, finding)


def under_way(turn: Turn) -> bool:
    """Whether somebody may be there for a visit, so that movement need not be the resident's own."""
    return any(turn.at - since < BELIEVED for since in turn.callers.values())


# late


def _late(turn: Turn, visit: Visit, finding: Finding) -> None:
    """The agency's people are asked: whether somebody comes, or it was made."""
    _end_others(turn, visit, finding)
    if _of(turn, finding.cause) is not None:
        return
    identity = turn.new_id()
    incident = Incident(
        id=identity, key=f"{LATE}|{finding.cause}", kind=LATE, grave="advice", state="raised", version=0,
        began=turn.at, raised=turn.at, because=finding.because, cause=finding.cause, visit=visit.id,
        reference=turn.new_reference(identity), resident=turn.home.known(None),
        evidence=tuple(Evidence(at=turn.at, says=says) for says in (finding.because, *finding.evidence)),
    )  # fmt: skip
    turn.put(incident)
    turn.record("hub", "Care visit not seen (late visit)", finding.because, incident)
    _keep(turn, visit, finding)
    ladder.begin(turn, incident, finding.because)


def comes(turn: Turn, incident: Incident, who: Holder, does: Does) -> Incident:
    """Somebody of the agency says that a carer comes, or is there: nobody else is asked."""
    says = f"{who.name} says that somebody comes"
    cannot = tuple(each for each in incident.cannot if each != who.contact)
    held = turn.add_evidence(incident, says, state=REACHED_BY[does], holder=who, cannot=cannot)
    turn.withdraw(held.id, ("alarm",), says)
    turn.record(who.name, held.state, f"answered by {who.via}", held)
    contact = turn.home.contacts.get(who.contact or "")
    if contact is not None and contact.phone and reaching.by_text(turn, contact):
        body = wording_visits.noted(turn.to(contact.id), held, turn.at, turn.home.visits.get(held.visit))
        held = turn.text(held, contact.id, contact.phone, body, "news")
    return outcomes.tell_others(turn, held, who.contact, who.name, "says that somebody comes")


# missed, or not known


def _missed(turn: Turn, visit: Visit, finding: Finding) -> None:
    """Nobody came. If the person depends on it, it is urgent from now on."""
    incident = _of(turn, finding.cause)
    if incident is None or incident.kind != LATE:
        return  # somebody has said that it was made, or people deal with it already
    if visit.depends and doors_unheard(turn):
        _not_known(turn, visit, finding)
        return
    _keep(turn, visit, finding)
    if not visit.depends:
        _end(turn, incident, "visit missed", finding.because)
        _tell_family(turn, finding)
        return
    held = incident.holder if incident.state in HELD else None
    until = held_until("acknowledged", held.since, None, turn.home.timers) if held is not None else None
    urgent = turn.add_evidence(
        incident, finding.because, kind=MISSED, grave="urgent", because=finding.because, raised=turn.at, cannot=(),
        due=max(turn.at, until) if until is not None else None, place=None,
    )  # fmt: skip
    turn.withdraw(urgent.id, ("alarm",), "it is missed now")
    turn.record("hub", "Care visit missed: urgent", finding.because, urgent)
    if held is None:
        ladder.begin(turn, urgent, finding.because)


def doors_unheard(turn: Turn) -> bool:
    """Whether a door by which somebody may have come is not heard: nobody can say that nobody came."""
    settings = turn.home.settings
    silent = set(unheard(turn.world, settings))
    return any(device.use == "exit door" and device.id in silent for device in settings.devices)


def _not_known(turn: Turn, visit: Visit, finding: Finding) -> None:
    """It may have been made all the same: never urgent. If nobody of the agency has answered, the family hears that."""
    _keep(turn, visit, finding)
    incident = _of(turn, finding.cause)
    if incident is None or incident.kind != LATE:
        return
    incident = turn.add_evidence(incident, finding.because)
    turn.record("hub", "not known whether it was made", finding.because, incident)
    if visit.depends and incident.state not in HELD:
        _tell_family(turn, finding)


def _tell_family(turn: Turn, finding: Finding) -> None:
    """Whoever hears notices hears of it once, in decent hours."""
    news = Incident(
        id=turn.new_id(), key=f"news|{finding.cause}", kind="news", grave="advice", state="pending", version=0,
        began=turn.at, because=finding.because, cause=f"news {finding.cause}", reference="",
        resident=turn.home.known(None), evidence=(Evidence(at=turn.at, says=finding.because),),
    )  # fmt: skip
    notices.begin(turn, turn.put(news))


# seen


def _seen(turn: Turn, visit: Visit, finding: Finding) -> None:
    """It was made. Who was asked hears that; a ladder stops only for a tag, and only while nobody has taken it."""
    news, there = _news(finding), turn.pauses.get("visit")
    if not news.sure and visit.depends and there is not None:
        unsure = f"{visit.name} may have come, but {there.by} is there for a visit"
        _late(turn, visit, structs.replace(finding, because=unsure, evidence=(finding.because,)))
        return
    _end_others(turn, visit, finding)
    _keep(turn, visit, finding)
    turn.record("hub", f"visit: {visit.name}", finding.because)
    if news.came is not None:
        turn.span(f"visit:{visit.id}", "on", finding.because, news.came)
    if news.left is not None:
        turn.span(f"visit:{visit.id}", "off", finding.because, news.left)
    incident = _of(turn, finding.cause)
    if incident is None:
        return
    free = incident.state == "raised" and incident.coordinator is None
    if incident.kind == LATE or (news.sure and free):
        _end(turn, incident, "visit made", finding.because)
    else:
        outcomes.tell_holder(turn, turn.add_evidence(incident, finding.because), finding.because)


def _ended(turn: Turn, visit: Visit, finding: Finding) -> None:
    news = _news(finding)
    _keep(turn, visit, finding)
    turn.record("hub", f"visit over: {visit.name}", finding.because)
    turn.span(f"visit:{visit.id}", "off", finding.because, news.left)


def _over(turn: Turn, visit: Visit, finding: Finding) -> None:
    """The next visit is waited for: the last one's question is not asked any more. What is urgent stays with people."""
    incident = _of(turn, finding.cause)
    if incident is not None and incident.kind == LATE:
        _end(turn, incident, "visit not seen", "nobody has said whether it was made")


def _end_others(turn: Turn, visit: Visit, finding: Finding) -> None:
    """Of an earlier time of this visit nobody said how it was, and the hub has not seen its end either (it was off)."""
    for other in list(turn.open.values()):
        if other.kind == LATE and other.visit == visit.id and other.cause != finding.cause:
            _end(turn, other, "visit not seen", "nobody has said whether it was made")


def _end(turn: Turn, incident: Incident, outcome: Outcome, because: str) -> None:
    ended = turn.close(incident, outcome, "", because)
    for to, number in outcomes.told_people(turn, ended):
        turn.text_closed(ended, to, number, wording_visits.ended(turn.to(to), ended, turn.at, because))


def settings_say(turn: Turn, settings: Settings) -> None:
    """A visit that is not looked for any more (the resident is away, it was taken out or not agreed) is not late."""
    watched = settings.home.service == "in service" and settings.agreed("visits")
    because = "this visit is not watched any more"
    for incident in list(turn.open.values()):
        if incident.kind == LATE and not (watched and incident.visit in turn.home.visits):
            ended = turn.close(incident, "service ended", "", because)
            for to, number in outcomes.told_people(turn, ended):
                turn.text_closed(ended, to, number, wording.closed(turn.to(to), ended, turn.at))
    for cause in () if watched else tuple(turn.callers):
        turn.visiting(cause, None)


# what is kept


def _keep(turn: Turn, visit: Visit, finding: Finding) -> None:
    news = _news(finding)
    turn.visited(visit.id, CareVisit(at=turn.at, step=news.step, came=news.came, left=news.left, sure=news.sure))


def answered(turn: Turn, incident: Incident, by: str, outcome: Outcome | None) -> None:
    """A person ends it: what they say of the visit is kept."""
    if incident.visit and outcome == "visit made":
        turn.visited(incident.visit, CareVisit(at=turn.at, step="said", by=by))


def _news(finding: Finding) -> VisitNews:
    assert finding.visit is not None
    return finding.visit


def _of(turn: Turn, cause: str) -> Incident | None:
    """The open incident of that visit, late or missed."""
    return next((i for i in turn.open.values() if i.kind in KINDS_OF and i.cause == cause), None)


STEPS = {
    "late": _late, "unseen": _late, "missed": _missed, "not known": _not_known, "seen": _seen, "ended": _ended,
    "over": _over,
}  # fmt: skip
"""What each step does."""
