"""A certificate is made, signed with the hub's own key, and kept for ever; one that gains a proof is made anew."""

from hashlib import sha256

import msgspec

from hub.pages.site import Site
from hub.pages.visit.document import Document, Occasion, document, has_gained, rehearsed
from hub.pages.visit.record import Certificate, Visit, Visits
from hub.pages.visit.sheet import View

BY_THE_HUB = "carehub"
"""Who gives a certificate that has gained a proof while nobody looked."""


def drawn(place: Site, view: View, by: str) -> Document:
    """The certificate as it would be now."""
    visit: Visit = view.visit
    occasion = Occasion(
        home=place.home, visit=visit.id, begun=visit.begun, begun_by=visit.by, at=place.now().replace(microsecond=0),
        by=by, checksum=sha256(place.file.read_bytes()).hexdigest(), in_force=view.in_force,
    )  # fmt: skip
    stood = tuple((each.step, each.standing) for each in view.all())
    return document(place.settings, stood, occasion, rehearsed(visit.step("rehearsal").notes.get("rows", [])))


def issue(place: Site, made: Document) -> int:
    """Signs and keeps it; its number. CarehubError if the hub's key cannot be read."""
    from hub.pages.visit.sealing import sealed

    text = msgspec.json.encode(made).decode()
    signed = (text, *sealed(place.folder, text))
    return Visits(place.accounts.conn).certify(made.visit, made.at, made.by, made.complete, signed)


def opened(kept: Certificate) -> Document:
    """What a certificate says."""
    return msgspec.json.decode(kept.document, type=Document)


def is_genuine(kept: Certificate) -> bool:
    """Whether it is as it was signed."""
    from hub.pages.visit.sealing import fits

    return fits(kept.document, kept.signature, kept.key)


def gained(place: Site, view: View) -> int | None:
    """If a proof has come since the last certificate of this visit: the number of a new one."""
    last = next((each for each in Visits(place.accounts.conn).certificates() if each.visit == view.visit.id), None)
    if last is None or last.complete:
        return None
    made = drawn(place, view, BY_THE_HUB)
    return issue(place, made) if has_gained(opened(last), made) else None
