"""The pages as one application: routes behind their door, our files, and what is said when something goes wrong."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, ExceptionHandler

from hub.pages.asking import page
from hub.pages.guard.door import guarded
from hub.pages.guard.headers import Headers
from hub.pages.guard.hosts import Hosts
from hub.pages.guard.size import Size
from hub.pages.rendering import STATIC
from hub.pages.routes import PAGES
from hub.pages.site import Site
from hub.pages.visit.devices.around import around

log = logging.getLogger(__name__)


class Files(StaticFiles):
    """Our files. Their addresses change with what is in them, so they may be kept."""

    def file_response(self, *args: object, **more: object) -> Response:
        """A file, for a year."""
        response = super().file_response(*args, **more)  # type: ignore[arg-type]
        response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response


class Pages(Starlette):
    """Starlette, but what it says when something goes wrong has our headers too: that answer is made outermost."""

    def build_middleware_stack(self) -> ASGIApp:
        """Everything that is before the routes."""
        return Headers(super().build_middleware_stack(), always_https=bool(self.state.site.settings.pages.proxies))


def application(site: Site, https: bool) -> Starlette:
    """The pages of one home. `https`: whether browsers speak to them over HTTPS, here or at a proxy."""
    routes: list[BaseRoute] = [
        Route(each.path, guarded(each.handler, each.right), methods=[each.method]) for each in PAGES
    ]
    middleware = [
        Middleware(Hosts, names=site.settings.pages.names),
        Middleware(Size, folder=site.folder),
    ]
    handlers: dict[Any, ExceptionHandler] = {404: _nothing_here, 405: _nothing_here, Exception: _went_wrong}
    app = Pages(
        routes=[*routes, Mount("/static", Files(directory=STATIC))], middleware=middleware,
        exception_handlers=handlers, lifespan=_lives,
    )  # fmt: skip
    app.router.redirect_slashes = False
    app.state.site, app.state.https = site, https
    return app


@asynccontextmanager
async def _lives(app: Starlette) -> AsyncIterator[None]:
    """When the pages are told to stop, nothing that they opened stays open."""
    try:
        yield
    finally:
        await around(app.state.site).end()


async def _nothing_here(request: Request, _: Exception) -> Response:
    return await guarded(_no_such_page, None, acts=False)(request)


async def _no_such_page(request: Request) -> Response:
    return page(request, "nothing_here.html", status=404)


async def _went_wrong(request: Request, error: Exception) -> Response:
    log.error("%s could not be shown: %r", request.url.path, error)
    return await guarded(_sorry, None, acts=False)(request)


async def _sorry(request: Request) -> Response:
    return page(request, "went_wrong.html", status=500)
