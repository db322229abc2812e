"""Is a packet news, a repeat of the last one, or an old one played again (behaviour 25)? ADR 0022 says why so.

A device repeats one advertisement for seconds, so that one of the copies is heard. Its own count tells copies from
news; where it does not count, the bytes do. A lower count is an old packet played again, or a device whose battery
was changed: of such a packet only a call for help counts, until three in a row have shown that the count began anew.
"""

from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct, structs

Verdict = Literal["new", "calls only", "repeat", "old"]

SAME_EVENT = timedelta(seconds=10)
"""Without a count, the same bytes are the same event until they have been silent for so long. A burst of repeats lasts
2 to 4 s; two presses so close together are one call anyway."""

REMEMBERED = timedelta(hours=24)
"""A packet of a lower count that was heard so recently is a recording. Longer would lose presses: a button that counts
from 0 after each change of battery makes the same bytes again."""

REMEMBERED_MOST = 64
"""Packets remembered for that, 31 bytes each: a day's presses of any button, an hour of a busy sensor."""

RESTART_PACKETS = 3
"""Rising packets that show that the count began anew. One may be a recording; three in a row, of which none was heard
in a day, while the count that was known has fallen silent, are a changed battery far more often."""

FORGETS = timedelta(hours=1)
"""A count of 8 bits may be anything after so long without a packet: a busy sensor sends 256 packets within it."""

AHEAD = 0.75
"""The part of a count's circle that lies ahead. Packets are missed far more often than they overtake each other."""

EIGHT_BITS = 256


class Packet(Struct, frozen=True, gc=False):
    """What tells one advertisement from another: its bytes, and its count (`modulus` values, then from 0 again).

    No count: `count` is None. `sealed`: the bytes are encrypted. `proven`: a right key also proves who sent them.
    """

    payload: bytes
    count: int | None = None
    modulus: int = EIGHT_BITS
    sealed: bool = False
    proven: bool = True


class Memory(Struct, frozen=True, gc=False):
    """What is known of one device's packets.

    `count` is the last that was accepted, `at` when, `now` the payloads that came with it and when each was last heard.
    `past` are payloads accepted before, `lower` the rising counts below `count` that may be a new beginning.
    """

    count: int | None = None
    at: datetime | None = None
    now: tuple[tuple[bytes, datetime], ...] = ()
    past: tuple[tuple[bytes, datetime], ...] = ()
    lower: tuple[int, ...] = ()


def is_repeat(memory: Memory, packet: Packet, at: datetime) -> bool:
    """Whether this is the last event once more, if it is the device's own.

    A count that an earlier run accepted last comes without its bytes, and a sealed count is never used twice.
    """
    if packet.count is not None and packet.count != memory.count:
        return False
    if packet.count is not None and (packet.sealed or not memory.now):
        return True
    heard = next((heard for payload, heard in memory.now if payload == packet.payload), None)
    return heard is not None and (packet.count is not None or at - heard <= SAME_EVENT)


def is_copy(memory: Memory, packet: Packet, at: datetime) -> bool:
    """Whether these very bytes came with the last event: there is nothing to decode, and nothing to prove."""
    return any(payload == packet.payload for payload, _ in memory.now) and is_repeat(memory, packet, at)


def repeated(memory: Memory, packet: Packet, at: datetime) -> Memory:
    """The memory after a repeat: the event goes on."""
    others = tuple(one for one in memory.now if one[0] != packet.payload)
    return structs.replace(memory, now=(*others, (packet.payload, at))[-REMEMBERED_MOST:])


def judged(memory: Memory, packet: Packet, at: datetime) -> tuple[Memory, Verdict]:
    """What a packet is that could be read, and what is known after it."""
    if is_repeat(memory, packet, at):
        return repeated(memory, packet, at), "repeat"
    if packet.count is None:
        return _uncounted(memory, packet, at), "new"
    if any(payload == packet.payload and at - heard <= REMEMBERED for payload, heard in memory.past):
        return memory, "old"
    if _rises(memory, packet, packet.count, at):
        return _accepted(memory, packet, at), "new"
    return _lower(memory, packet, packet.count, at)


def _rises(memory: Memory, packet: Packet, count: int, at: datetime) -> bool:
    if memory.count is None or count == memory.count:
        return True  # the same count with other bytes is another packet of a device that splits what it says
    if packet.modulus > EIGHT_BITS:
        return count > memory.count
    forgot = memory.at is not None and at - memory.at > FORGETS
    return forgot or _ahead(memory.count, count)


def _ahead(before: int, after: int) -> bool:
    return 0 < (after - before) % EIGHT_BITS < AHEAD * EIGHT_BITS


def _accepted(memory: Memory, packet: Packet, at: datetime) -> Memory:
    here = ((packet.payload, at),)
    now = (*memory.now, *here)[-REMEMBERED_MOST:] if packet.count == memory.count else here
    return Memory(packet.count, at, now, _kept(memory, packet, at))


def _uncounted(memory: Memory, packet: Packet, at: datetime) -> Memory:
    now = tuple((p, heard) for p, heard in memory.now if p != packet.payload and at - heard <= SAME_EVENT)
    return structs.replace(memory, at=at, now=(*now[-REMEMBERED_MOST:], (packet.payload, at)))


def _lower(memory: Memory, packet: Packet, count: int, at: datetime) -> tuple[Memory, Verdict]:
    """A count below the known one, of a packet that was not heard in a day."""
    last = memory.lower[-1] if memory.lower else None
    follows = last is not None and (count > last if packet.modulus > EIGHT_BITS else _ahead(last, count))
    lower = (*memory.lower, count) if follows else (count,)
    if len(lower) >= RESTART_PACKETS:
        return _accepted(memory, packet, at), "new"
    return structs.replace(memory, lower=lower, past=_kept(memory, packet, at)), "calls only"


def _kept(memory: Memory, packet: Packet, at: datetime) -> tuple[tuple[bytes, datetime], ...]:
    return (*memory.past[1 - REMEMBERED_MOST :], (packet.payload, at))
