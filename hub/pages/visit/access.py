"""How it is with the way in: each part of it was tried at the door, by somebody, not long ago, as it is now."""

from datetime import datetime
from hashlib import sha256

import msgspec

from hub.model.access import Access
from hub.model.household import Settings
from hub.pages.visit.lasting import is_old, moment
from hub.pages.visit.step import About, Proof, Standing, Words
from hub.pages.words import later

PARTS = {
    "door": later("Street door"), "safe": later("Key safe"), "key": later("Key"),
}  # fmt: skip
"""What is tried, and its name on the certificate."""
TRY = {
    "door": later("I came in from the street just as it is written here"),
    "safe": later("I opened the key safe with the code that is kept here"),
    "key": later("I turned the key, and the door opened"),
}
SHOWN = {
    "door": later("came in as written, tried by {by} at {time}"),
    "safe": later("opened with the code, by {by} at {time}"),
    "key": later("turned, by {by} at {time}"),
}  # fmt: skip


def to_try(settings: Settings) -> tuple[str, ...]:
    """What there is to be tried in this home."""
    access = settings.access
    return tuple(part for part in PARTS if part != "safe" or access.key_safe or access.key_safe_code)


def rests_on(settings: Settings, part: str) -> str:
    """Changes with what a proof of this part rests on, whoever changes it and by whatever means."""
    access = settings.access
    on_door, on_safe = (access.street_door, access.street_door_code), (access.key_safe, access.key_safe_code)
    return sha256(msgspec.json.encode(on_door if part == "door" else on_safe)).hexdigest()[:16]


def standing(about: About) -> Standing:
    """Done once every part was tried since it was last changed."""
    access, proofs = about.settings.access, tuple(_proofs(about))
    if access == Access():
        return Standing(state="to do", says=Words(later("It is not written down how somebody gets in.")), proofs=proofs)
    untried = [proof for proof in proofs if not proof.proven]
    less = _weaker(access)
    if untried:
        says = Words(later("Not tried yet: {what}."), {"what": _listed(untried)})
        return Standing(state="to do", says=says, proofs=proofs, weaker=less)
    return Standing(state="done", says=Words(later("Every part was tried at the door.")), proofs=proofs, weaker=less)


def _proofs(about: About) -> list[Proof]:
    tried = about.notes.get("tried", {})
    return [_proof(about, part, tried.get(part)) for part in to_try(about.settings)]


def _proof(about: About, part: str, known: dict[str, str] | None) -> Proof:
    """One part. What was changed behind the visit's back, in the settings or in the file itself, was never tried."""
    if not known or known.get("of") != rests_on(about.settings, part):
        return Proof(kind="access", id=part, subject=PARTS[part], says=Words(later("not tried")), proven=False)
    at = datetime.fromisoformat(known["at"])
    old = is_old(at, about.now)
    text = later("tried by {by} at {time}: too long ago to count") if old else SHOWN[part]
    says = Words(text, {"by": known["by"], "time": moment(at, about.timezone)})
    return Proof(kind="access", id=part, subject=PARTS[part], says=says, proven=not old, at=at)


def _weaker(access: Access) -> tuple[Words, ...]:
    if access.key_safe and access.key_safe_code is None:
        return (Words(later("The code of the key safe is not kept here: whoever comes must know it.")),)
    return ()


def _listed(untried: list[Proof]) -> Words:
    said = Words(untried[0].subject)
    for each in untried[1:]:
        said = Words(later("{some}; {one}"), {"some": said, "one": Words(each.subject)})
    return said
