"""A modem's way out as the hub runs it, beside a fake ModemManager on a bus of its own."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta

from connectors.modem.patience import Patience
from connectors.modem.texts import ModemTexts
from hub.model.effects import Text
from hub.model.household import Modem
from hub.model.ids import EffectKey
from tests.support.bluez import Bus
from tests.support.door import RecordingDoor
from tests.support.modem_manager import FakeModemManager

ANNA, BEN = "+447700900111", "+447700900222"
SOON = timedelta(milliseconds=30)
QUICK = Patience(
    look=SOON, between=SOON, enable=SOON, reset_sim=SOON, reset_network=SOON, reset_again=timedelta(seconds=1),
    reset_most=timedelta(seconds=2), resetting=timedelta(milliseconds=200), told_after=SOON,
    settles=timedelta(milliseconds=200), signal=SOON,    credit=timedelta(hours=1), credit_again=timedelta(seconds=1),
)  # fmt: skip


class RealClock:
    """Hub time as it passes: what the modem's way out waits for is real."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def delay(self, until: datetime) -> float:
        return max(0.0, (until - self.now()).total_seconds())


@contextmanager
def bus() -> Iterator[Bus]:
    """A system bus of its own."""
    before = os.environ.get("DBUS_SYSTEM_BUS_ADDRESS")
    running = Bus().start()
    os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = running.address
    try:
        yield running
    finally:
        running.close()
        if before is None:
            del os.environ["DBUS_SYSTEM_BUS_ADDRESS"]
        else:
            os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = before


@asynccontextmanager
async def running(texts: ModemTexts, door: RecordingDoor) -> AsyncIterator[ModemTexts]:
    """The way out runs within; if it fails, so does the test."""
    task = asyncio.create_task(texts.run(door, RealClock()))
    try:
        yield texts
    finally:
        failed = task.done()
        task.cancel()
        results = await asyncio.gather(task, return_exceptions=True)
        assert not failed, f"it ended by itself: {results}"


@asynccontextmanager
async def home(
    settings: Modem | None = None, pin: str | None = None, patience: Patience = QUICK, *, runs: bool = True,
    manager: FakeModemManager | None = None,
) -> AsyncIterator[tuple[ModemTexts, FakeModemManager, RecordingDoor]]:  # fmt: skip
    """A modem in a good place. `runs`: as in a hub; else it only does what it is asked."""
    with bus() as there:
        fake = await (manager or FakeModemManager()).start(there.address)
        door, texts = RecordingDoor(), ModemTexts(settings or Modem(), pin, RealClock(), patience)
        try:
            if runs:
                async with running(texts, door):
                    yield texts, fake, door
            else:
                yield texts, fake, door
        finally:
            texts.stop()
            await fake.die()


def text(
    body: str = "Mary pressed the button. Reply 1", number: str = ANNA, key: str = "e-1/told/anna", **more: timedelta
) -> Text:
    """An alarm text."""
    now = datetime.now(UTC)
    lives = more.get("lives", timedelta(minutes=10))
    return Text(key=EffectKey(key), at=now, to="anna", number=number, body=body, purpose="alarm", expires=now + lives)
