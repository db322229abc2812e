"""The incident as the centre sees it: complete every time, with no more about the resident than is needed."""

from hub.core.home import Home
from hub.core.ladder_next import next_words
from hub.model.effects import Document, IncidentDocument
from hub.model.ids import EffectKey
from hub.model.incidents import HELD, Incident, ToldEntry


def document(incident: Incident, home: Home) -> IncidentDocument:
    """The document of an incident in its present form."""
    residents = home.concerned(incident.resident)
    held = incident.holder if incident.state in HELD or incident.state == "closed" else incident.coordinator
    return IncidentDocument(
        id=incident.id,
        version=incident.version,
        state=incident.state,
        cls=incident.grave,
        kind=incident.kind,
        room=home.room_name(incident.room),
        raised_at=incident.raised or incident.began,
        because=incident.because,
        residents=tuple(resident.name for resident in residents),
        needs=home.resident(incident.resident).needs,
        told=tuple(_entry(told) for told in incident.told),
        acknowledged_by=held.name if held else None,
        attending=incident.attending,
        next=next_words(incident, home),
        test=incident.test,
        late=incident.late,
        outcome=incident.outcome,
        reference=incident.reference,
        evidence=tuple(f"{e.at.isoformat(timespec='seconds')} {e.says}" for e in incident.evidence),
    )


def effect(incident: Incident, home: Home, mark: str = "") -> Document:
    """The document as an effect. `mark` makes the key of one that is sent again on request."""
    key = EffectKey(f"{incident.id}/v{incident.version}{mark}/centre")
    at = incident.closed or (incident.evidence[-1].at if incident.evidence else incident.began)
    whole = document(incident, home)
    return Document(
        key=key, at=at, incident=incident.id, version=incident.version, document=whole, final=incident.state == "closed"
    )


def _entry(told: ToldEntry) -> ToldEntry:
    return ToldEntry(at=told.at, to=told.to, way=told.way, purpose=told.purpose, receipt=told.receipt)
