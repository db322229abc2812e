"""How it is with the people: whoever is told anything has answered a test at the number that they have now."""

from collections.abc import Iterator
from datetime import datetime

from hub.core.localtime import local
from hub.model.household import Contact, Settings
from hub.pages.visit.lasting import is_old
from hub.pages.visit.step import About, Proof, Standing, Words
from hub.pages.words import later


def told(settings: Settings) -> tuple[Contact, ...]:
    """Everybody who is told anything, in the order of the file."""
    rungs = (*settings.ladder, *(rung for ladder in settings.ladders for rung in ladder.rungs))
    names = {name for rung in rungs for name in rung.tell} | set(settings.notices.tell if settings.notices else ())
    return tuple(each for each in settings.contacts if each.id in names or each.all_is_well is not None)


def standing(about: About) -> Standing:
    """Done once everybody has answered; proof pending once everybody was asked."""
    settings = about.settings
    if not settings.ladder:
        return Standing(state="to do", says=Words(later("Nobody is on the ladder yet: an alarm reaches nobody.")))
    proofs = tuple(_proofs(about))
    if about.of_hub.get("contacts", {}).get("ok") is False:
        no = Words(later("The hub does not run, so nobody can be tested."))
        return Standing(state="to do", says=no, proofs=proofs)
    if not about.in_force:
        return Standing(state="to do", says=Words(later("The hub does not work by these settings yet.")), proofs=proofs)
    open_ = [proof for proof in proofs if not proof.proven]
    unasked = [proof for proof in open_ if proof.at is None]
    if unasked:
        return Standing(state="to do", says=Words(later("Not tested yet: {who}."), _names(unasked)), proofs=proofs)
    if open_:
        says = Words(later("Not answered yet: {who}. The hub goes on asking."), _names(open_))
        return Standing(state="proof pending", says=says, proofs=proofs)
    return Standing(state="done", says=Words(later("Everybody who is told anything has answered.")), proofs=proofs)


def _names(proofs: list[Proof]) -> dict[str, "str | Words"]:
    return {"who": ", ".join(proof.subject for proof in proofs)}


def _proofs(about: About) -> Iterator[Proof]:
    rows = {row["id"]: row for row in about.of_hub.get("contacts", {}).get("contacts", [])}
    for contact in told(about.settings):
        yield proof(about, contact, rows.get(contact.id, {}))


def proof(about: About, contact: Contact, row: dict[str, str | None]) -> Proof:
    """What is known of one contact. `at` is None as long as they were not asked at this number."""
    if not about.in_force:
        other = Words(later("not known: the hub works by other settings, or does not run"))
        return Proof(kind="person", id=contact.id, subject=contact.name, says=other, proven=False)
    changed = _time(about.notes.get("changed", {}).get(contact.id))
    asked, answered = _since(row.get("asked"), changed), _since(row.get("answered"), changed)
    if answered is not None and (asked is None or answered >= asked) and not is_old(answered, about.now):
        says, at = Words(later("answered the test, {when}"), {"when": _when(answered, about)}), answered
    elif asked is not None:
        receipt = str(row.get("receipt") or "sent")
        says = Words(later("asked, {when} ({receipt}), not answered yet"), {"when": _when(asked, about),
                     "receipt": Words(receipt)})  # fmt: skip
        return Proof(kind="person", id=contact.id, subject=contact.name, says=says, proven=False, at=asked)
    else:
        return Proof(
            kind="person", id=contact.id, subject=contact.name, says=Words(later("not tested yet")), proven=False
        )
    return Proof(kind="person", id=contact.id, subject=contact.name, says=says, proven=True, at=at)


def _since(said: object, changed: datetime | None) -> datetime | None:
    """A time that the hub tells, if it is after the number was changed on this visit."""
    at = _time(said)
    return None if at is None or (changed is not None and at < changed) else at


def _time(said: object) -> datetime | None:
    return datetime.fromisoformat(said) if isinstance(said, str) else None


def _when(at: datetime, about: About) -> str:
    there = local(at, about.timezone)
    return f"{there.day} {there:%b %H:%M}"
