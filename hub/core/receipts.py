"""What a receipt changes: a machine took it, or a way is known to have failed. It never answers an alarm."""

from hub.core import ladder
from hub.core.turn import Turn
from hub.model.effects import Accepted, Delivered, Receipt, Refused, TryAgain
from hub.model.events import Receipted
from hub.model.findings import Finding
from hub.model.ids import IncidentId
from hub.model.incidents import Incident, Told


def take(turn: Turn, event: Receipted) -> tuple[Finding, ...]:
    """Note the receipt, climb if a way has failed, and return what is broken and must be mended."""
    incident = turn.open.get(IncidentId(event.effect.split("/", 1)[0]))
    told = next((t for t in incident.told if t.key == event.effect), None) if incident else None
    if incident is not None and told is not None:
        _note(turn, incident, told, event.receipt)
    elif incident is not None and isinstance(event.receipt, Refused):
        _document_refused(turn, incident, event.receipt)
    return _fault(turn, told, event.receipt)


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
    if (isinstance(receipt, Refused) and not receipt.fault) or (
        isinstance(receipt, Refused) and receipt.fault == "opt-out"
    ):
        turn.refuse(told.number, receipt.because)
    if isinstance(receipt, Refused) or (isinstance(receipt, TryAgain) and receipt.unreachable):
        name = turn.home.contacts[told.to].name if told.to in turn.home.contacts else told.to
        ladder.failed(turn, incident, noted, f"{name} cannot be reached: {receipt.because}")


def _document_refused(turn: Turn, incident: Incident, receipt: Refused) -> None:
    told = next((t for t in reversed(incident.told) if t.way == "centre"), None)
    if told is not None:
        ladder.failed(turn, incident, told, f"the centre's broker refused it: {receipt.because}")


def _fault(turn: Turn, told: Told | None, receipt: Receipt) -> tuple[Finding, ...]:
    """What a person must mend: an opt-out or a wrong number is a hole in the ladder; lost credit, a broken way out."""
    if not isinstance(receipt, Refused):
        return ()
    contact = turn.home.contacts.get(told.to) if told else None
    whose = f"{contact.name}'s number" if contact else "a number"
    if receipt.fault and receipt.fault != "opt-out":
        finding = Finding(
            kind="technical", at=turn.at, cause=f"sms {receipt.fault}", life_saving=True,
            because=f"texts cannot be sent ({receipt.fault}: {receipt.because})",
        )  # fmt: skip
    elif contact is not None:
        finding = Finding(
            kind="technical",
            at=turn.at,
            cause=f"cannot text {contact.id}",
            because=f"{whose} refuses texts: {receipt.because}",
        )
    else:
        return ()
    return (finding,)
