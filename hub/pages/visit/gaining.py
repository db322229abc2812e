"""Looks from time to time whether a proof has come for which the last certificate waits, and what may be forgotten."""

import asyncio
import logging
import sqlite3
from functools import partial

from hub.model.errors import CarehubError
from hub.pages.meanwhile import meanwhile
from hub.pages.site import Site
from hub.pages.visit.codes import forget
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


async def forgotten(place: Site) -> None:
    """Deletes the codes that nothing names any more."""
    await meanwhile(partial(forget, place.folder, place.file))


async def gaining(place: Site) -> None:
    """Looks again and again, until it is cancelled. What goes wrong is written down, and tried again."""
    while True:
        await asyncio.sleep(EVERY)
        for what, does in (("the certificate cannot be looked at", look), ("old codes cannot be deleted", forgotten)):
            try:
                await does(place)
            except (CarehubError, OSError, sqlite3.Error) as error:
                log.warning("%s: %s", what, error)
