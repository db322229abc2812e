"""What a receipt changes: a machine took it, or a way is known to have failed. It never answers an alarm."""

from hub.core import ladder, readiness
from hub.core.home import digits
from hub.core.turn import Turn
from hub.model.effects import Accepted, Delivered, Receipt, Refused, TryAgain
from hub.model.events import Receipted
from hub.model.findings import Finding
from hub.model.findings import Turn as Says
from hub.model.ids import CENTRE, IncidentId
from hub.model.incidents import Incident, Told

WAYS = ("texts refused", "centre refuses documents", "centre refuses results")
"""How the cause begins of a fault by which nothing leaves one way. What a way takes mends that way and no other: else a
centre that refuses and a phone that takes would raise and close the same fault, and text about it, for ever."""
HOLE = "cannot text "
"""How the cause begins of a number that refuses texts."""


def take(turn: Turn, event: Receipted) -> tuple[Finding, ...]:
    """Note the receipt, climb if a way has failed, and return what is broken and must be mended."""
    incident = turn.open.get(IncidentId(event.effect.split("/", 1)[0]))
    told = next((t for t in incident.told if t.key == event.effect), None) if incident else None
    if incident is not None and told is not None:
        _note(turn, incident, told, event.receipt)
    elif incident is not None and isinstance(event.receipt, Refused) and _way(event.effect) == WAYS[1]:
        _document_refused(turn, incident, event.receipt)
    tested = readiness.receipt(turn, event) if told is None else None
    return (*_fault(turn, told.to if told else tested.id if tested else "", event), *_mended(turn, event))


def _way(effect: str) -> str:
    """Which way an effect leaves, by its key."""
    if "/result/" in effect:
        return WAYS[2]
    return WAYS[1] if effect.endswith(f"/{CENTRE}") else WAYS[0]


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


def _note(turn: Turn, incident: Incident, told: Told, receipt: Receipt) -> None:
    line = says(receipt)
    if told.receipt == line or (told.receipt == "delivered" and line == "accepted"):
        return
    noted = Told(
        at=told.at, to=told.to, way=told.way, purpose=told.purpose, receipt=line, key=told.key, number=told.number
    )
    incident = turn.put(incident, told=tuple(noted if t is told else t for t in incident.told))
    if isinstance(receipt, Refused) and receipt.fault in ("", "opt-out"):
        turn.refuse(told.number, receipt.because)
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
        what = "texts cannot be sent" if way == WAYS[0] else "the centre cannot be told"
        because = f"{what} ({receipt.fault}: {receipt.because})"
        return (_technical(turn, f"{way}: {receipt.fault}", because, life_saving=True),)
    contact = turn.home.contacts.get(to)
    if contact is None:
        return ()
    because = f"{contact.name}'s number refuses texts: {receipt.because}"
    return (_technical(turn, f"{HOLE}{contact.id}", because),)


def _mended(turn: Turn, event: Receipted) -> tuple[Finding, ...]:
    """What a machine took shows that this way is open again. A fault that a connector told it ends itself."""
    if not isinstance(event.receipt, Accepted | Delivered):
        return ()
    way = _way(event.effect)
    because = "texts can be sent again" if way == WAYS[0] else "the centre can be told again"
    causes = [i.cause for i in turn.open.values() if i.cause and i.cause.startswith(f"{way}: ")]
    return tuple(_technical(turn, cause, because, says="restored") for cause in causes)


def heard_from(turn: Turn, number: str) -> tuple[Finding, ...]:
    """Who sends a text can be texted again: an opt-out is lifted by texting, and a wrong number sends none."""
    contact = turn.home.numbers.get(digits(number))
    if contact is None or not turn.refused(number):
        return ()
    turn.refuse(number, None)
    return (_technical(turn, f"{HOLE}{contact.id}", f"{contact.name} can be texted again", says="restored"),)


def _technical(turn: Turn, cause: str, because: str, *, says: Says = "concern", life_saving: bool = False) -> Finding:
    return Finding(kind="technical", at=turn.at, cause=cause, because=because, turn=says, life_saving=life_saving)
