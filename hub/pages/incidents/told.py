"""Who was told of an incident, what became of it, and who answered. A machine that took a text is no answer."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from hub.model.effects import Recorded
from hub.model.ids import CENTRE
from hub.model.incidents import Incident, Purpose, ToldEntry
from hub.pages.incidents.telling import Telling
from hub.pages.words import later
from hub.records.course import course
from hub.records.redaction import Redaction

MOST = 4
"""Lines of one person: the newest. The whole story below has them all."""

WHY: dict[Purpose, str] = {
    "alarm": later("asked to go"), "question": later("asked how it goes"), "news": later("told the news"),
    "outcome": later("told how it ended"), "notice": later("told"), "answer": later("answered"),
    "access": later("told how to get in"), "test": later("tested"),
}  # fmt: skip
WAYS = {"text": later("by text"), "call": later("by a call"), "centre": later("by the centre's program")}
BECAME = {
    "": later("not sent yet"), "accepted": later("sent"), "delivered": later("on the telephone, which is no answer"),
    "not yet": later("could not be sent yet"), "refused": later("could not be sent"),
    "not answered": later("not answered"),
}  # fmt: skip


NO_NUMBERS = Redaction(())
"""A provider may repeat a telephone's number in what it says: nobody needs to read it."""


class Heard(Struct, frozen=True):
    """One person: what they answered, in words (empty: nothing), and what they were told."""

    name: str
    answer: str
    lines: tuple[str, ...]
    more: int


def told(incident: Incident, trail: Sequence[Recorded], to: Telling) -> tuple[Heard, ...]:
    """Each who was told, in the order in which they first were; then whoever answered without being asked."""
    parties: dict[str, list[ToldEntry]] = {}
    for entry in incident.told:
        parties.setdefault(entry.to, []).append(entry)
    answers = {each.party: each.at for each in course(incident, trail).answered}
    return tuple(
        Heard(_name(party, to), _answer(party, incident, answers.get(party) is not None, to),
              tuple(_line(entry, to) for entry in entries[-MOST:]), max(0, len(entries) - MOST))
        for party, entries in ((each, parties.get(each, [])) for each in _order(parties, answers))
    )  # fmt: skip


def _order(parties: Iterable[str], answers: Iterable[str]) -> list[str]:
    return list(dict.fromkeys((*parties, *answers)))


def _name(party: str, to: Telling) -> str:
    _ = to.say
    if party == CENTRE:
        return _("The centre")
    known = to.home.contacts.get(party)
    resident = to.home.residents.get(party.removeprefix("resident:"))
    return str(known.name if known is not None else resident.name if resident is not None else party)


def _answer(party: str, incident: Incident, answered: bool, to: Telling) -> str:
    _ = to.say
    if incident.holder is not None and party in (incident.holder.contact, incident.holder.name):
        return _("has it") if incident.state != "closed" else _("had it")
    if incident.coordinator is not None and party in (incident.coordinator.contact, incident.coordinator.name):
        return _("coordinates")
    if party in incident.cannot:
        return _("cannot go")
    return _("has answered") if answered else _("has not answered")


def _line(entry: ToldEntry, to: Telling) -> str:
    _ = to.say
    receipt = NO_NUMBERS.text(entry.receipt)
    word, why = (*receipt.split(": ", 1), "")[:2]
    became = _(BECAME[word]) if word in BECAME else word
    because = f" ({to.to.tell(why)})" if why else ""
    what = f"{_(WHY[entry.purpose])} {_(WAYS[entry.way])}"
    return f"{to.moment(entry.at)} {what}: {became}{because}"
