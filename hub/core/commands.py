"""Commands of the centre, of the hub's socket, or of a page: what they do, and what is answered to each."""

from datetime import timedelta

from hub.core import access, answers, hand_over, resident_says
from hub.core.turn import Turn
from hub.model.events import Answered
from hub.model.ids import IncidentId
from hub.model.incidents import Holder, Incident
from hub.model.kinds import KINDS

THE_RESIDENT = "the resident"
"""Who presses a button on the hub, if nobody is named."""

TEST_LASTS = timedelta(minutes=10)
"""A test incident closes itself after this long."""

ONLY_A_TEST = "it is a test: nobody needs help, and nobody has to go"
"""What is answered to whoever would go to a device that was tried: nobody is thanked, sent, or told how to get in."""


def command(turn: Turn, event: Answered) -> None:
    """A command of the centre, of the hub's socket, or of a page."""
    # To ask for the way in twice changes nothing; and whoever has handed over since must not hear "already done".
    if event.does != "way_in" and turn.handled(f"{event.via}:{event.id}"):
        turn.result(event, True, "already done", _find(turn, event.incident))
    elif event.does == "test":
        _test(turn, event)
    elif event.does == "again":
        _again(turn, event)
    elif event.does == "cancel" and event.incident is None and event.by.strip():
        _cancel_all(turn, event)
    else:
        _on_incident(turn, event)


def _on_incident(turn: Turn, event: Answered) -> None:
    incident = _find(turn, event.incident)
    if incident is None:
        turn.forget_command(f"{event.via}:{event.id}")
        turn.result(event, False, _not_found(turn, event.incident))
        return
    if event.does == "received":
        changed = turn.put(incident, received=True, received_by=None)
        turn.result(event, True, "noted; a person has not answered yet", changed)
        return
    refusal = answers.refuses_close(incident, event.version) if event.does == "close" else None
    if refusal or not event.by.strip():
        turn.forget_command(f"{event.via}:{event.id}")
        turn.result(event, False, refusal or "by must be the name of the person who answers", incident)
        return
    if event.does == "cancel":
        _cancel(turn, event, incident)
        return
    if incident.test and incident.device is not None and event.does != "close":
        turn.forget_command(f"{event.via}:{event.id}")
        turn.result(event, False, ONLY_A_TEST, incident)
        return
    who = answers.person(turn, event.by, event.via)
    if event.does == "hand_over":
        _hand_over(turn, event, incident, who)
        return
    if event.does == "way_in":
        _way_in(turn, event, incident, who)
        return
    changed = answers.act(turn, incident, who, event.does, event.minutes, event.outcome, was=event.was)
    turn.result(event, True, _says(changed, who.name), changed)


def _way_in(turn: Turn, event: Answered, incident: Incident, who: Holder) -> None:
    """Somebody asks on a page of the hub how to get in. What it says is put in by whoever answers the page."""
    if event.via != "socket":
        turn.result(event, False, "how to get in is told by text, and on the hub's own pages", incident)
        return
    changed, refusal = access.show(turn, incident, who)
    turn.result(event, not refusal, refusal or f"{who.name} was told how to get in", changed)


def _hand_over(turn: Turn, event: Answered, incident: Incident, who: Holder) -> None:
    """A command that somebody else should take it: they are asked, and until they answer nothing changes."""
    contact = hand_over.named(turn, event.to or "")
    asked = False
    if not hand_over.has(incident, who):
        says = f"{who.name} does not have it"
    elif contact is None:
        says = f"to must be a contact: {', '.join(sorted(turn.home.contacts))}"
    else:
        incident, asked, says = hand_over.offer(turn, incident, who, contact)
    if not asked:  # asked a second time, it must not hear "already done"
        turn.forget_command(f"{event.via}:{event.id}")
    turn.result(event, asked, f"{says}; {who.name} still has it" if asked else says, incident)


def _says(incident: Incident, name: str) -> str:
    if incident.coordinator is not None and incident.coordinator.name == name and incident.state == "raised":
        return f"{name} coordinates; others are asked until somebody can be there"
    return f"{name}: {incident.state}"


def _cancel(turn: Turn, event: Answered, incident: Incident) -> None:
    """The resident cancels an automatic alarm in time; later, or for a help call, it is only news."""
    if incident.state == "pending":
        turn.result(
            event,
            True,
            "cancelled",
            turn.close(incident, "cancelled by resident", event.by, f"cancelled by {event.by}"),
        )
    else:
        says = f"{event.by} says that all is well"
        turn.said[incident.id] = "well"
        changed = resident_says.pass_on(turn, incident, says)
        turn.result(event, True, "people were told already; this was passed on to whoever holds it", changed)


def _cancel_all(turn: Turn, event: Answered) -> None:
    """A cancel that names no incident, such as that of a button on the hub: of all that it may cancel, else news."""
    by = turn.home.everybody.name if event.by == THE_RESIDENT else event.by
    pending = [i for i in turn.open.values() if i.state == "pending" and KINDS[i.kind].pending]
    for incident in pending:
        turn.close(incident, "cancelled by resident", by, f"cancelled by {by}")
    if pending:
        turn.result(event, True, "cancelled")
        return
    told = [i for i in turn.open.values() if i.raised is not None and i.grave in ("life", "urgent") and not i.test]
    for incident in told:
        turn.said[incident.id] = "well"
        resident_says.pass_on(turn, incident, f"{by} says that all is well")
    says = "people were told already; this was passed on to whoever holds it" if told else "nothing is there to cancel"
    turn.result(event, False, says)


def _find(turn: Turn, named: str | None) -> Incident | None:
    """The open incident by id or reference; without a name, the only one that people are asked about."""
    if named is None:
        asked = [i for i in turn.open.values() if i.grave in ("life", "urgent")]
        asked = [i for i in asked if not i.test] or asked  # a test that is open beside it takes nobody's answer
        return asked[0] if len(asked) == 1 else None
    exact = turn.open.get(IncidentId(named))
    return exact or next((i for i in turn.open.values() if i.reference and i.reference == named.upper()), None)


def _not_found(turn: Turn, named: str | None) -> str:
    if named is None:
        codes = ", ".join(i.reference for i in turn.open.values() if i.reference)
        return f"say which incident: {codes}" if codes else "no incident is open"
    past = next((p for p in turn.past if named in (p.id, p.reference)), None)
    if past is not None:
        return f"incident {named} was closed at {past.closed.isoformat(timespec='seconds')}: {past.outcome}"
    return f"no incident {named} is known"


def _test(turn: Turn, event: Answered) -> None:
    """A test of the way to the centre: marked as a test everywhere, and nobody's phone rings."""
    identity = turn.new_id()
    test = Incident(
        id=identity, key=f"test|{identity}", kind="help", grave="life", state="raised", version=0, began=turn.at,
        raised=turn.at, because=f"test asked for by {event.by}", reference=turn.new_reference(identity), test=True,
        resident=turn.home.known(None), due=turn.at + TEST_LASTS,
    )  # fmt: skip
    turn.put(test)
    turn.record(event.by, "test", "asked for", test)
    turn.result(event, True, "this is a test", test)


def _again(turn: Turn, event: Answered) -> None:
    for incident in list(turn.open.values()):
        if turn.home.shares_with_centre and incident.raised is not None:
            turn.send_again(incident, event.id)
    turn.result(event, True, f"{len(turn.open)} open; each document was sent again")
