"""A day of a forty-device home at ten times its usual rate, through the real hub: is anything lost, doubled, reordered?

    .venv/bin/python -m bench.forty [--messages 200000] [--presses 400] [--pace 2500]

By all three ways in at once: zigbee2mqtt's and other programs' messages through a real mosquitto, Bluetooth through
bleak's own backend and a small BlueZ on a private D-Bus. The journal is compared message by message with what was sent,
and the hub is weighed: with Zigbee, Bluetooth, topics and Twilio's client loaded.
"""

import argparse
import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from rich.console import Console
from rich.progress import Progress

from bench import proc
from bench.stage import Carrier
from tests.support import forty
from tests.support.bluez import Bus, FakeBluez
from tests.support.broker import broker
from tests.support.carrier import ACCOUNT, SENDER, TOKEN
from tests.support.home import RunningHub, twilio, zigbee
from tests.support.peer import peer

USUAL_DAY = 20_000
"""Readings that a home of this size sends in a day (design section 11)."""
PATIENCE = 120.0
SETTLED = 5.0
"""Seconds after which everything that the hub loads at leisure is loaded."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=10 * USUAL_DAY)
    parser.add_argument("--presses", type=int, default=400)
    parser.add_argument("--pace", type=float, default=2500.0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(asyncio.run(play(Path(folder), given.messages, given.presses, given.pace)))


async def play(folder: Path, messages: int, presses: int, pace: float) -> int:
    settings, ladder = forty.settings()
    bus, carrier = Bus().start(), Carrier()
    try:
        with broker(shipped=True, persistent=True) as running, peer(running.port) as home:
            radio = await FakeBluez(bus).start()
            ways = (zigbee(running.port), twilio(carrier.url, ACCOUNT, SENDER))
            hub = RunningHub(folder, *ways, home=settings, ladder=ladder, token=TOKEN)
            hub.environment["DBUS_SYSTEM_BUS_ADDRESS"] = bus.address
            await asyncio.to_thread(hub.start)
            await asyncio.to_thread(hub.hears, home)
            await asyncio.to_thread(hub.until, lambda: hub.link("bluetooth") == "up", "the hub scans")
            await asyncio.sleep(SETTLED)
            idle = proc.resident(hub.pid)
            day = forty.Day(home, radio, messages, presses)
            began, spent = time.monotonic(), proc.seconds(hub.pid)
            await asyncio.gather(day.play(pace), shown(day, messages))
            await asyncio.to_thread(hub.until, lambda: seq(hub) >= messages + presses, "all is journaled", PATIENCE)
            took, spent, weight = time.monotonic() - began, proc.seconds(hub.pid) - spent, proc.resident(hub.pid)
            incidents = await asyncio.to_thread(hub.incidents)
            await asyncio.to_thread(hub.stop)
            return told(hub, day, len(incidents), took, spent, (idle, weight))
    finally:
        carrier.stop()
        bus.close()


def seq(hub: RunningHub) -> int:
    return int(hub.ask("status")["seq"])


async def shown(day: forty.Day, messages: int) -> None:
    with Progress() as progress:
        bar = progress.add_task("playing", total=messages)
        while day.said.total() < messages:
            progress.update(bar, completed=day.said.total())
            await asyncio.sleep(0.2)


def told(
    hub: RunningHub, day: forty.Day, incidents: int, took: float, spent: float, weights: tuple[float, float]
) -> int:
    """Print what was found; the exit code is 0 only if nothing is missing."""
    said, presses = forty.kept(hub)
    expected = forty.expected(day.said)
    wrong = [name for name in expected if said.get(name) != expected[name]]
    sent, kept, pressed = day.said.total(), sum(map(len, said.values())), day.pressed
    show = Console().print
    show(f"{sent:,} messages of 40 devices, {pressed.total()} presses, {took:.0f} s; load {os.getloadavg()[0]:.1f}")
    show(f"journaled: {kept:,} messages, {presses.total()} presses; {incidents} incidents of {len(pressed)} buttons")
    show(f"lost, doubled or out of order: {', '.join(wrong) or 'none'}")
    show(f"presses: {'all there' if presses == pressed else f'{presses} of {pressed}'}")
    idle, after = weights
    show(f"the hub: {spent / sent * 100_000:.1f} s CPU per 100,000 messages; {idle:.0f} MB idle, {after:.0f} MB after")
    return 1 if wrong or presses != day.pressed or incidents != len(forty.BUTTONS) else 0


if __name__ == "__main__":
    main()
