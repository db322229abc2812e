"""Routes of the steps: for installers, and only while a visit is under way."""

from starlette.requests import Request
from starlette.responses import Response

from hub.pages.asking import moved
from hub.pages.page import Handler, Page
from hub.pages.visit.record import NoVisit


def in_visit(handler: Handler) -> Handler:
    """The handler of a step's page; leads to /visit if no visit is under way."""

    async def within(request: Request) -> Response:
        try:
            return await handler(request)
        except NoVisit:
            return moved("/visit")

    return within


def visit_page(path: str, handler: Handler, method: str = "GET", example: str = "") -> Page:
    """A route of a step: for installers, and only within a visit."""
    return Page(path, in_visit(handler), "visit", method, example)
