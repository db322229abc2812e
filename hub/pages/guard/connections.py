"""Who is connected, and whom the pages wait for: whoever connects and asks nothing keeps nobody else out.

uvicorn waits for ever for a request that never comes, and counts whoever is silent as somebody it serves.
"""

import asyncio
import ssl
from collections.abc import Callable
from typing import Any, Literal

from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle
from uvicorn.server import ServerState

from hub.pages.guard.elsewhere import is_this_machine

MOST = 200
"""Connections at one time. At one more, the oldest that asked nothing goes: whoever comes now may want to answer."""
EACH = 60
"""Of them from one address. A browser has six; behind one address, twenty may look (a router of WireGuard)."""
HEAD = 10.0
"""Seconds for a TLS handshake, and again for the head of a request: a bad Wi-Fi needs two, and nobody types it."""
BODY, LEAST = 60.0, 256 * 1024
"""Seconds for a form, or for so many bytes of a file: the 35 kbit/s of a telephone at the edge of its network."""

Waits = Literal["head", "body", ""]


class Connections:
    """Those of one server, the oldest first. `spared`: addresses of proxies, behind which are many browsers."""

    def __init__(
        self, spared: tuple[str, ...] = (), *, each: int = EACH, head: float = HEAD, body: float = BODY
    ) -> None:
        self._spared, self._each = spared, each
        self.patience: dict[Waits, float] = {"head": head, "body": body}
        self._all: dict[Connection, str] = {}

    def protocol(self, tls: ssl.SSLContext | None) -> Callable[..., "Connection"]:
        """What uvicorn makes for each connection, as `http=`. The handshake is ours then: its own may take a minute."""

        def made(config: Config, server_state: ServerState, app_state: dict[str, Any], _loop: Any = None) -> Connection:
            return Connection(self, tls, config, server_state, app_state, _loop)

        return made

    def came(self, one: "Connection", address: str) -> None:
        """Lets one in. Where too many are, another goes for it: one that asks nothing if there is one."""
        if address not in self._spared and not is_this_machine(address):
            same = [each for each, where in self._all.items() if where == address]
            if len(same) >= self._each:
                next((each for each in same if each.waits), same[0]).drop()
        if len(self._all) >= MOST - 1:
            silent = sorted((each for each in self._all if each.waits), key=lambda each: each.waits != "head")
            for each in silent[:1]:
                each.drop()
        self._all[one] = address

    def went(self, one: "Connection") -> None:
        """It is closed."""
        self._all.pop(one, None)


class Connection(H11Protocol):
    """uvicorn's, but a browser that is waited for too long is let go. Its handshake, if there is one, comes first."""

    def __init__(self, all_: Connections, tls: ssl.SSLContext | None, *args: Any) -> None:
        super().__init__(*args)
        self._all, self._tls = all_, tls
        self._raw: asyncio.Transport | None = None
        self._securing: asyncio.Task[None] | None = None
        self._begun, self._early = False, b""  # what came in the same breath as the end of the handshake
        self._limit: tuple[Waits, asyncio.TimerHandle | None] = "", None
        self._came = 0

    @property
    def waits(self) -> Waits:
        """For what of the browser's this waits; "" while it is we who are to answer."""
        asked: RequestResponseCycle | None = self.cycle
        if asked is None or asked.response_complete:
            return "head"
        return "body" if asked.more_body else ""

    def drop(self) -> None:
        """Ends it at once, without the farewell of TLS, for which a silent one would be waited for again."""
        self._all.went(self)
        if self._raw is not None:
            self._raw.abort()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody connected."""
        self._raw = transport
        self._all.came(self, (transport.get_extra_info("peername") or ("",))[0])
        if self._tls is None:
            self._begins(transport)
            return
        transport.pause_reading()
        self._securing = self.loop.create_task(self._secured(transport, self._tls))

    async def _secured(self, raw: asyncio.Transport, tls: ssl.SSLContext) -> None:
        seconds = self._all.patience["head"]
        try:
            transport = await self.loop.start_tls(
                raw, self, tls, server_side=True, ssl_handshake_timeout=seconds, ssl_shutdown_timeout=seconds
            )
        except OSError:  # they hung up, never began, or do not trust us yet: nobody is left to be told
            self.drop()
            return
        if transport is None or self._raw is None or raw.is_closing():
            self.drop()
            return
        self._begins(transport)
        if early := self._early:
            self._early = b""
            self.data_received(early)

    def _begins(self, transport: asyncio.Transport) -> None:
        self._begun = True
        super().connection_made(transport)
        self._look()

    def data_received(self, data: bytes) -> None:
        """They said something; it is no more than a piece perhaps, and does not buy them time."""
        if not self._begun:
            self._early += data
            return
        self._came += len(data)
        super().data_received(data)
        self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is closed."""
        self._all.went(self)
        self._raw = None
        self._lets_be("")
        if self._begun:
            super().connection_lost(exc)

    def _look(self) -> None:
        if self.waits != self._limit[0] and self._raw is not None:
            self._lets_be(self.waits)

    def _lets_be(self, waits: Waits) -> None:
        """From now on this is waited for, and only so long."""
        if self._limit[1] is not None:
            self._limit[1].cancel()
        until = self.loop.call_later(self._all.patience[waits], self._is_over) if waits else None
        self._limit, self._came = (waits, until), 0

    def _is_over(self) -> None:
        """Too long, unless it is a file that comes on."""
        if self._limit[0] == "body" and self._came >= LEAST:
            self._lets_be("body")
        else:
            self.drop()
