"""How much may be sent to a page: more than any form holds is refused before it is read."""

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FORM = 256 * 1024
"""Bytes of a form at the most: a whole hub.toml and more."""
UPLOADS: dict[str, int] = {}
"""Path -> bytes, where a page takes a file (a backup)."""


class TooMuch(Exception):  # noqa: N818 - it says what is so
    """More came than was announced or may be sent."""


class Size:
    """Refuses what is too large, whether its length is told or not."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most, came = UPLOADS.get(scope["path"], FORM), 0
        told = Headers(scope=scope).get("content-length", "0")
        if not told.isdigit() or int(told) > most:
            await _refused(scope, receive, send)
            return

        async def counted() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > most:
                raise TooMuch
            return message

        try:
            await self._app(scope, counted, send)
        except TooMuch:
            await _refused(scope, receive, send)


async def _refused(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse("That is more than this page takes.\n", 413)(scope, receive, send)
