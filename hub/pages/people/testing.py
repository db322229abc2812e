"""A contact is texted or called a test, now. A hub that does not know them yet, or begins anew, is asked again."""

import asyncio

from hub.pages.hearing import Says, is_silent
from hub.pages.site import Site

TAKES, LOOKS = 0.5, 20
"""Seconds between two looks, and how many: so long a hub may take to know a contact that was just written down."""
UNKNOWN = "nobody of that name is a contact"


async def asked_at_once(place: Site, who: str, by: str) -> Says:
    """What the hub says to it."""
    answer = await place.hub.ask("test contact", contact=who, by=by)
    known = any(each.id == who for each in place.settings.contacts)
    for _ in range(LOOKS):
        soon = is_silent(answer) and place.hub.is_anew()
        if not soon and not (known and answer.get("because") == UNKNOWN):
            break
        await asyncio.sleep(TAKES)
        answer = await place.hub.ask("test contact", contact=who, by=by)
    place.hub.forget()
    return answer
