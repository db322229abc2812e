"""What a receipt changes: a machine took it, or a way is known to have failed. It never answers an alarm."""

from msgspec import structs

from hub.core import calling, daily, ladder, readiness
from hub.core.home import digits
from hub.core.turn import Turn
from hub.model.effects import Accepted, Delivered, Receipt, Refused, TryAgain, Unanswered
from hub.model.events import Receipted
from hub.model.findings import Finding
from hub.model.findings import Turn as Says
from hub.model.ids import CENTRE, ContactId, IncidentId, is_announcement, is_call
from hub.model.incidents import Incident, Told, Way

WAYS = ("texts refused", "centre refuses documents", "centre refuses results", "calls refused")
"""How the cause begins of a fault by which nothing leaves one way. What a way takes mends that way and no other: else a
centre that refuses and a phone that takes would raise and close the same fault, and text about it, for ever."""
HOLE: dict[Way, str] = {"text": "cannot text ", "call": "cannot call "}
"""How the cause begins of a number that refuses texts, or calls."""
CANNOT = {WAYS[0]: "texts cannot be sent", WAYS[3]: "calls cannot be made"}
CAN_AGAIN = {WAYS[0]: "texts can be sent again", WAYS[3]: "calls can be made again"}


def take(turn: Turn, event: Receipted) -> tuple[Finding, ...]:
    """Note the receipt, climb if a way has failed, and return what is broken and must be mended.

    What was said in the home is no way to reach anybody: nothing follows from whether it could be said.
    """
    if is_announcement(event.effect):
        return ()
    incident = turn.open.get(IncidentId(event.effect.split("/", 1)[0]))
    told = next((t for t in incident.told if t.key == event.effect), None) if incident else None
    if incident is not None and told is not None:
        _note(turn, incident, told, event.receipt)
    elif incident is not None and isinstance(event.receipt, Refused) and _way(event.effect) == WAYS[1]:
        _document_refused(turn, incident, event.receipt)
    refuses = (readiness.receipt(turn, event) or daily.receipt(turn, event)) if told is None else None
    return (*_fault(turn, told.to if told else refuses.id if refuses else "", event), *_mended(turn, event))


def _way(effect: str) -> str:
    """Which way an effect leaves, by its key."""
    if "/result/" in effect:
        return WAYS[2]
    if effect.endswith(f"/{CENTRE}"):
        return WAYS[1]
    return WAYS[3] if is_call(effect) else WAYS[0]


def says(receipt: Receipt) -> str:
    """A receipt in a word or a line."""
    match receipt:
        case Accepted():
            return "accepted"
        case Delivered():
            return "delivered"
        case TryAgain():
            return f"not yet: {receipt.because}"
        case Refused():
            return f"refused: {receipt.because}"
        case Unanswered():
            return f"{calling.UNANSWERED}: {receipt.because}"


def _note(turn: Turn, incident: Incident, told: Told, receipt: Receipt) -> None:
    line = says(receipt)
    if told.receipt == line or (told.receipt == "delivered" and isinstance(receipt, Accepted | Unanswered)):
        return
    noted = structs.replace(told, receipt=line)
    incident = turn.put(incident, told=tuple(noted if t is told else t for t in incident.told))
    if isinstance(receipt, Unanswered):
        calling.unanswered(turn, incident, noted)
    if isinstance(receipt, Refused) and receipt.fault in ("", "opt-out") and told.way != "centre":
        turn.refuse(told.number, receipt.because, told.way)
    if isinstance(receipt, Refused) or (isinstance(receipt, TryAgain) and receipt.unreachable):
        name = turn.home.contacts[told.to].name if told.to in turn.home.contacts else told.to
        ladder.failed(turn, incident, noted, f"{name} cannot be reached: {receipt.because}")


def _document_refused(turn: Turn, incident: Incident, receipt: Refused) -> None:
    told = next((t for t in reversed(incident.told) if t.way == "centre"), None)
    if told is not None:
        ladder.failed(turn, incident, told, f"the centre's broker refused it: {receipt.because}")


def _fault(turn: Turn, to: str, event: Receipted) -> tuple[Finding, ...]:
    """What a person must mend: an opt-out or a wrong number is a hole in the ladder; lost credit, a broken way out."""
    receipt, way = event.receipt, _way(event.effect)
    if not isinstance(receipt, Refused):
        return ()
    if receipt.fault and receipt.fault != "opt-out":
        what = CANNOT.get(way, "the centre cannot be told")
        because = f"{what} ({receipt.fault}: {receipt.because})"
        return (_technical(turn, f"{way}: {receipt.fault}", because, life_saving=True),)
    contact = turn.home.contacts.get(ContactId(to))
    if contact is None:
        return ()
    refuses: Way = "call" if way == WAYS[3] else "text"
    because = f"{contact.name}'s number refuses {refuses}s: {receipt.because}"
    return (_technical(turn, f"{HOLE[refuses]}{contact.id}", because),)


def _mended(turn: Turn, event: Receipted) -> tuple[Finding, ...]:
    """What a machine took shows that this way is open again. A fault that a connector told it ends itself."""
    if not isinstance(event.receipt, Accepted | Delivered):
        return ()
    way = _way(event.effect)
    because = CAN_AGAIN.get(way, "the centre can be told again")
    causes = [i.cause for i in turn.open.values() if i.cause and i.cause.startswith(f"{way}: ")]
    return tuple(_technical(turn, cause, because, says="restored") for cause in causes)


def heard_from(turn: Turn, number: str) -> tuple[Finding, ...]:
    """Who sends a text can be texted again: an opt-out is lifted by texting, and a wrong number sends none."""
    contact = turn.home.numbers.get(digits(number))
    if contact is None or not turn.refused(number):
        return ()
    turn.refuse(number, None)
    return (_technical(turn, f"{HOLE['text']}{contact.id}", f"{contact.name} can be texted again", says="restored"),)


def _technical(turn: Turn, cause: str, because: str, *, says: Says = "concern", life_saving: bool = False) -> Finding:
    return Finding(kind="technical", at=turn.at, cause=cause, because=because, turn=says, life_saving=life_saving)
