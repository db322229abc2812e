"""From findings to incidents: what is new, what joins an open one, and what withdraws it (design section 1)."""

from collections.abc import Mapping
from datetime import timedelta

from hub.core import (
    asked_first,
    asking,
    ladder,
    notices,
    one_fall,
    outcomes,
    resident_says,
    together,
    visits,
    wording_calls,
    wording_chain,
)  # fmt: skip
from hub.core.turn import Turn
from hub.model.findings import Finding
from hub.model.ids import DeviceId
from hub.model.incidents import HELD, Evidence, Incident
from hub.model.kinds import KINDS

SOONEST = timedelta(minutes=5)
"""From being told until a neighbour is there, where the settings do not say how far they have (our choice)."""
CANCEL = "cancel"
"""The cause of a withdrawal that the resident made by pressing cancel."""


def take(turn: Turn, finding: Finding) -> None:
    """Whatever follows from one finding; nothing, once the service has ended."""
    if turn.home.ended:
        return
    if finding.visit is not None:
        visits.take(turn, finding, finding.visit)
        if finding.visit.step == "here":
            visitor(turn)
    elif finding.turn == "withdrawn":
        _withdrawn(turn, finding)
    elif finding.turn == "restored":
        _restored(turn, finding)
    elif finding.turn == "noted":
        _noted(turn, finding)
    else:
        _concern(turn, finding)


def _noted(turn: Turn, finding: Finding) -> None:
    """What is no concern and ends none; a cancel of a call for help is news for whoever has that call."""
    incident = same(turn, finding) if finding.cause == CANCEL else None
    if incident is not None:
        turn.said[incident.id] = "well"
        resident_says.pass_on(turn, incident, finding.because)
    elif finding.cause != CANCEL:
        one_fall.keep(turn, finding, None)
        turn.record("hub", "noted only", finding.because)


def key_of(turn: Turn, finding: Finding) -> str:
    """What makes two findings the same incident."""
    by = KINDS[finding.kind].keyed_by
    subject = {
        "device": finding.device or "unknown",
        "resident": turn.home.resident(finding.resident).id,
        "home": "home",
        "cause": finding.cause,
    }[by]
    return f"{finding.kind}|{subject}"


def same(turn: Turn, finding: Finding) -> Incident | None:
    """The open incident that the finding belongs to."""
    key = key_of(turn, finding)
    exact = next((i for i in turn.open.values() if i.key == key and not i.test), None)
    if exact is None and finding.kind == "fall":
        return one_fall.other(turn, finding)
    if exact is not None or not finding.cause.startswith(together.SILENT):
        return exact
    return next((i for i in turn.open.values() if together.is_of(i, finding.device)), None)


def _concern(turn: Turn, finding: Finding) -> None:
    known = same(turn, finding)
    if known is None:
        if not finding.confirms:
            _new(turn, finding)
    elif len(together.devices(known)) > 1:
        return  # it is one of several that are silent, and people know
    elif known.grave in ("advice", "technical") or known.life_saving:
        notices.again(turn, known, finding)
    else:
        _join(turn, known, finding)


def _new(turn: Turn, finding: Finding) -> None:
    kind = KINDS[finding.kind]
    identity = turn.new_id()
    climbs = kind.grave in ("life", "urgent")
    wait = asked_first.wait(turn.home, finding.kind, turn.home.known(finding.resident))
    incident = Incident(
        id=identity, key=key_of(turn, finding), kind=finding.kind, grave=kind.grave, state="pending", version=0,
        began=turn.at, because=finding.because, cause=finding.cause, device=finding.device, room=finding.room,
        reference=turn.new_reference(identity) if climbs or finding.life_saving else "", late=finding.late,
        resident=turn.home.known(finding.resident), life_saving=finding.life_saving, due=turn.at + wait,
        evidence=tuple(Evidence(at=turn.at, says=says) for says in (finding.because, *finding.evidence)),
    )  # fmt: skip
    turn.put(incident)
    one_fall.keep(turn, finding, identity)
    turn.record(
        "hub",
        f"{kind.says} ({finding.kind}): pending" if wait else f"{kind.says} ({finding.kind})",
        finding.because,
        incident,
    )
    if not climbs:
        notices.begin(turn, incident)
    elif not wait:
        raise_(turn, incident, finding.because)
    else:
        asking.ask(turn, incident)


def raise_(turn: Turn, incident: Incident, because: str) -> Incident:
    """The incident is certain enough: people are told from now on."""
    raised = turn.put(incident, state="raised", raised=turn.at, due=None)
    turn.record("hub", "raised", because, raised)
    return ladder.begin(turn, raised, because)


def not_cancelled(turn: Turn, late: str) -> None:
    """Whatever waited to be cancelled is raised now, because nobody could: `late` says why."""
    for incident in list(turn.open.values()):
        if incident.state == "pending":
            raise_(turn, turn.add_evidence(incident, late, late=True), late)


def _join(turn: Turn, incident: Incident, finding: Finding) -> None:
    """The same situation again: a new version at once, and news for whoever holds it."""
    incident = turn.add_evidence(
        incident, finding.because, gained=turn.gained(incident), late=incident.late or finding.late,
        again=turn.at,
    )  # fmt: skip
    turn.record("hub", "seen again", finding.because, incident)
    if finding.kind == "fall":
        one_fall.keep(turn, finding, incident.id)
        incident = turn.put(incident, **one_fall.joined(turn, incident, finding))
        if finding.at_once and incident.state == "pending":
            raise_(turn, incident, finding.because)
            return
    if finding.kind == "inactivity":
        incident = turn.put(incident, own_activity=None, own_last=None, own_rooms=())
    if finding.again and finding.kind == "help":
        turn.said[incident.id] = "again"
    if incident.state not in HELD or not finding.again:
        return
    if incident.pressed is None:
        _ask_again(turn, turn.put(incident, pressed=turn.at), finding.because)


def _ask_again(turn: Turn, incident: Incident, says: str) -> None:
    """The holder hears of it at once, and is asked whether they are there: it may be they who pressed."""
    until = turn.at + turn.home.rungs(incident)[0].wait
    outcomes.ask_holder(
        turn, incident,
        lambda to: wording_chain.pressed_again(to, incident, turn.at, says, until),
        lambda to: wording_calls.question_again(to, incident, says),
    )  # fmt: skip


def _withdrawn(turn: Turn, finding: Finding) -> None:
    incident = same(turn, finding)
    if incident is None:
        return
    if incident.state == "pending" and finding.cause == CANCEL:
        turn.close(incident, "cancelled by resident", turn.home.resident(incident.resident).name, finding.because)
    elif finding.kind == "fall" and incident.state == "pending":
        turn.close(incident, "moving again", "", finding.because)
    elif finding.cause == CANCEL:
        turn.said[incident.id] = "well"
        resident_says.pass_on(turn, turn.put(incident, gained=turn.gained(incident)), finding.because)
    elif KINDS[incident.kind].leaves_by_itself:
        _moving(turn, incident, finding)


def _moving(turn: Turn, incident: Incident, finding: Finding) -> None:
    """Movement during a concern: only 2 min of clear activity that can only be the resident's own ends it."""
    answered = incident.state not in ("pending", "raised") or incident.coordinator is not None
    if answered or turn.home.others_may_move or incident.visited or visits.under_way(turn):
        return
    if _somebody_may_have_come(turn, incident):
        return
    most = turn.home.timers.own_activity
    broken = incident.own_last is None or turn.at - incident.own_last > most
    since = turn.at if broken or incident.own_activity is None else incident.own_activity
    rooms = tuple(sorted({*(() if broken else incident.own_rooms), *finding.rooms}))
    if turn.at - since >= most and _reaches_beyond(incident, rooms):
        ended = turn.close(
            incident, "moving again", "", f"moving about for {minutes(turn.at - since)}: {finding.because}"
        )
        outcomes.tell_end(turn, ended)
    else:
        incident = turn.put(incident, own_activity=since, own_last=turn.at, own_rooms=rooms)


def _somebody_may_have_come(turn: Turn, incident: Incident) -> bool:
    """Whether who was told may be there by now, where no exit door would tell that they came in."""
    watched = any(device.use == "exit door" for device in turn.home.settings.devices)
    if watched and not visits.doors_unheard(turn):
        return False
    away = {str(c.id): c.minutes_away for c in turn.home.contacts.values()}
    alarms = (told for told in incident.told if told.purpose == "alarm")
    ways = ((told.at, away.get(told.to)) for told in alarms)
    return any(turn.at >= at + (SOONEST if far is None else timedelta(minutes=far)) for at, far in ways)


def _reaches_beyond(incident: Incident, rooms: tuple[str, ...]) -> bool:
    """Whether somebody walks about: seen in two rooms, one of them not where it began. Who crawls in one does not."""
    return len(rooms) > 1 and any(room != incident.room for room in rooms)


def _restored(turn: Turn, finding: Finding) -> None:
    incident = same(turn, finding)
    if incident is None:
        return
    if together.is_of(incident, finding.device) and together.without(
        turn, incident, DeviceId(finding.device or ""), finding.because
    ):
        return
    if incident.grave in ("advice", "technical") or incident.life_saving:
        notices.restored(turn, incident, finding.because)
    elif incident.state == "pending" and incident.grave == "urgent":
        turn.close(incident, "moving again", "", finding.because)  # she is back, and nobody was told yet
    else:
        turn.add_evidence(incident, finding.because, gained=turn.gained(incident))
        turn.record("hub", "no longer seen, still open", finding.because, incident)


def rename(turn: Turn, ids: Mapping[str, DeviceId]) -> None:
    """Incidents of a device that had only a name get the device: its room, and whose it is."""
    for incident in list(turn.open.values()):
        device = ids.get(str(incident.device))
        if device is None or device == incident.device:
            continue
        entry = turn.home.device(device)
        key = incident.key.replace(f"|{incident.device}", f"|{device}")
        says = f"it is {entry.name}" if entry else f"it is {device}, which is not in the settings"
        turn.add_evidence(
            incident, says, device=device, key=key, room=entry.room if entry else incident.room,
            resident=turn.home.known(entry.worn_by) if entry else incident.resident,
        )  # fmt: skip


def visitor(turn: Turn) -> None:
    """The exit door opened: whoever moves from now on may be somebody else."""
    for incident in list(turn.open.values()):
        if KINDS[incident.kind].leaves_by_itself and not incident.visited:
            turn.put(incident, visited=True)


def minutes(span: timedelta) -> str:
    """A span as it is said: "2 min"."""
    return f"{round(span.total_seconds() / 60)} min"
