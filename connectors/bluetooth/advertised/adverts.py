"""What the advertisements of the devices of the settings say. Nobody else's is looked at."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from msgspec import structs

from connectors.bluetooth.advertised import bthome, tags, xiaomi
from connectors.bluetooth.advertised.kinds import MOMENTS, changes, is_call
from connectors.bluetooth.advertised.libraries import LIBRARIES, Family, Unreadable
from connectors.bluetooth.advertised.replays import Memory, Packet, Verdict, is_copy, judged, repeated
from connectors.bluetooth.words import SOURCE, Advert, Listened
from hub.model.events import Reported, Said, Value

FAMILIES: tuple[Family, ...] = (
    Family("bthome", bthome.takes, bthome.reads),
    Family("xiaomi", xiaomi.takes, xiaomi.reads),
    *(Family(name, library.takes, library.reads) for name, library in LIBRARIES.items()),
)
"""Every family, asked in this order; the first that takes an advertisement reads it."""

REPORTS_EVERY = timedelta(minutes=1)
"""How often a device is reported that says nothing new: a sign of life, or a measure that creeps. Some sensors send a
new temperature every second, and the journal keeps what is reported."""

OVER = timedelta(seconds=90)
"""After so long without another, a movement is over, for a device that never says so itself. zigbee2mqtt does the same
for its devices, after 60 to 90 s (behaviour 23)."""

UNREADABLE_FAULT = 3
"""Different packets in a row that cannot be read make a fault: one or two may be somebody else's doing."""

UNREADABLE_KEPT = 8
"""Unreadable packets that are known by their bytes, so that their repeats are not tried again."""

UNSEALED = "it has stopped encrypting, though the settings hold a key: it was probably reset; set it up again"
BEGAN_ANEW = "its count went back: its battery was changed, or an old packet was played again; a call counts anyway"
UNKNOWN = "no decoder knows what it sends: it can be used as a tag, and for nothing else"

HEARD = (Said("heard", True),)


class _Device:
    """One device that is listened to, and all that is remembered of it."""

    def __init__(self, listened: Listened) -> None:
        self.listened = listened
        self.memories: dict[tuple[str, bool, bool], Memory] = {}
        self.known: dict[str, Value] = {}
        self.manufacturer: dict[int, bytes] = {}
        self.reported: datetime | None = None
        self.unreadable: tuple[bytes, ...] = ()
        self.failed = 0
        self.faulty = listened.key is not None  # an earlier run may have said so: the first good packet clears it
        self.tag: tags.Range | None = None
        self.ends: dict[str, datetime] = {}
        self.says_over: set[str] = set()

    def unsealed(self, packet: Packet) -> bool:
        """Whether it should have been encrypted."""
        return self.listened.key is not None and not packet.sealed

    def memory(self, family: Family, packet: Packet) -> Memory:
        """What is known of packets of this sort. The count of an earlier run is that of the sort it has a key for."""
        known = self.memories.get(_sort(family, packet))
        if known is not None:
            return known
        ours = packet.count is not None and packet.sealed is (self.listened.key is not None)
        return Memory(count=self.listened.packet if ours else None)


def _sort(family: Family, packet: Packet) -> tuple[str, bool, bool]:
    return family.name, packet.count is not None, packet.sealed


class Adverts:
    """Turns advertisements into readings. Holds no clock and does no I/O; decoders are loaded when first needed."""

    def __init__(self, listened: Iterable[Listened]) -> None:
        self._devices = {one.address.upper(): _Device(one) for one in listened}
        self._tags = [device for device in self._devices.values() if device.listened.use == "tag"]
        self._complaints: dict[str, str] = {}
        self._up: bool | None = None

    def heard(self, advert: Advert) -> tuple[Reported, ...]:
        """What one advertisement says. Empty if it is nobody's of ours, or says nothing new."""
        device = self._devices.get(advert.address)
        if device is None:
            return ()
        here = self._ranged(device, advert)
        fresh = structs.replace(advert, manufacturer=_changed(device, advert))
        device.manufacturer = advert.manufacturer
        family, packet = _family(advert)
        if family is None or packet is None:
            return here + self._strange(device, advert)
        return here + self._packet(device, fresh, family, packet)

    def deadline(self) -> datetime | None:
        """When a tag will have been silent for too long, or a movement is over. Never while the radio is deaf."""
        if self._up is False:
            return None
        silent = [due for one in self._tags if one.tag and (due := tags.due(one.tag))]
        return min([*silent, *(end for one in self._devices.values() for end in one.ends.values())], default=None)

    def quiet(self, at: datetime) -> tuple[Reported, ...]:
        """What follows from silence: tags that are out of range, movements that are over."""
        return () if self._up is False else (*self._went_quiet(at), *self._ended(at))

    def radio(self, up: bool, at: datetime) -> None:
        """The radio hears, or does not. What was not heard while it did not says nothing of a tag.

        Said once at the start too: a tag that left while the hub was off is missed from then on.
        """
        if up is self._up:
            return
        self._up = up
        self.again(at)

    def again(self, at: datetime) -> None:
        """The radio begins to hear: what was not heard before says nothing. A radio may die for moments, many times."""
        for device in self._tags:
            device.tag = tags.looked_again(device.tag or tags.Range(since=at), at)

    def complaints(self) -> tuple[tuple[str, str], ...]:
        """What could not be read since the last time, each once, with an example."""
        drained = tuple(self._complaints.items())
        self._complaints.clear()
        return drained

    def _went_quiet(self, at: datetime) -> Iterator[Reported]:
        for device in self._tags:
            if device.tag is not None:
                device.tag, changed = tags.quiet(device.tag, at)
                if changed is not None:
                    yield _report(device, at, (Said("in range", changed),))

    def _ended(self, at: datetime) -> Iterator[Reported]:
        for device in self._devices.values():
            over = tuple(Said(kind, False) for kind, end in device.ends.items() if end <= at)
            if over:
                device.ends = {kind: end for kind, end in device.ends.items() if end > at}
                yield _report(device, at, over)

    def _ranged(self, device: _Device, advert: Advert) -> tuple[Reported, ...]:
        if device.listened.use != "tag":
            return ()
        tag = device.tag or tags.Range(since=advert.at)
        device.tag, changed = tags.heard(tag, advert.rssi, advert.at)
        return () if changed is None else (_report(device, advert.at, (Said("in range", changed),)),)

    def _strange(self, device: _Device, advert: Advert) -> tuple[Reported, ...]:
        """An advertisement that carries nothing to read: enough of a tag, and of a device that we connect to."""
        if device.listened.use == "tag":
            return _alive(device, advert.at)
        if device.listened.connect is None and (advert.manufacturer or advert.service):
            self._complain(device, UNKNOWN, advert)
        return ()

    def _packet(self, device: _Device, advert: Advert, family: Family, packet: Packet) -> tuple[Reported, ...]:
        sort, before = _sort(family, packet), device.memory(family, packet)
        if packet.payload in device.unreadable:
            return ()
        if is_copy(before, packet, advert.at):
            device.memories[sort] = repeated(before, packet, advert.at)
            return () if device.unsealed(packet) else _alive(device, advert.at)
        said = family.reads(advert, packet, device.listened.key, device.listened.use)
        if isinstance(said, Unreadable):
            device.unreadable = (*device.unreadable, packet.payload)[-UNREADABLE_KEPT:]
            return self._unread(device, advert, said)
        device.memories[sort], verdict = judged(before, packet, advert.at)
        if device.unsealed(packet):
            return self._unsealed(device, advert, said, verdict) if said else _alive(device, advert.at)
        return self._judged(device, advert, packet, said, verdict)

    def _judged(
        self, device: _Device, advert: Advert, packet: Packet, said: tuple[Said, ...], verdict: Verdict
    ) -> tuple[Reported, ...]:  # fmt: skip
        if verdict == "new":
            device.unreadable, device.failed = (), 0
            return _news(device, advert.at, said, packet.count)
        if verdict == "repeat":
            return _alive(device, advert.at)
        self._complain(device, BEGAN_ANEW, advert)
        return _called(device, advert.at, said) if verdict == "calls only" else ()

    def _unsealed(
        self, device: _Device, advert: Advert, said: tuple[Said, ...], verdict: Verdict
    ) -> tuple[Reported, ...]:  # fmt: skip
        """A device that has a key and does not use it: anybody could have sent this. Only a call is believed."""
        if verdict == "repeat":
            return ()
        calls = _called(device, advert.at, said) if verdict != "old" else ()
        return calls + self._unread(device, advert, Unreadable(UNSEALED, fault=True))

    def _unread(self, device: _Device, advert: Advert, why: Unreadable) -> tuple[Reported, ...]:
        """Somebody must hear of a device that speaks and cannot be understood: its silence would be taken for quiet."""
        self._complain(device, why.because, advert)
        device.failed += why.fault
        if device.failed < UNREADABLE_FAULT or device.known.get("fault") is True:
            return ()
        device.faulty = True
        return (_report(device, advert.at, (Said("fault", True),)),)

    def _complain(self, device: _Device, what: str, advert: Advert) -> None:
        self._complaints.setdefault(f"{device.listened.device}: {what}", _shown(advert))


def _called(device: _Device, at: datetime, said: tuple[Said, ...]) -> tuple[Reported, ...]:
    """The calls alone. Their count is not told: the next run would take everything above it for news."""
    calls = tuple(one for one in said if is_call(one))
    return (_report(device, at, calls),) if calls else ()


def _family(advert: Advert) -> tuple[Family | None, Packet | None]:
    for family in FAMILIES:
        packet = family.takes(advert)
        if packet is not None:
            return family, packet
    return None, None


def _changed(device: _Device, advert: Advert) -> dict[int, bytes]:
    """Of the manufacturers' data what is new: BlueZ keeps what came before beside it, and some devices put their
    measures into the number. If nothing is new, all of it.
    """
    before = device.manufacturer
    return {id_: data for id_, data in advert.manufacturer.items() if before.get(id_) != data} or advert.manufacturer


def _news(device: _Device, at: datetime, said: tuple[Said, ...], count: int | None) -> tuple[Reported, ...]:
    if device.faulty and all(one.kind != "fault" for one in said):
        said = (*said, Said("fault", False))
    device.faulty = False
    if not changes(said, device.known) and not _due(device, at):
        return ()
    _moves(device, at, said)
    return (_report(device, at, said or HEARD, count),)


def _moves(device: _Device, at: datetime, said: tuple[Said, ...]) -> None:
    """Notes when a movement will be over, unless the device is one that says it itself."""
    for one in said:
        if one.kind in MOMENTS and one.value is False:
            device.says_over.add(one.kind)
            device.ends.pop(one.kind, None)
        elif one.kind in MOMENTS and one.kind not in device.says_over:
            device.ends[one.kind] = at + OVER


def _alive(device: _Device, at: datetime) -> tuple[Reported, ...]:
    return (_report(device, at, HEARD),) if _due(device, at) else ()


def _due(device: _Device, at: datetime) -> bool:
    return device.reported is None or at - device.reported >= REPORTS_EVERY


def _report(device: _Device, at: datetime, said: tuple[Said, ...], count: int | None = None) -> Reported:
    device.reported = at
    device.known.update((one.kind, one.value) for one in said)
    return Reported(at=at, source=SOURCE, name=device.listened.device, said=said, packet=count)


def _shown(advert: Advert) -> str:
    """An example for a person who looks into it: what was sent, in hexadecimal."""
    service = [f"{uuid[4:8]}={data.hex()}" for uuid, data in advert.service.items()]
    return " ".join([*service, *(f"{id_:04x}={data.hex()}" for id_, data in advert.manufacturer.items())])
