"""Diagnostics to load, for whoever helps."""

from importlib.metadata import version

from starlette.requests import Request
from starlette.responses import Response

from hub.pages.accounts import trail
from hub.pages.asking import note, page, site
from hub.pages.meanwhile import meanwhile
from hub.pages.page import Page
from hub.pages.support.checking import Checked
from hub.pages.support.diagnostics import Known, made
from hub.pages.words import later


async def show(request: Request) -> Response:
    """What is in it, and the button."""
    return page(request, "support/diagnostics.html")


async def load(request: Request) -> Response:
    """The zip."""
    place = site(request)
    status, devices = await place.hub.fresh("status"), await place.hub.fresh("devices")
    known = Known(
        at=place.now(), version=version("carehub"), settings=place.settings, status=status if status.get("ok") else {},
        devices=tuple(devices.get("devices", ())), checked=place.kept(Checked).lines,
        trail=tuple(trail.lately(place.accounts.conn)),
    )  # fmt: skip
    note(request, later("took diagnostics, without personal data"))
    name = f'attachment; filename="carehub-diagnostics-{place.now():%Y-%m-%d}.zip"'
    packed = await meanwhile(lambda: made(known))
    return Response(packed, media_type="application/zip", headers={"content-disposition": name})


PAGES = (
    Page("/support/diagnostics", show, "support"),
    Page("/support/diagnostics", load, "support", "POST"),
)
