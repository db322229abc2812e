"""Batteries and signals in words: what needs somebody first."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hub.pages.asking import language, page, site
from hub.pages.hearing import is_silent
from hub.pages.home.telling import Telling
from hub.pages.kit.words import Told, told
from hub.pages.page import Page

ORDER = ("bad", "unsure", "good")


async def show(request: Request) -> Response:
    """Every device of the settings."""
    place = site(request)
    says = await place.hub.fresh("devices")
    to = Telling(place.settings, language(request), place.now())
    silent = is_silent(says) or not says.get("ok")
    rows: list[Any] = [] if silent else says["devices"]
    devices: list[Told] = sorted((told(each, to) for each in rows), key=lambda each: ORDER.index(each.sort))
    return page(
        request, "kit/devices.html", silent=silent, devices=devices,
        well=sum(each.sort == "good" for each in devices),
    )  # fmt: skip


PAGES = (Page("/devices", show, "devices"),)
