"""The home's data: a backup to load, sealed under a passphrase; the settings to read; and how an update is made."""

import shlex
from collections.abc import AsyncIterator
from importlib.metadata import version

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from hub.backup.making import Made, made
from hub.backup.sealed import SHORTEST, sealed, sealed_size
from hub.model.errors import CarehubError, SettingsError
from hub.pages.asking import filled, note, page, site
from hub.pages.hearing import is_silent
from hub.pages.meanwhile import meanwhile
from hub.pages.page import Page
from hub.pages.setup.leaving import may_leave
from hub.pages.support.whole import lies, no_copy_now, whole
from hub.pages.words import later

SETTINGS = "hub.toml"
UNREADABLE = later(
    "The settings file cannot be read, so nobody can say whether a secret is in it: it is not given out. "
    "See to it first."
)
BUSY = later("Something like this is being done already. Wait until it is over.")
NOT_MADE = later("The copy could not be made. Nothing was changed. Is there room on the disk?")


async def show(request: Request) -> Response:
    """What can be done."""
    return await shown(request)


async def backup(request: Request) -> Response:
    """All of the hub, in one file under a passphrase."""
    said, place, one = await filled(request), site(request), whole(request).one
    if one.locked():
        return await shown(request, BUSY)
    async with one:
        wrong = _no_passphrase(said["passphrase"], said["again"]) or await no_copy_now(place)
        if wrong:
            return await shown(request, wrong)
        try:
            copies = await meanwhile(lambda: made(lies(place), place.settings, version("carehub"), place.now()))
        except (CarehubError, OSError):
            return await shown(request, NOT_MADE)
    note(request, later("took a backup of all that the hub keeps"))
    name = f"carehub-{place.now():%Y-%m-%d}.backup"
    headers = {
        "content-disposition": f'attachment; filename="{name}"', "content-length": str(sealed_size(copies.size)),
    }  # fmt: skip
    return StreamingResponse(
        _pieces(copies, said["passphrase"]), media_type="application/octet-stream", headers=headers
    )


def _no_passphrase(said: str, again: str) -> str:
    if len(said) < SHORTEST:
        return later("A passphrase has at least 12 letters: four words that have nothing to do with this home.")
    return "" if said == again else later("The two passphrases are not the same. Type both again.")


async def _pieces(copies: Made, passphrase: str) -> AsyncIterator[bytes]:
    """All of it, a piece at a time; nothing of it stays, also if the browser leaves."""
    pieces = sealed(copies.plain(), passphrase)
    try:
        while (piece := await meanwhile(lambda: next(pieces, None))) is not None:
            yield piece
    finally:
        copies.forget()


async def settings(request: Request) -> Response:
    """A copy of the settings file, without what would let somebody act as this hub."""
    place = site(request)
    text = await meanwhile(lambda: place.file.read_text(errors="replace"))
    try:
        says = may_leave(text)
    except SettingsError:
        return await shown(request, UNREADABLE)
    note(request, later("took a copy of the settings file"))
    headers = {"content-disposition": f'attachment; filename="{SETTINGS}"'}
    return Response(says.encode(), media_type="application/toml", headers=headers)


async def shown(request: Request, wrong: str = "", status: int = 409, because: str = "") -> Response:
    """The page. `because`: what was found in other words, in English."""
    place = site(request)
    says = await place.hub.fresh("status")
    return page(
        request, "support/data.html", status if wrong else 200, wrong=wrong, because=because, silent=is_silent(says),
        data=shlex.quote(str(place.folder)), settings_file=shlex.quote(str(place.file)), shortest=SHORTEST,
        waits=whole(request).about is not None, runs=str(says.get("version", "")), ours=version("carehub"),
    )  # fmt: skip


PAGES = (
    Page("/support/data", show, "data"),
    Page("/support/data/backup", backup, "data", "POST"),
    Page("/support/data/settings", settings, "data", "POST"),
)
