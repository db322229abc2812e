"""The home's data: a backup to load; and, said plainly, what no page can do safely."""

import shlex

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from hub.model.errors import SettingsError
from hub.pages.asking import note, page, site
from hub.pages.hearing import is_silent
from hub.pages.home.now import Now, look
from hub.pages.meanwhile import meanwhile
from hub.pages.page import Page
from hub.pages.setup.leaving import may_leave
from hub.pages.site import Site
from hub.pages.support.copying import Copying, copied, has_room, pieces, size
from hub.pages.words import later
from hub.shell.backup import BackupError
from hub.shell.database import FILE
from hub.shell.folder import reached_at

STORE, SETTINGS = "carehub-backup.db", "hub.toml"
"""As what they are loaded."""
UNREADABLE = later(
    "The settings file cannot be read, so nobody can say whether a secret is in it: it is not given out. "
    "See to it first."
)


async def show(request: Request) -> Response:
    """What can be done."""
    return await _page(request)


async def store(request: Request) -> Response:
    """The copy of the store."""
    place, copying = site(request), site(request).kept(Copying)
    if copying.one.locked():
        return await _page(request, later("A copy is being made already. Wait until it is there."))
    async with copying.one:
        if wrong := await _not_now(place):
            return await _page(request, wrong)
        try:
            copy = await copied(reached_at(place.folder), place.folder / "pages")
        except (BackupError, TimeoutError, OSError):
            return await _page(request, later("The copy could not be made. Nothing was changed. Look at the disk."))
    note(request, later("took a backup of what the hub keeps"))
    headers = {"content-disposition": f'attachment; filename="{STORE}"', "content-length": str(size(copy))}
    return StreamingResponse(pieces(copy), media_type="application/vnd.sqlite3", headers=headers)


async def settings(request: Request) -> Response:
    """A copy of the settings file, without what would let somebody act as this hub."""
    place = site(request)
    text = await meanwhile(lambda: place.file.read_text(errors="replace"))
    try:
        says = may_leave(text)
    except SettingsError:
        return await _page(request, UNREADABLE)
    note(request, later("took a copy of the settings file"))
    headers = {"content-disposition": f'attachment; filename="{SETTINGS}"'}
    return Response(says.encode(), media_type="application/toml", headers=headers)


async def _not_now(place: Site) -> str:
    """Why no copy may be made now."""
    place.hub.forget()
    known = await look(place.hub)
    folder = reached_at(place.folder)
    if not (folder / FILE).exists():
        return later("There is nothing to copy yet: no hub has run here.")
    if isinstance(known, Now) and known.overview.incidents:
        return later("An alarm is open. The copy waits until it is over, so that it slows nothing down.")
    if not has_room(folder, place.folder):
        return later("There is too little room on the disk for a copy. Make room first.")
    return ""


async def _page(request: Request, wrong: str = "") -> Response:
    place = site(request)
    silent = is_silent(await place.hub.fresh("status"))
    retention = place.settings.retention
    return page(
        request, "support/data.html", 409 if wrong else 200, wrong=wrong, silent=silent, data=_quoted(place.folder),
        settings_file=_quoted(place.file), store=FILE, readings=retention.readings.days,
        incidents=retention.incidents.days,
    )  # fmt: skip


def _quoted(path: object) -> str:
    """A path as it is typed."""
    return shlex.quote(str(path))


PAGES = (
    Page("/support/data", show, "data"),
    Page("/support/data/store", store, "data", "POST"),
    Page("/support/data/settings", settings, "data", "POST"),
)
