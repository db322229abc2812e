"""A packet is news once: not when it is repeated, and not when it is played again (behaviour 25)."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.bluetooth.advertised.replays import (
    FORGETS,
    REMEMBERED,
    RESTART_PACKETS,
    SAME_EVENT,
    Memory,
    Packet,
    Verdict,
    judged,
)
from tests.connectors.bluetooth.packets import START, after

WIDE = 2**32


def _packet(count: int | None, modulus: int = 256, more: bytes = b"", sealed: bool = False) -> Packet:
    return Packet(f"{count}".encode() + more, count, modulus, sealed)


def _verdicts(*packets: tuple[float, Packet], known: Memory | None = None) -> list[Verdict]:
    memory, verdicts = known or Memory(), []
    for seconds, packet in packets:
        memory, verdict = judged(memory, packet, after(seconds))
        verdicts.append(verdict)
    return verdicts


def test_a_burst_of_the_same_packet_is_one_event() -> None:
    assert _verdicts(*((s / 10, _packet(7)) for s in range(5))) == ["new", *["repeat"] * 4]


def test_the_last_packet_played_again_is_never_news() -> None:
    year = timedelta(days=365).total_seconds()
    for sealed, modulus in ((False, 256), (True, WIDE)):
        last = _packet(7, modulus, sealed=sealed)
        assert _verdicts((0, last), (3600, last), (year, last)) == ["new", "repeat", "repeat"]


def test_a_count_that_wraps_goes_on() -> None:
    assert _verdicts(*((60 * n, _packet((250 + n) % 256)) for n in range(20))) == ["new"] * 20


def test_an_older_packet_that_was_heard_before_is_old() -> None:
    for modulus, sealed in ((256, False), (WIDE, True)):
        first, second = _packet(5, modulus, sealed=sealed), _packet(6, modulus, sealed=sealed)
        assert _verdicts((0, first), (10, second), (20, first), (7200, first)) == ["new", "new", "old", "old"]


def test_a_new_battery_lets_a_call_through_at_once_and_the_rest_after_three_packets() -> None:
    old, lower = _packet(200, WIDE, sealed=True), [_packet(n, WIDE, sealed=True) for n in range(5)]
    verdicts = _verdicts((0, old), *((100 + n, packet) for n, packet in enumerate(lower)))
    assert verdicts == ["new", *["calls only"] * (RESTART_PACKETS - 1), "new", "new", "new"]


def test_a_lower_count_that_does_not_rise_is_no_new_beginning() -> None:
    old = _packet(200, WIDE, sealed=True)
    falling = [(10.0 + n, _packet(50 - n, WIDE, sealed=True)) for n in range(8)]
    assert _verdicts((0, old), *falling) == ["new", *["calls only"] * 8]


def test_the_known_count_going_on_disproves_a_new_beginning() -> None:
    def sealed(count: int) -> Packet:
        return _packet(count, WIDE, sealed=True)

    verdicts = _verdicts((0, sealed(200)), (1, sealed(3)), (2, sealed(4)), (3, sealed(201)), (4, sealed(5)))
    assert verdicts == ["new", "calls only", "calls only", "new", "calls only"]


def test_the_count_of_an_earlier_run_is_known() -> None:
    known = Memory(count=9)
    assert _verdicts((0, _packet(9)), known=known) == ["repeat"]
    assert _verdicts((0, _packet(10)), known=known) == ["new"]
    assert _verdicts((0, _packet(8)), known=known) == ["calls only"]
    assert _verdicts((0, _packet(9)), (1, _packet(9, more=b"else")), known=known) == ["repeat", "new"]


def test_eight_bits_say_nothing_after_a_long_silence() -> None:
    later = FORGETS.total_seconds() + 1
    assert _verdicts((0, _packet(100)), (later, _packet(90))) == ["new", "new"]
    assert _verdicts((0, _packet(100)), (later - 2, _packet(90))) == ["new", "calls only"]


def test_the_same_count_with_other_bytes_is_another_part_of_what_is_said() -> None:
    one, two = _packet(4, more=b"a"), _packet(4, more=b"b")
    assert _verdicts((0, one), (1, two), (2, one), (3, two)) == ["new", "new", "repeat", "repeat"]


def test_a_sealed_count_is_never_used_twice() -> None:
    one, two = _packet(4, WIDE, b"a", sealed=True), _packet(4, WIDE, b"b", sealed=True)
    assert _verdicts((0, one), (1, two)) == ["new", "repeat"]


def test_without_a_count_the_same_bytes_are_one_event_until_they_are_silent() -> None:
    press = _packet(None)
    gap = SAME_EVENT.total_seconds()
    assert _verdicts((0, press), (gap, press), (2 * gap, press), (3 * gap + 1, press)) == [
        "new", "repeat", "repeat", "new",
    ]  # fmt: skip


def test_what_was_heard_a_day_ago_may_be_a_new_battery() -> None:
    day = REMEMBERED.total_seconds()
    packets = [_packet(1), _packet(2), _packet(30)]
    assert _verdicts(*enumerate(packets), (day - 10, packets[0]))[-1] == "old"
    later = [(day + 10, _packet(31)), (day + 20, packets[0])]
    assert _verdicts(*enumerate(packets), *later)[-1] == "calls only"


counts = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 4000)), max_size=60)


@settings(deadline=None)
@given(counts, st.booleans())
def test_the_same_bytes_are_never_news_twice_within_a_day(steps: list[tuple[int, int]], wide: bool) -> None:
    modulus = WIDE if wide else 256
    memory, at, news = Memory(), START, dict[bytes, datetime]()
    for count, seconds in steps:
        at += timedelta(seconds=seconds)
        packet = _packet(count % modulus, modulus, sealed=wide)
        memory, verdict = judged(memory, packet, at)
        if verdict in ("new", "calls only"):
            assert packet.payload not in news or at - news[packet.payload] > REMEMBERED
            news[packet.payload] = at


@settings(deadline=None)
@given(counts)
def test_a_press_that_was_never_heard_is_never_lost(steps: list[tuple[int, int]]) -> None:
    """Whatever the count does: unless it stands still, bytes that were not heard in a day are told."""
    memory, at = Memory(), START
    for n, (count, seconds) in enumerate(steps):
        at += timedelta(seconds=seconds)
        before = memory
        memory, verdict = judged(memory, Packet(f"{n}".encode(), count, WIDE, sealed=True), at)
        assert verdict in ("new", "calls only") or count == before.count


@pytest.mark.parametrize("count", [None, 3])
def test_the_memory_does_not_grow(count: int | None) -> None:
    memory = Memory()
    for n in range(1000):
        memory, _ = judged(memory, Packet(n.to_bytes(2, "big"), count and (count + n) % 256), after(n))
    assert len(memory.now) <= 64 and len(memory.past) <= 64 and len(memory.lower) < RESTART_PACKETS
