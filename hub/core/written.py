"""What a text answers was written by then: what has happened since, it cannot have meant."""

from datetime import datetime

from msgspec import structs

from hub.core.meaning import CLOCKS_APART, STILL_TRUE
from hub.core.turn import Turn
from hub.model.events import Does, Replied
from hub.model.ids import ContactId
from hub.model.incidents import HELD, Answer, Holder, Incident

OVERTAKEN = "its sender has answered with a text that was written later"
QUESTION = "it was written before its sender was asked"
SEEN_AGAIN = "it was written before the same was seen again"

GOES: tuple[Does, ...] = ("acknowledge", "travelling")
"""What a question asks for: whether they go."""


def before(turn: Turn, event: Replied, incident: Incident) -> bool:
    """Whether the reply is older than the incident: its code is that of an earlier store, which is gone."""
    return turn.world.sure and event.sent is not None and event.sent + CLOCKS_APART < incident.began


def before_having(turn: Turn, event: Replied, incident: Incident, who: Holder) -> bool:
    """Whether a text was written before its sender had this incident: then it speaks of another."""
    has = incident.holder if incident.state in HELD else incident.coordinator
    late = turn.world.sure and event.sent is not None and has is not None
    return late and event.sent + CLOCKS_APART < has.since  # type: ignore[operator, union-attr]


def too_late(turn: Turn, event: Replied, incident: Incident, who: Holder, does: Does) -> str:
    """Why nothing is done although it is clear what its sender says; nothing if it is done."""
    if not turn.world.sure:
        return ""  # the provider's time cannot be compared with what this clock said
    if _overtaken(event, incident, who):
        return OVERTAKEN
    if does in GOES and before_question(event, incident, who):
        return QUESTION
    if does == "close" and before_seen_again(turn, event, incident):
        return SEEN_AGAIN
    return ""


def before_question(event: Replied, incident: Incident, who: Holder) -> bool:
    """Whether a "1" was written before its sender was asked what it would answer now."""
    asked = max((t.at for t in incident.told if t.purpose == "question" and t.to == who.contact), default=None)
    if asked is not None and _written(event) + STILL_TRUE < asked:
        return True
    offered = incident.offer.at if incident.offer is not None and incident.offer.to == who.contact else None
    return offered is not None and _written(event) + CLOCKS_APART < offered


def before_seen_again(turn: Turn, event: Replied, incident: Incident) -> bool:
    """Whether it was written before the same was seen again: its sender knew nothing of that, and it ends nothing."""
    return turn.world.sure and incident.again is not None and _written(event) + CLOCKS_APART < incident.again


def _overtaken(event: Replied, incident: Incident, who: Holder) -> bool:
    """Whether its sender has answered this one with a text that was written later: their last word counts."""
    last = next((answer.written for answer in incident.answers if answer.by == who.contact), None)
    return last is not None and _written(event) < last


def keep(turn: Turn, event: Replied, before: Incident, by: ContactId) -> None:
    """Remember when it was written, while the incident is open: somebody has answered, `before` being as it was.

    A "3" of before another press says where they were then, and does not answer that press.
    """
    incident = turn.open.get(before.id)
    if incident is None:
        return
    late = event.at - _written(event)
    if turn.world.sure and late > STILL_TRUE and _has_just_taken(turn, incident, by) and incident.due is not None:
        # What they said then runs out so much sooner: after hours they are asked at once whether it is still so.
        incident = structs.replace(incident, due=max(turn.at, incident.due - late))
    others = tuple(answer for answer in incident.answers if answer.by != by)
    older = before.pressed is not None and turn.world.sure and _written(event) + STILL_TRUE < before.pressed
    pressed = before.pressed if older and incident.state in HELD else incident.pressed
    turn.put(incident, answers=(*others, Answer(by=by, written=_written(event))), pressed=pressed)


def _has_just_taken(turn: Turn, incident: Incident, by: ContactId) -> bool:
    holder = incident.holder if incident.state in HELD else None
    return holder is not None and holder.contact == by and holder.since == turn.at


def _written(event: Replied) -> datetime:
    return min(event.sent or event.at, event.at)
