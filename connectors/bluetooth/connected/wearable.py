"""How does the hub stay connected to a device that it listens to: a wearable, or a meter? For ever, and politely."""

import asyncio
from random import Random, SystemRandom

from connectors.backoff import Backoff
from connectors.bad_input import BadInput
from connectors.bluetooth.connected.connection import FAILURES, Connection
from connectors.bluetooth.connected.feeds import Refused, Sends, feed_of
from connectors.bluetooth.connected.fitness import Fitness, Measured
from connectors.bluetooth.connected.frames import Frame
from connectors.bluetooth.connected.gatt import Parsed
from connectors.bluetooth.connected.reports import Reports
from connectors.bluetooth.connected.streams import Stream
from connectors.bluetooth.words import Listened, Radio
from hub.model.motion import Samples
from hub.ports import Accelerations, Clock, Door

STRAYS = 0.1
"""Share by which a measured rate may differ from the one in the settings before an installer is told."""


class Wearable:
    """One device of the settings that is connected to. Acceleration goes to `take`, all else through the door."""

    def __init__(self, listened: Listened, take: Accelerations, random: Random | None = None) -> None:
        self._listened, self._take = listened, take
        self._backoff = Backoff(random or SystemRandom())
        self._fitness = Fitness()
        self._stream = Stream(listened.device, self._took)
        self._sends: Sends | None = None

    @property
    def measured(self) -> Measured | None:
        """The last ten seconds of its acceleration."""
        return self._fitness.measured

    async def run(self, radio: Radio, door: Door, clock: Clock) -> None:
        """Until cancelled."""
        self._clock, self._loop = clock, asyncio.get_running_loop()
        self._reports = Reports(self._listened, door, clock)
        try:
            while True:
                self._reports.gone()
                await self._connection(radio)
                await asyncio.sleep(self._backoff.wait())
        finally:
            self._reports.close()

    async def _connection(self, radio: Radio) -> None:
        """Find it, connect, and listen for as long as it lasts."""
        device, lost = await radio.found(self._listened.address), asyncio.Event()
        client = radio.client(device, lost.set)
        try:
            because = await Connection(client, feed_of(self._listened), self, lost).run()
        except FAILURES as error:
            because = f"{type(error).__name__}: {error}"
        finally:
            self._stream.end(self._loop.time(), self._clock.now())
        self._over(because)

    def _over(self, because: str | Refused) -> None:
        if not isinstance(because, Refused):
            self._reports.complain("the connection ended", because)
            return
        self._reports.complain("it does not send what it is asked for", because.because)
        if not because.passing:
            self._reports.fit(because.because)

    def connected(self, sends: Sends | None) -> None:
        """It works: a sign of life, also of a meter that speaks when it is used."""
        self._backoff.reset()
        self._reports.heard()
        self._sends = sends
        if sends is not None:
            self._stream.begin(sends.rate, sends.most, sends.stamped)
            self._fitness.begin(sends.most)
            self._reports.fit(self._fitness.because)

    def frame(self, frame: Frame) -> None:
        """Acceleration came."""
        self._reports.heard()
        self._stream.feed(frame, self._loop.time(), self._clock.now())

    def said(self, read: Parsed) -> None:
        """A reading came."""
        if isinstance(read, BadInput):
            self._reports.complain(read.what, read.example)
        else:
            self._reports.said(read)

    def complain(self, what: str, example: str) -> None:
        """Something came that cannot be read."""
        self._reports.complain(what, example)

    def _took(self, samples: Samples) -> None:
        if self._fitness.add(samples):
            self._reports.fit(self._fitness.because)
            self._compare()
        self._take(samples)

    def _compare(self) -> None:
        """A rate that is not the one of the settings: every time in the stream would be a little wrong."""
        measured, sends = self._fitness.measured, self._sends
        if measured is None or sends is None or sends.stamped or measured.missing:
            return
        if abs(measured.rate - sends.rate) > STRAYS * sends.rate:
            found = f"{measured.rate:.0f} samples a second, the settings say {sends.rate:g}"
            self._reports.complain("its rate is not the one in the settings", found)
