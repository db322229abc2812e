"""Twenty browsers in one process: each holds the live stream of a page, and loads the page again every ten seconds.

`python -m bench.browsers PORT COUNT TOKEN`: says a line when all streams are open; when its input ends, how long the
pages took (JSON). Plain HTTP on the loopback: what HTTPS costs is the same with any page.
"""

import asyncio
import json
import sys
import time

AGAIN = 10.0
"""Seconds after which a browser loads its page again."""
PAGES = (("/", "home"), ("/incidents", "incidents"))


class Browser:
    """One browser: which page it looks at, and how long that took."""

    def __init__(self, port: int, token: str, number: int) -> None:
        self._port, self._token, self._number = port, token, number
        self._path, self._of = PAGES[number % len(PAGES)]
        self.took: list[float] = []
        self.events = 0
        self.open = asyncio.Event()

    async def looks(self) -> None:
        await asyncio.sleep(self._number * AGAIN / 20)
        await asyncio.gather(self._streams(), self._loads())

    async def _ask(self, path: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        writer.write(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\nCookie: carehub={self._token}\r\n"
            "Connection: close\r\n\r\n".encode()
        )
        await writer.drain()
        status = await reader.readline()
        assert b" 200 " in status, status
        return reader, writer

    async def _streams(self) -> None:
        while True:
            reader, writer = await self._ask(f"/live?of={self._of}")
            while line := await reader.readline():
                if line.startswith(b"data:"):
                    self.events += 1
                    self.open.set()
            writer.close()

    async def _loads(self) -> None:
        while True:
            began = time.perf_counter()
            reader, writer = await self._ask(self._path)
            await reader.read()
            self.took.append(time.perf_counter() - began)
            writer.close()
            await asyncio.sleep(AGAIN)


async def main(port: int, count: int, token: str) -> None:
    browsers = [Browser(port, token, number) for number in range(count)]
    looking = [asyncio.create_task(each.looks()) for each in browsers]
    await asyncio.gather(*(each.open.wait() for each in browsers))
    print("open", flush=True)
    await asyncio.to_thread(sys.stdin.read)
    failed = [task.exception() for task in looking if task.done()]
    assert not failed, failed
    took = sorted(ms for each in browsers for ms in each.took)
    print(json.dumps({"loads": len(took), "took": took, "events": sum(each.events for each in browsers)}), flush=True)
    for task in looking:
        task.cancel()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]))
