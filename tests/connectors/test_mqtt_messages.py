"""The order of acknowledgements, and how long to wait before trying again."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paho.mqtt._packet import decode_publish
from paho.mqtt.enums import MQTTProtocolVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from connectors.backoff import Backoff
from connectors.mqtt_messages import Acks, Broker
from connectors.mqtt_network import SharedTables


@given(st.permutations(range(8)), st.integers(0, 8))
def test_acks_leave_in_the_order_of_arrival_whatever_the_order_of_the_commits(order: list[int], done: int) -> None:
    sent: list[int] = []
    acks = Acks(sent.append)
    given_back = [acks.expect(number) for number in range(8)]
    for number in order[:done]:
        given_back[number]()
    held = next((number for number in range(8) if number not in order[:done]), 8)
    assert sent == list(range(held))


def test_an_ack_given_twice_is_sent_once() -> None:
    sent: list[int] = []
    acks = Acks(sent.append)
    first, second = acks.expect(1), acks.expect(2)
    first(), first(), second()
    assert sent == [1, 2]


def test_after_the_connection_nothing_is_acknowledged() -> None:
    sent: list[int] = []
    acks = Acks(sent.append)
    late = acks.expect(1)
    acks.close()
    late()
    acks.expect(2)()
    assert sent == []


def test_waits_are_drawn_from_the_whole_span_and_the_first_is_short() -> None:
    hubs = [Backoff(Random(seed), first=0.5, most=60) for seed in range(1000)]
    first = [hub.wait() for hub in hubs]
    later = [[hub.wait() for _ in range(9)][-1] for hub in hubs]
    assert max(first) <= 0.5
    assert max(later) <= 60
    per_second = [sum(1 for wait in later if second <= wait < second + 1) for second in range(60)]
    assert max(per_second) < 50, "1,000 hubs must not come back in the same second"


def test_a_success_makes_the_next_wait_short_again() -> None:
    backoff = Backoff(Random(1), first=0.5, most=60)
    for _ in range(10):
        backoff.wait()
    backoff.reset()
    assert backoff.wait() <= 0.5


@pytest.mark.parametrize(
    ("url", "host", "port", "encrypted"),
    [
        ("mqtt://127.0.0.1", "127.0.0.1", 1883, False),
        ("mqtt://broker.example:2883", "broker.example", 2883, False),
        ("mqtts://centre.example", "centre.example", 8883, True),
    ],
)
def test_a_url_says_where_the_broker_is(url: str, host: str, port: int, encrypted: bool) -> None:
    broker = Broker(url=url, client_id="x")
    assert (broker.host, broker.port, broker.encrypted) == (host, port, encrypted)


def test_the_shared_tables_say_what_pahos_own_would() -> None:
    """A reader and a writer of properties that share their tables understand paho's own, and each other."""
    ours, theirs = SharedTables(PacketTypes.PUBLISH), Properties(PacketTypes.PUBLISH)  # type: ignore[no-untyped-call]
    for each in (ours, theirs):
        each.ContentType = "application/json"
        each.UserProperty = [("id", "1"), ("source", "carehub")]
        each.CorrelationData = b"\x00\x01"
    packed = theirs.pack()  # type: ignore[no-untyped-call]
    assert ours.pack() == packed  # type: ignore[no-untyped-call]
    read, _ = SharedTables(PacketTypes.PUBLISH).unpack(packed)  # type: ignore[no-untyped-call]
    assert read.json() == theirs.json()  # type: ignore[no-untyped-call]
    assert not hasattr(SharedTables(PacketTypes.PUBLISH), "ContentType"), "what one message says must not stay"
    for each in (ours, theirs):
        each.clear()  # type: ignore[no-untyped-call,unused-ignore]
    assert ours.json() == theirs.json()  # type: ignore[no-untyped-call]
    assert vars(ours) == vars(theirs)


def test_what_paho_reads_has_the_shared_tables() -> None:
    """Paho 2.2 reads packets in a module of its own: there it made its own tables for each message."""
    properties = Properties(PacketTypes.PUBLISH).pack()  # type: ignore[no-untyped-call]
    packet = b"\x00\x01a" + b"\x00\x07" + properties + b"{}"
    read = decode_publish(0x32, packet, MQTTProtocolVersion.MQTTv5)
    assert type(read.properties) is SharedTables
    assert (read.topic, read.mid, read.payload) == (b"a", 7, b"{}")
