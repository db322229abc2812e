"""The frame of a page that belongs to a step, and is not the step's own: with real alarms and tests on top."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hub.pages.asking import page, site
from hub.pages.visit.devices.said import clock
from hub.pages.visit.sheet import Sheet, words
from hub.pages.visit.step import Step


def within(
    request: Request, sheet: Sheet, step: Step, template: str, status: int = 200, live: str = "home", **values: Any
) -> Response:
    """A page under a step's path. What a form was answered with cannot be asked for again: there the step's page is."""
    if request.method == "POST":
        values = {"live_from": step.path, **values}
    return page(
        request, f"visit/{template}", status, step=step, sheet=sheet, say=words(request), live=live,
        timezone=site(request).settings.hub.timezone, clock=clock, **{"wrongs": {}, **values},
    )  # fmt: skip
