"""What the pages of alarms show, of one reader's choosing: rows of a list, and one alarm from all its sides."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from hub.model.effects import Recorded
from hub.model.incidents import HELD, Incident
from hub.pages.accounts import Person
from hub.pages.incidents import doing
from hub.pages.incidents.rooms import last_moves, plan
from hub.pages.incidents.telling import Telling, climbs
from hub.pages.incidents.told import told
from hub.pages.roles import may, may_know_where
from hub.records.evidence_lines import redacted
from hub.records.kept import Message
from hub.records.redaction import Redaction
from hub.records.timeline import Line, timeline

GRAVEST = ("life", "urgent", "advice", "technical")

ANNOUNCED = "announced: "
"""How a line of the trail begins of which the words that were said aloud are the reason."""
CLOSED = "closed: "
"""How one begins of which the reason says the same, and more: who closed it, and what it was."""


class Row(Struct, frozen=True, kw_only=True):
    """One alarm in a list."""

    id: str
    reference: str
    test: bool
    alarm: bool
    held: bool
    what: str
    where: str
    since: str
    holder: str
    next: str
    ended: str


def rows(incidents: Iterable[Incident], to: Telling) -> tuple[Row, ...]:
    """Alarms before notices, what nobody has before what somebody has; what is over stays in its order."""
    found = list(incidents)
    if any(each.state != "closed" for each in found):
        found.sort(key=lambda each: (each.test, GRAVEST.index(each.grave), each.state in HELD, each.began))
    return tuple(_row(each, to) for each in found)


def _row(incident: Incident, to: Telling) -> Row:
    over = incident.state == "closed"
    return Row(
        id=incident.id, reference=incident.reference, test=incident.test or incident.outcome == "test",
        alarm=climbs(incident), held=incident.state in HELD, what=to.what(incident), where=to.where(incident),
        since=to.day(incident.raised or incident.began) if over else to.moment(incident.raised or incident.began),
        holder=to.holder(incident), next=to.next(incident), ended=to.end(incident),
    )  # fmt: skip


def one(incident: Incident, trail: Sequence[Recorded], messages: Iterable[Message], to: Telling) -> dict[str, Any]:
    """One alarm, for everybody who may see it."""
    return {
        "incident": incident, "row": _row(incident, to), "because": to.because(incident),
        "besides": to.besides(incident), "told": told(incident, trail, to), "climbs": climbs(incident),
        "story": tuple(_story(line, incident, to) for line in timeline(incident, trail, messages)),
        "made": f"{to.to.clock(to.now)}:{to.now:%S}",
    }  # fmt: skip


def _story(line: Line, incident: Incident, to: Telling) -> dict[str, str]:
    """A line of the story. A provider may repeat a number in what it says: nobody needs to read it.

    Why the alarm is there at all stands on top of the page, and is said once more where it was raised only.
    """
    kept: Line = msgspec.convert(redacted(msgspec.to_builtins(line), Redaction(())), Line)
    what, because, said = kept.what, kept.because, kept.said
    if what.startswith(ANNOUNCED):
        because, said = "", because
    if because == incident.because and kept.step not in ("pending", "raised"):
        because = ""
    if what.startswith(CLOSED) and because.startswith(f"{kept.who}: "):
        what, because = CLOSED + because.removeprefix(f"{kept.who}: "), ""
    return {
        "at": to.moment(kept.at), "who": to.to.who(kept.who), "what": to.to.did(what), "because": to.to.tell(because),
        "said": said,
    }  # fmt: skip


def yours(incident: Incident, who: Person, to: Telling) -> dict[str, Any]:
    """What this reader can do, and what only they see."""
    open_alarm = incident.state != "closed" and climbs(incident) and not incident.test
    mine = doing.has_it(incident, who, to.home)
    answers = may(who.role, "answer")
    return {
        "mine": mine, "can_do": doing.can(incident, who, to.home) if answers else doing.Can(mine=False),
        "seen": doing.seen(incident), "needs": to.needs(incident) if mine else "",
        "may_ask_way_in": may(who.role, "access") and mine and to.home.has_access_notes and incident.state != "closed",
        "way_in_while": f"{incident.id} {who.id}" if mine and incident.state != "closed" else "",
        "may_say_well": may(who.role, "say all is well") and open_alarm and doing.may_say_well(incident, who, to.home),
        "said_well": _said_well(incident, who, to),
    }  # fmt: skip


def _said_well(incident: Incident, who: Person, to: Telling) -> str:
    """When the resident last said that all is well; empty if they did not."""
    name = doing.resident_name(who, to.home)
    return next((to.moment(e.at) for e in reversed(incident.evidence) if e.says == f"{name} says that all is well"), "")


def rooms(incident: Incident, who: Person, agreed: bool, says: dict[str, Any], to: Telling) -> dict[str, Any]:
    """The map. The last movement only for whom the table lets see it, now."""
    alarm = incident.state not in ("pending", "closed") and incident.grave in ("life", "urgent") and not incident.test
    shows = may_know_where(who.role, agreed, alarm) and incident.state != "closed"
    moves = last_moves(says, to.home) if shows else None
    return {"plan": plan(to, moves, incident.room), "shows_moves": moves is not None}
