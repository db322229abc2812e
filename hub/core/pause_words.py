"""What somebody texts to hold something back for a while: "Mary away until Friday", "Mary back", "snooze 4 hours".

A reply to an alarm must never be lost to this, and "away until Friday" of somebody who cannot come is not about the
resident: only a whole text that says who is away is one.
"""

import re
from datetime import datetime

from msgspec import Struct

from hub.core import until
from hub.core.home import Home
from hub.model.events import What

WHO = r"she|he|mum|mam|mom|dad|mother|father|nan|nana|gran|granny|grandma|grandad|resident|the house|home"
AWAY = r"(?:is |'s |will be |is going )?(?:away|in hospital|on holiday|i ffwrdd|oddi cartref)"
BACK = r"(?:is |'s )?(?:back|back home|home again|adref|yn ol)"
_SNOOZE = re.compile(r"(?:snooze|tawel)(?: (?:for |until |till )?(?P<end>.+))?")


class Pausing(Struct, frozen=True):
    """What somebody wants. `until` is None with `ends` for "back", and without it if no end could be read."""

    what: What
    until: datetime | None = None
    ends: bool = False


def read(text: str, home: Home, now: datetime) -> Pausing | None:
    """What a text holds back or ends; None if it is about something else."""
    words = " ".join(re.sub(r"[‘’ʼ′´`]", "'", text.lower()).strip(" .!").split())
    if "?" in text or not words:
        return None
    snooze = _SNOOZE.fullmatch(words)
    if snooze is not None:
        return Pausing("snooze", until.read(snooze["end"] or "4 hours", now, home.timezone))
    who = "|".join([WHO, *sorted((re.escape(name) for name in _names(home)), key=len, reverse=True)])
    if re.fullmatch(rf"(?:{who}) {BACK}(?: now| again)?", words) or words == "back home":
        return Pausing("away", ends=True)
    away = re.fullmatch(rf"(?:{who}) ?{AWAY}(?: (?P<end>.+))?", words)
    if away is None:
        return None
    return Pausing("away", until.read(away["end"] or "", now, home.timezone) if away["end"] else None)


def _names(home: Home) -> set[str]:
    """What the residents are called: their names, and the first word of each."""
    names = {resident.name.lower().strip(" .") for resident in home.settings.residents}
    return names | {name.split()[0] for name in names if name}
