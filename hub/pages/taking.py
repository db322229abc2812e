"""Changed settings on their way into the hub: it is told, and waited for until it works by them."""

import asyncio

from hub.core.in_force import mark
from hub.pages.site import Site

WITHIN = 10.0
"""Seconds for a hub to take new settings: it reads the file at once, but a stalled card may hold it."""
LOOKED_EVERY = 0.1
NOT_YET = "the hub has not taken the settings yet"


async def taken(place: Site) -> str:
    """Why the hub does not work by the settings in the file; nothing once it does."""
    why_not = place.let_hub_read()
    if why_not:
        return why_not
    try:
        async with asyncio.timeout(WITHIN):
            while True:
                if (await place.hub.ask("status")).get("settings in force") == mark(place.settings):
                    return ""
                await asyncio.sleep(LOOKED_EVERY)
    except TimeoutError:
        return NOT_YET
    finally:
        place.hub.forget()
