"""A session under test, and what came through it. Also a program: `python -m tests.support.listener PORT WILL?`.

As a program it hears `home/#`, prints each payload and never acknowledges, so that a test can kill it with the
messages in its hands.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from random import Random

from connectors.backoff import Backoff
from connectors.mqtt import Session
from connectors.mqtt_messages import Broker, Heard, Incoming, Outgoing
from tests.support.door import until

WILL = Outgoing(topic="home/will", payload=b"gone", retain=True)


class Listener:
    """Keeps what a session delivers."""

    def __init__(
        self, url: str, *, acks: bool = True, will: Outgoing | None = None, backoff: Backoff | None = None, **login: str
    ) -> None:
        self.acks = acks
        self.came: list[Incoming] = []
        self.links: list[tuple[bool, str]] = []
        self.refused: list[tuple[str, ...]] = []
        self.session = Session(
            Broker(url=url, client_id="carehub-test-home", **login),
            [Heard("home/#")],
            on_message=self._on_message,
            on_link=lambda up, because: self.links.append((up, because)),
            on_refused=self.refused.append,
            backoff=backoff or Backoff(Random(1), first=0.05, most=0.1),
            will=will,
        )

    async def listens(self) -> None:
        """Wait until the broker keeps for us what others say: it takes our words, subscriptions too, in their order."""
        await until(lambda: self.session.up, "the session")
        answered = await self.session.publish(Outgoing(topic="barrier", payload=b""))
        assert answered.code is not None, answered

    def payloads(self) -> list[str]:
        return [message.payload.decode() for message in self.came]

    def _on_message(self, message: Incoming) -> None:
        self.came.append(message)
        if self.acks:
            message.ack()


@asynccontextmanager
async def running(listener: Listener) -> AsyncIterator[Listener]:
    """The session runs within; afterwards it has said goodbye."""
    task = asyncio.create_task(listener.session.run())
    try:
        yield listener
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _print_and_keep(port: str, will: bool) -> None:
    listener = Listener(f"mqtt://127.0.0.1:{port}", acks=False, will=WILL if will else None)
    printed = 0
    async with running(listener):
        await listener.listens()
        print("up", flush=True)
        while True:
            for payload in listener.payloads()[printed:]:
                print(payload, flush=True)
                printed += 1
            await asyncio.sleep(0.005)


if __name__ == "__main__":
    asyncio.run(_print_and_keep(sys.argv[1], "will" in sys.argv))
