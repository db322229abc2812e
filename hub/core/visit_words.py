"""What a reply says of a care visit: 2, or in words, that it was made. Pure reading, nothing is decided here."""

import re

from msgspec import structs

from hub.core.replies import Reply, codes_in
from hub.core.turn import Turn
from hub.core.visits import KINDS_OF, LATE
from hub.model.incidents import Incident

MADE = re.compile(
    r"(?:(?:yes|ok|2) )?(?:(?:it|this|the visit|visit|the call|call) )?(?:(?:was|is|has been|s been) )?(?:made|done)"
    r"|(?:(?:she|he|they|we|the carer|carer|the nurse|nurse) )?(?:(?:has|have|s|ve) )?been(?: and gone)?"
    r"|(?:mae )?(?:(?:hi|e|o|nhw|r gofalwr) )?wedi bod|(?:fe )?(?:w|gw)naed yr ymweliad"
)
"""Nothing but that: in English, which everybody may answer in, and in Welsh."""


CERTAIN = re.compile(r".*\b(?:visit|made|carer|nurse|gofalwr|ymweliad)\b.*")
"""Of one that is urgent, whoever goes there may say "done" or "been" of themselves."""


def read(turn: Turn, text: str, incident: Incident | None, contact: str, reply: Reply) -> Reply:
    """The reply, as it is meant for this incident. "2" says that the visit was made only to whoever was asked that.

    Who was told since that it is urgent was asked whether they go: their 2 says that they cannot.
    """
    if incident is None or incident.kind not in KINDS_OF:
        return reply
    codes = frozenset(reference.code for reference in turn.facts.references)
    rest = " ".join(re.sub(r"[^a-z0-9]+", " ", codes_in(text, codes)[1].lower()).split())
    made = MADE.fullmatch(rest) is not None and (incident.kind == LATE or CERTAIN.fullmatch(rest) is not None)
    if made or (rest == "2" and _was_asked(incident, contact)):
        return structs.replace(reply, does="close", outcome="visit made", minutes=None)
    return reply


def _was_asked(incident: Incident, contact: str) -> bool:
    asked = [told.at for told in incident.told if told.to == contact and told.purpose in ("alarm", "news", "question")]
    urgent = incident.raised if incident.kind != LATE else None
    return bool(asked) and (urgent is None or max(asked) < urgent)
