"""The first page of everybody who is signed in."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from hub.pages.asking import page, site
from hub.pages.hearing import is_silent
from hub.pages.page import Page


async def show(request: Request) -> Response:
    """Is all well, and how do we know."""
    says = await site(request).hub.fresh("overview")
    return page(request, "home/home.html", says=says, silent=is_silent(says))


async def alive(request: Request) -> Response:
    """That this process answers, for whoever watches it: nothing about the home."""
    return PlainTextResponse("ok\n")


PAGES = (Page("/", show, "how it is"), Page("/alive", alive, None))
