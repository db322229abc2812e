"""Serves the pages until told to stop: on which address, over HTTPS or behind a proxy, and what it says first."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from signal import SIGINT, SIGTERM

import uvicorn

from hub.model.errors import CarehubError
from hub.pages.application import application
from hub.pages.papers import Papers, papers
from hub.pages.site import Site
from hub.pages.visit.gaining import gaining


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


Say = Callable[[str], None]

GOODBYE = 3
"""Seconds that open requests may still take when the pages are told to stop."""


def serve(file: Path, say: Say) -> None:
    """Serves the pages of the home that `file` describes. SIGTERM or Ctrl-C stops it."""
    site = Site(file, _now)
    try:
        asyncio.run(_served(site, say))
    finally:
        site.close()


def _now() -> datetime:
    return datetime.now(UTC)


async def _served(site: Site, say: Say) -> None:
    settings = site.settings
    host, _, port = settings.pages.listen.rpartition(":")
    ours = None
    if settings.pages.https:
        ours = papers(site.folder / "pages", settings.hub.id, host.strip("[]"), settings.pages.names)
    # A proxy on this machine speaks HTTPS to the browser for us; cookies then are as strict.
    https = settings.pages.https or bool(settings.pages.proxies)
    config = uvicorn.Config(
        application(site, https), host=host.strip("[]"), port=int(port), log_level=logging.WARNING, access_log=False,
        server_header=False, proxy_headers=bool(settings.pages.proxies),
        forwarded_allow_ips=",".join(settings.pages.proxies) or None, timeout_graceful_shutdown=GOODBYE,
        ssl_certfile=ours.certificate if ours else None, ssl_keyfile=ours.key if ours else None, lifespan="on",
        ws="none", limit_concurrency=200,
    )  # fmt: skip
    server = Server(config)
    for signal in (SIGTERM, SIGINT):
        asyncio.get_running_loop().add_signal_handler(signal, server.ends)
    _greet(site, ours, say)
    looks = asyncio.create_task(gaining(site))
    try:
        await server.serve()
    finally:
        looks.cancel()


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
