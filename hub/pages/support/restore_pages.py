"""A backup put back from the pages: loaded and proved, shown, and done once the home's id was typed out."""

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from hub.backup.again import prepared, put_back
from hub.backup.belongings import DATA
from hub.backup.making import About
from hub.backup.sealed import NoBackup
from hub.backup.taking_over import stage
from hub.model.errors import CarehubError
from hub.pages.accounts import Accounts
from hub.pages.asking import address, filled, moved, note, page, person, site
from hub.pages.guard.size import RESTORE
from hub.pages.meanwhile import meanwhile
from hub.pages.page import Page
from hub.pages.site import Site
from hub.pages.support.data_pages import BUSY, shown
from hub.pages.support.whole import WRONG, held, lies, whole
from hub.pages.words import later

NOT_THE_ID = later("That is not the id of this home. Nothing was changed.")
NOT_DONE = later("It could not be done. What was here is as it was:")


async def load(request: Request) -> Response:
    """Takes the file, and proves it. What it holds waits for a person's word."""
    async with request.form() as form:  # the file is closed, and gone, whatever becomes of it
        file, words = form.get("file"), str(form.get("passphrase", "")).strip()
        if not isinstance(file, UploadFile) or not file.size:
            return await shown(request, later("Choose the file of the backup first."), 422)
        if whole(request).one.locked():
            return await shown(request, BUSY)
        async with whole(request).one:
            return await _proved(request, file, words)


async def _proved(request: Request, file: UploadFile, words: str) -> Response:
    place, all_, opened = site(request), whole(request), file.file
    all_.forget(lies(place))
    try:
        about = await meanwhile(lambda: prepared(opened, words, lies(place)))
    except NoBackup as error:
        because = str(error) if error.why in ("settings", "store") else ""
        return await shown(request, WRONG[error.why], 422, because)
    except (CarehubError, OSError) as error:
        return await shown(request, NOT_DONE, 409, str(error))
    all_.waits(about, place.now())
    note(request, later("loaded a backup to be put back"), f"{about.hub}, {about.made:%Y-%m-%d %H:%M} UTC")
    return moved(RESTORE)


async def show(request: Request) -> Response:
    """What it holds, what it takes the place of, and what that means."""
    return await _page(request)


async def _page(request: Request, wrong: str = "", because: str = "") -> Response:
    place, about = site(request), whole(request).about
    return page(
        request, "support/restore.html", 409 if wrong else 200, about=about, held=await held(place), wrong=wrong,
        because=because, hub=place.settings.hub.id, timezone=place.settings.hub.timezone,
    )  # fmt: skip


async def put(request: Request) -> Response:
    """Does it: the hub stands still for a moment, and then both begin anew with what came."""
    said, place, all_ = await filled(request), site(request), whole(request)
    about = all_.about
    if about is None or all_.one.locked():
        return await _page(request, later("No backup waits here any more. Load it again."))
    if said["id"].casefold() != place.settings.hub.id.casefold():
        return await _page(request, NOT_THE_ID)
    if (await held(place)).alarms and said["although_open"] != "yes":
        return await _page(request, later("An alarm is open. See to it first, or say that you know it is forgotten."))
    async with all_.one:
        # Made before: afterwards the accounts and settings that a page is made of are others.
        done = page(request, "support/restored.html", about=about, person=None)
        who, where = person(request).name, address(request)
        try:
            await meanwhile(lambda: _put(place, about, who, where))
        except (CarehubError, OSError) as error:
            return await _page(request, NOT_DONE, str(error))
        all_.about = None
        place.begin_anew()
    return done


def _put(place: Site, about: About, who: str, where: str) -> None:
    """The trail that comes says who put it back; the one that goes is kept beside it."""
    accounts = stage(place.folder) / DATA / "pages"
    kept = Accounts.open(accounts)
    try:
        kept.note(place.now(), who, later("put a backup back"), f"{about.made:%Y-%m-%d %H:%M} UTC", where)
        kept.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        kept.close()
    put_back(lies(place), stop=True, now=place.now())


async def forget(request: Request) -> Response:
    """It is not put back."""
    all_ = whole(request)
    if not all_.one.locked():
        all_.forget(lies(site(request)))
    return moved("/support/data")


PAGES = (
    Page(RESTORE, load, "data", "POST"),
    Page(RESTORE, show, "data"),
    Page(f"{RESTORE}/now", put, "data", "POST"),
    Page(f"{RESTORE}/forget", forget, "data", "POST"),
)
