"""Looks from time to time whether a proof has come for which the last certificate waits."""

import asyncio
import logging
import sqlite3

from hub.model.errors import CarehubError
from hub.pages.site import Site
from hub.pages.visit.issuing import gained
from hub.pages.visit.record import Visits
from hub.pages.visit.sheet import viewed
from hub.pages.words import later

EVERY = 60.0
"""Seconds between two looks. A person answers a test within minutes, or on another day."""
log = logging.getLogger(__name__)


async def look(place: Site) -> int | None:
    """One look at the newest visit: the number of the certificate that it gave, if it gave one."""
    visit = Visits(place.accounts.conn).last()
    if visit is None or not any(each.visit == visit.id for each in Visits(place.accounts.conn).certificates()):
        return None
    found = gained(place, await viewed(place, visit))
    if found is not None:
        place.accounts.note(place.now(), "carehub", later("gave a certificate that has gained a proof"), str(found))
    return found


async def gaining(place: Site) -> None:
    """Looks again and again, until it is cancelled. What goes wrong is written down, and tried again."""
    while True:
        await asyncio.sleep(EVERY)
        try:
            await look(place)
        except (CarehubError, OSError, sqlite3.Error) as error:
            log.warning("the certificate cannot be looked at: %s", error)
