"""Serves the pages until told to stop: on which address, over HTTPS or behind a proxy, and what it says first."""

import asyncio
import logging
import ssl
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from signal import SIGINT, SIGTERM
from typing import cast

import uvicorn

from hub.backup.again import forget_old
from hub.backup.standing_still import stands_still
from hub.backup.taking_over import begun, finished, forget
from hub.model.errors import CarehubError
from hub.pages.application import application
from hub.pages.guard.connections import MOST, Connections
from hub.pages.papers import Papers, papers
from hub.pages.site import Site
from hub.pages.visit.gaining import gaining
from hub.settings import load


class Server(uvicorn.Server):
    """uvicorn's, but to be told to stop is no failure: its own would end with the signal that it had taken."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Takes none: `ends` is called instead."""
        yield

    def ends(self) -> None:
        """No new requests; those that are open may end; at the second call they may not."""
        self.force_exit = self.should_exit
        self.should_exit = True


log = logging.getLogger(__name__)
Say = Callable[[str], None]

GOODBYE = 3
"""Seconds that open requests may still take when the pages are told to stop."""


LOOKS = 2.0
"""Seconds between two looks whether the accounts are still those that these pages opened."""
HOUR = timedelta(hours=1)
"""Between two looks for what was kept of before a restore."""


def serve(file: Path, say: Say) -> None:
    """Serves the pages of the home that `file` describes. SIGTERM or Ctrl-C stops it.

    After a restore or an end, made here or by a command, all that they rest on is another: they begin anew.
    """
    again = True
    while again:
        data = Path(load(file).hub.data)
        _finish(data)
        site = Site(file, _now)
        # A file that is loaded is put beside the store, and not into memory, as /tmp is on some machines.
        tempfile.tempdir = str(site.folder / "pages")
        try:
            again = asyncio.run(_served(site, say))
        finally:
            site.close()
            forget(data)


def _finish(data: Path) -> None:
    """What a power cut left half done; the hub may not write all of it. And what waited for somebody's word is gone."""
    forget(data)
    try:
        if begun(data) is not None:
            with stands_still(data, stop=True):
                finished(data)
    except (OSError, CarehubError) as error:
        log.error("what was begun in %s could not be finished: %s", data, error)


def _now() -> datetime:
    return datetime.now(UTC)


async def _served(site: Site, say: Say) -> bool:
    """Until told to stop; whether they are to begin anew."""
    settings = site.settings
    host = settings.pages.listen.rpartition(":")[0]
    ours = None
    if settings.pages.https:
        ours = papers(site.folder / "pages", settings.hub.id, host.strip("[]"), settings.pages.names)
    server = Server(configured(site, ours, Connections(settings.pages.proxies)))
    for signal in (SIGTERM, SIGINT):
        asyncio.get_running_loop().add_signal_handler(signal, server.ends)
    _greet(site, ours, say)
    anew = asyncio.Event()
    site.begin_anew = anew.set
    looks = (asyncio.create_task(gaining(site)), asyncio.create_task(_begins_anew(site, anew, server)))
    try:
        await server.serve()
    finally:
        for each in looks:
            each.cancel()
    return anew.is_set()


async def _begins_anew(site: Site, anew: asyncio.Event, server: Server) -> None:
    """Ends the server when another hub's accounts lie where ours did. What was kept for long enough is removed."""
    ours, forgotten = site.accounts.file_id(), datetime.min.replace(tzinfo=UTC)
    while not anew.is_set():
        if site.now() - forgotten > HOUR:
            forgotten = site.now()
            forget_old(site.folder, forgotten)
        with suppress(TimeoutError):
            await asyncio.wait_for(anew.wait(), LOOKS)
        if site.accounts.file_id() != ours:
            anew.set()
    server.should_exit = True


def configured(site: Site, ours: Papers | None, connections: Connections) -> uvicorn.Config:
    """How uvicorn serves them. HTTPS is between `connections` and the browser: uvicorn is told of none."""
    pages = site.settings.pages
    host, _, port = pages.listen.rpartition(":")
    tls = None
    if ours is not None:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(ours.certificate, ours.key)
    # A proxy on this machine speaks HTTPS to the browser for us; cookies then are as strict.
    https = ours is not None or bool(pages.proxies)
    return uvicorn.Config(
        application(site, https), host=host.strip("[]"), port=int(port), log_level=logging.WARNING, access_log=False,
        server_header=False, proxy_headers=bool(pages.proxies), forwarded_allow_ips=",".join(pages.proxies) or None,
        timeout_graceful_shutdown=GOODBYE, lifespan="on", ws="none", limit_concurrency=MOST,
        http=cast("type[asyncio.Protocol]", connections.protocol(tls)),
    )  # fmt: skip


def _greet(site: Site, ours: Papers | None, say: Say) -> None:
    listen = site.settings.pages.listen
    say(f"Pages: http{'s' if ours else ''}://{listen}/")
    if ours:
        say(f"The authority of this home's pages (SHA-256): {ours.fingerprint}")
    if (code := site.accounts.first_code) is not None:
        say(f"First visit: the code on the label is {code}. It sets the first password.")


def label(file: Path) -> str:
    """The code for the hub's label. CarehubError once it is worth nothing any more."""
    site = Site(file, _now)
    try:
        code = site.accounts.first_code
    finally:
        site.close()
    if code is None:
        raise CarehubError("the first password was set: the code on the label is worth nothing any more.")
    return code
