"""What a route is: its path, who may see it, and what answers."""

from collections.abc import Awaitable, Callable

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from hub.pages.roles import Right

Handler = Callable[[Request], Awaitable[Response]]


class Page(Struct, frozen=True):
    """One route. `right` None: strangers may see it. `method`: GET (HEAD with it), or POST for what changes something.

    `example`: a path that the route answers, where it has places to fill; for tests and pictures.
    """

    path: str
    handler: Handler
    right: Right | None
    method: str = "GET"
    example: str = ""
