"""Would an alarm reach them, and would they answer? Every contact is texted a test each month, and asked for one word;
who has a landline is called, and asked for one key.

Nobody is shamed by it: who does not answer is asked once more, then those who can see to it are told (behaviour 12 and
the readiness that on-call services ask for). A test never wakes anybody, and never comes between people and an alarm.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec import structs

from hub.core import reaching, wording_calls, wording_readiness
from hub.core.home import Home
from hub.core.localtime import local
from hub.core.replies import Reply
from hub.core.state import Facts, Proof
from hub.core.turn import Turn
from hub.model.effects import Delivered, Receipt, Refused, Unanswered
from hub.model.events import Receipted
from hub.model.findings import Finding
from hub.model.findings import Turn as Says
from hub.model.household import Contact, Settings
from hub.model.ids import ContactId, EffectKey, IncidentId, is_call

UNANSWERED = "test not answered "
"""How the cause begins of a contact who did not answer the test; the contact's id follows."""

LATER = timedelta(hours=1)
"""How long a test waits while people have an alarm to deal with (our choice)."""

SOON = timedelta(minutes=15)
"""How long after a test its answer is looked for often: who stands beside an installer answers at once."""

NEVER_TESTED = frozenset({"being installed", "ended"})
"""Service states in which nobody is tested: the visit has its own tests, and an ended service says nothing."""

HEARD = frozenset({"ok", "okay", "got it", "received", "here", "fine", "iawn"})
"""Words besides those of an alarm that answer a test."""


def expected(facts: Facts, home: Home, at: datetime) -> Facts:
    """Every contact with a phone has a date for a test, and who left is forgotten; unchanged if all is so already."""
    known = {c.id for c in home.contacts.values() if c.phone}
    if known == facts.proofs.keys():
        return facts
    first = Proof(due=at + home.settings.readiness.every)
    return structs.replace(facts, proofs={each: facts.proofs.get(each, first) for each in sorted(known)})


def renumbered(turn: Turn, before: Settings) -> None:
    """An answer that came from another number proves nothing of the one that is called now."""
    phones = {contact.id: contact.phone for contact in before.contacts}
    for contact, proof in tuple(turn.proofs.items()):
        if contact in phones and phones[contact] != turn.home.contacts[contact].phone:
            turn.prove(contact, Proof(due=proof.due))


def due(proofs: Iterable[Proof]) -> datetime | None:
    """When the next test, or something about one, is due."""
    return min((proof.due for proof in proofs), default=None)


def answer_may_come(proofs: Iterable[Proof], at: datetime) -> bool:
    """Whether somebody was texted a test a few minutes ago and waits to hear that their answer has come."""
    return any(p.tries > 0 and p.asked is not None and at - p.asked < SOON for p in proofs)


def run(turn: Turn) -> tuple[Finding, ...]:
    """Whatever is due: a first test, a second try, or word that somebody does not answer."""
    found: list[Finding] = []
    for contact, proof in tuple(turn.proofs.items()):
        if proof.due <= turn.at:
            found += _due(turn, turn.home.contacts[contact], proof)
    return tuple(found)


def _due(turn: Turn, contact: Contact, proof: Proof) -> tuple[Finding, ...]:
    settings = turn.home.settings.readiness
    if proof.asked is not None and proof.tries >= 2:
        return _missed(turn, contact, proof, proof.asked)
    if _busy(turn):
        turn.prove(contact.id, structs.replace(proof, due=turn.at + LATER))
    elif turn.home.settings.home.service in NEVER_TESTED or reaching.barred(turn, contact):
        # A number that refuses what it is told is a hole in the ladder, and told as one already.
        turn.prove(contact.id, structs.replace(proof, due=turn.at + settings.every, tries=0))
    elif (opening := turn.home.test_opening(turn.at)) > turn.at:
        turn.prove(contact.id, structs.replace(proof, due=opening))
    else:
        _ask(turn, contact, proof)
    return ()


def _busy(turn: Turn) -> bool:
    return any(i.grave in ("life", "urgent") and not i.test for i in turn.open.values())


def ask_now(turn: Turn, contact_id: str, by: str) -> None:
    """Somebody wants to see whether a contact can be reached: a test at once, at any hour."""
    contact = turn.home.contacts.get(contact_id)
    why = _why_not(turn, contact)
    if contact is None or why:
        turn.record(by, f"not tested: {contact.name if contact else contact_id}", why)
        return
    proof = turn.proofs.get(contact.id) or Proof(due=turn.at)
    turn.record(by, f"test for {contact.name}", "asked for")
    _ask(turn, contact, structs.replace(proof, tries=0))


def _why_not(turn: Turn, contact: Contact | None) -> str:
    if contact is None:
        return "nobody of that name is a contact"
    if contact.phone is None:
        return "no phone is known"
    barred = reaching.barred(turn, contact)
    return f"{contact.ways[0]}s are refused: {turn.refused(contact.phone, contact.ways[0])}" if barred else ""


def _ask(turn: Turn, contact: Contact, proof: Proof) -> None:
    settings = turn.home.settings.readiness
    again = proof.tries > 0
    identity = IncidentId(f"test-{contact.id}")
    code = proof.code if again and proof.code else turn.new_reference(identity)
    asked = proof.asked if again and proof.asked else turn.at
    key = f"{_keys(contact.id, code)}{proof.tries + 1}"
    if reaching.only_by_call(turn, contact):
        says = wording_calls.test(turn.to(contact.id))
        turn.loose_call(f"{key}/call/{contact.id}", contact.id, contact.phone or "", says, "test")
    else:
        body = wording_readiness.test(turn.to(contact.id), turn.at, code, again=again)
        turn.loose_text(key, contact.id, contact.phone or "", body, "test")
    until = asked + settings.missing_after if again else turn.at + settings.again_after
    turn.prove(
        contact.id,
        structs.replace(proof, due=until, asked=asked, code=code, tries=proof.tries + 1, receipt=""),
    )


def _missed(turn: Turn, contact: Contact, proof: Proof, asked: datetime) -> tuple[Finding, ...]:
    every = turn.home.settings.readiness.every
    turn.prove(contact.id, structs.replace(proof, due=max(asked + every, turn.at + LATER), tries=0, missed=True))
    there = local(asked, turn.home.timezone)
    known = "it was delivered" if proof.receipt == "delivered" else "it may not have arrived"
    because = f"{contact.name} has not answered the test of {there:%H:%M} on {there.day} {there:%b}; {known}"
    return (_finding(turn, contact.id, because),)


def answered(turn: Turn, contact: Contact, reply: Reply, words: str, *, alarms: bool) -> tuple[Finding, ...] | None:
    """What follows if a reply answers the contact's test; None if it is about something else.

    `alarms`: this number was told of incidents lately, so that bare words of an alarm are not for the test.
    """
    proof = turn.proofs.get(contact.id)
    if proof is None or proof.asked is None or (proof.answered is not None and proof.answered >= proof.asked):
        return None
    if reply.code != proof.code and (reply.code is not None or (alarms and reply.does is not None)):
        return None
    if reply.does is None and words.strip(" .!\n").lower().removesuffix(proof.code.lower()).strip(" .!,") not in HEARD:
        return None
    turn.record(contact.name, "answered the test", f"test {proof.code}")
    return proven(turn, contact.id)


def heard(turn: Turn, effect: EffectKey, key: str) -> tuple[Finding, ...] | None:
    """What follows a key that was pressed in a test call: 1 says that it was heard. None if it was no test call."""
    if not (effect.startswith("test/") and is_call(effect)):
        return None
    found = next((c for c, p in turn.proofs.items() if effect.startswith(_keys(c, p.code))), None)
    contact = turn.home.contacts.get(found) if found is not None else None
    if contact is None or key != "1":
        return ()
    turn.record(contact.name, "answered the test", "pressed 1 in a test call")
    return proven(turn, contact.id)


def proven(turn: Turn, contact: ContactId) -> tuple[Finding, ...]:
    """A person has answered: the contact can be reached, and is not asked again for a month."""
    proof = turn.proofs.get(contact)
    if proof is None:
        return ()
    every = turn.home.settings.readiness.every
    well = structs.replace(proof, answered=turn.at, due=turn.at + every, tries=0, missed=False)
    turn.prove(contact, well)
    if not proof.missed:
        return ()
    name = turn.home.contacts[contact].name
    return (_finding(turn, contact, f"{name} has answered: an alarm would reach them", says="restored"),)


def receipt(turn: Turn, event: Receipted) -> Contact | None:
    """Note what became of a test text. Returns whose it was, if it was one and its number refuses texts."""
    contact = next((c for c, p in turn.proofs.items() if event.effect.startswith(_keys(c, p.code))), None)
    if contact is None:
        return None
    turn.prove(contact, structs.replace(turn.proofs[contact], receipt=_word(event.receipt)))
    known = turn.home.contacts.get(contact)
    if not isinstance(event.receipt, Refused) or event.receipt.fault not in ("", "opt-out") or known is None:
        return None
    if known.phone:
        turn.refuse(known.phone, event.receipt.because, "call" if is_call(event.effect) else "text")
    return known


def _keys(contact: ContactId, code: str) -> str:
    """How the keys of the texts of one test begin."""
    return f"test/{contact}/{code}/"


def _word(given: Receipt) -> str:
    match given:
        case Delivered():
            return "delivered"
        case Unanswered():
            return "not answered"
        case Refused():
            return f"refused: {given.because}"
        case _:
            return "sent"


def _finding(turn: Turn, contact: ContactId, because: str, says: Says = "concern") -> Finding:
    return Finding(kind="technical", at=turn.at, cause=f"{UNANSWERED}{contact}", because=because, turn=says)
