"""Names that are not interchangeable, although all of them are text."""

from typing import NewType

DeviceId = NewType("DeviceId", str)
RoomId = NewType("RoomId", str)
ResidentId = NewType("ResidentId", str)
ContactId = NewType("ContactId", str)
IncidentId = NewType("IncidentId", str)
EffectKey = NewType("EffectKey", str)

CENTRE = "centre"
"""The care-response centre, wherever a contact may be named."""


def is_announcement(key: str) -> bool:
    """Whether a key is that of something said in the home: its second part says so."""
    return key.split("/")[1:2] == ["announce"]


def is_call(key: str) -> bool:
    """Whether a key is that of a call: its last part is who is called, and the one before says so."""
    return key.split("/")[-2:-1] == ["call"]
