"""All of this hub, from its pages: where it lies, what is done one at a time, and what waits for a person's word."""

import asyncio
from datetime import datetime, timedelta

from starlette.requests import Request

from hub.backup.belongings import Place
from hub.backup.held_here import Held, held_here
from hub.backup.making import About
from hub.backup.sealed import Why
from hub.backup.taking_over import forget
from hub.pages.asking import site
from hub.pages.home.now import Now, look
from hub.pages.meanwhile import meanwhile
from hub.pages.site import Site
from hub.pages.words import later
from hub.shell.database import FILE
from hub.shell.folder import reached_at

WAITS = timedelta(hours=1)
"""How long what was loaded waits for a person's word: it lies unsealed on the disk meanwhile."""

WRONG: dict[Why, str] = {
    "not one": later("This file is no backup of carehub. Nothing was changed."),
    "newer": later("This backup was made by a newer carehub: update this one first. Nothing was changed."),
    "passphrase": later("The passphrase is wrong. Nothing was changed."),
    "damaged": later("This backup is damaged or cut off: load or copy it again. Nothing was changed."),
    "no room": later("There is too little room on the hub's disk for this backup. Nothing was changed."),
    "settings": later("The settings in this backup cannot be used by this carehub. Nothing was changed."),
    "store": later("The store in this backup cannot be used by this carehub. Nothing was changed."),
}


class Whole:
    """What is done with all of a hub is done once at a time; `about` waits until `until`."""

    def __init__(self) -> None:
        self.one = asyncio.Lock()
        self.about: About | None = None
        self.until: datetime | None = None

    def waits(self, about: About, now: datetime) -> None:
        """What was loaded waits for a person's word."""
        self.about, self.until = about, now + WAITS

    def forget(self, place: Place) -> None:
        """It waits no longer, and is removed."""
        self.about, self.until = None, None
        forget(place.data)


def whole(request: Request) -> Whole:
    """Of this site; what has waited for too long is gone."""
    found = site(request).kept(Whole)
    if found.until is not None and site(request).now() > found.until:
        found.forget(lies(site(request)))
    return found


def lies(place: Site) -> Place:
    """Where this hub's things lie."""
    return Place(place.file, place.folder)


async def held(place: Site) -> Held:
    """What somebody must know before all of it goes."""
    return await meanwhile(lambda: held_here(place.folder))


async def no_copy_now(place: Site) -> str:
    """Why no copy may be made now; "" if it may."""
    place.hub.forget()
    known = await look(place.hub)
    if not (reached_at(place.folder) / FILE).exists():
        return later("There is nothing to copy yet: no hub has run here.")
    if isinstance(known, Now) and known.overview.incidents:
        return later("An alarm is open. The copy waits until it is over, so that it slows nothing down.")
    return ""
