"""Reads what came to the modem, and empties its storage: nothing is deleted before it is durable."""

from datetime import datetime, timedelta

from connectors.modem.bus import ModemBus
from connectors.modem.messages import Message, fate, path_of, reported, sid_of
from connectors.modem.standing import Modem
from hub.model.effects import Accepted, Text
from hub.model.events import Receipted, Replied
from hub.ports import Clock, Door

TOO_OLD = timedelta(days=3)
"""A text that the network took so long ago answers nothing; a SIM may still hold those of its last owner."""
UNCLAIMED = timedelta(hours=1)
"""How long a report, or a text of ours, is kept although nobody waits for it: whoever does asks within minutes."""
INCOMPLETE = timedelta(days=1)
"""How long the rest of a text is waited for. Networks give up after a day or two, and the storage is small."""


class Reader:
    """Offers each text that came, once, and then deletes it."""

    def __init__(self, bus: ModemBus, clock: Clock) -> None:
        self._bus, self._clock = bus, clock
        self._kept: dict[str, tuple[Message, datetime]] = {}

    async def read(self, door: Door, modem: Modem) -> None:
        """Offer what is new, oldest first."""
        paths = modem.messages or ()
        self._kept = {path: kept for path, kept in self._kept.items() if path in paths}
        fresh = []
        for path in paths:
            if path not in self._kept or not self._kept[path][0].settled:
                each = await self._bus.read(path)
                if isinstance(each, Message):
                    fresh.append(each)
        for each in sorted(fresh, key=_when):
            await self._take(door, modem, each)
        await self._tidy(door, modem)

    async def report(self, door: Door, modem: Modem, waiting: tuple[tuple[Text, str], ...]) -> None:
        """Offer what the network says became of `waiting`, and delete what is known of them."""
        for report in [each for each, _ in self._kept.values() if each.report]:
            text = reported(report, waiting)
            if text is None:
                continue
            receipt = fate(report)
            if not isinstance(receipt, Accepted):
                await door.offer(Receipted(at=self._clock.now(), effect=text.key, receipt=receipt))
            await self._delete(modem, report.path)
        for text, provider_id in waiting:  # that they left is durable: nobody needs to look for them any more
            path = path_of(provider_id)
            if path in self._kept and self._kept[path][0].left and self._kept[path][0].is_of(text):
                await self._delete(modem, path)

    async def make_room(self, modem: Modem) -> None:
        """The modem's storage is full: what is not somebody's words goes first."""
        for each in [each for each, _ in self._kept.values() if each.report or each.left]:
            await self._delete(modem, each.path)

    async def _take(self, door: Door, modem: Modem, message: Message) -> None:
        now = self._clock.now()
        since = self._kept[message.path][1] if message.path in self._kept else now
        if message.came and message.sent is not None and message.sent < now - TOO_OLD:
            door.complain("a text that was on the SIM for days", f"of {message.sent:%Y-%m-%d}")
        elif message.came:
            sid = sid_of(message, since)
            await door.offer(Replied(at=now, number=message.number, text=message.text, sid=sid, sent=message.sent))
        self._kept[message.path] = message, since
        if message.came:
            await self._delete(modem, message.path)

    async def _tidy(self, door: Door, modem: Modem) -> None:
        """Delete what nobody will ask for any more: the storage is small, and when it is full nothing comes."""
        now = self._clock.now()
        for each, since in tuple(self._kept.values()):
            if each.partial and since < now - INCOMPLETE:
                door.complain("a text of which a part never came", f"from {since:%Y-%m-%d} on")
            elif not (each.came or (since < now - UNCLAIMED and not each.partial)):
                continue
            await self._delete(modem, each.path)

    async def _delete(self, modem: Modem, path: str) -> None:
        """What cannot be deleted is tried again with the next look, and not offered again."""
        failed = await self._bus.delete(modem, path)
        if failed is None or failed.gone:
            self._kept.pop(path, None)


def _when(message: Message) -> float:
    return message.sent.timestamp() if message.sent else float("inf")
