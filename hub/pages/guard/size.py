"""How much may be sent to a page: more than any form holds is refused before it is read."""

import shutil
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hub.check_disk import NEARLY_FULL

FORM = 256 * 1024
"""Bytes of a form at the most: a whole hub.toml and more."""
FIGURES = 12
RESTORE = "/support/data/restore"
UPLOADS: dict[str, int] = {RESTORE: 2 * 2**30}
"""Path -> bytes, where a page takes a file (a backup)."""


class TooMuch(Exception):  # noqa: N818 - it says what is so
    """More came than was announced or may be sent."""


class Size:
    """Refuses what is too large, whether its length is told or not."""

    def __init__(self, app: ASGIApp, folder: Path) -> None:
        """`folder`: where a file that is sent is put until it is read."""
        self._app, self._folder = app, folder

    def _most(self, path: str) -> int:
        """A file lies on the disk twice, as it came and opened, and the hub must still have room for weeks."""
        if path not in UPLOADS:
            return FORM
        room = (shutil.disk_usage(self._folder).free - NEARLY_FULL) // 2
        return max(min(UPLOADS[path], room), FORM)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most, came = self._most(scope["path"]), 0
        told = Headers(scope=scope).get("content-length", "0")
        if not told.isascii() or not told.isdigit() or len(told) > FIGURES or int(told) > most:
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


TOO_MUCH = "That is more than this page takes, or than the hub has room for. Nothing was changed.\n"


async def _refused(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse(TOO_MUCH, 413)(scope, receive, send)
