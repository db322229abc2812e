"""BTHome: what must be read, what its key must prove, and that 2,000 damaged packets raise no alarm."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.fuzz_bluetooth import fuzzed
from connectors.bluetooth.advertised import bthome
from connectors.bluetooth.advertised.kinds import IGNORED, readings
from tests.connectors.bluetooth.packets import KEY, advert, listening, plain, sealed, told

SMOKE, NO_SMOKE, PRESS, MOTION = "2901", "2900", "3a01", "2101"


def test_the_count_of_a_plain_packet_is_its_packet_id() -> None:
    for data, count in (
        (plain("2901", packet=7), 7), (plain("2901"), None), (b"\x42" + bytes(6) + b"\x00\x09", 9), (b"\x40", None),
        (b"\x40\x00", None),
    ):  # fmt: skip
        packet = bthome.takes(advert(data=data))
        assert packet is not None and packet.count == count and not packet.sealed


def test_the_count_of_an_encrypted_packet_is_that_of_the_encryption() -> None:
    packet = bthome.takes(advert(data=sealed("0005" + SMOKE, 70000)))
    assert packet is not None and (packet.count, packet.modulus, packet.sealed) == (70000, 2**32, True)


def test_an_encrypted_alarm_is_read_with_its_key() -> None:
    adverts = listening("smoke", KEY)
    (report,) = adverts.heard(advert(data=sealed(SMOKE, 5)))
    assert ("smoke", True) in told((report,)) and report.packet == 5


def test_one_changed_bit_of_an_encrypted_packet_says_nothing() -> None:
    whole = sealed(SMOKE, 5)
    for bit in range(8 * len(whole)):
        damaged = bytearray(whole)
        damaged[bit // 8] ^= 1 << bit % 8
        said = told(listening("smoke", KEY).heard(advert(data=bytes(damaged))))
        assert ("smoke", True) not in said, f"bit {bit}"


@pytest.mark.parametrize(
    ("key", "says"), [(None, "add `bluetooth.key`"), (bytes(16), "wrong: copy it again"), (b"short", "wrong")]
)
def test_a_key_that_is_absent_or_wrong_is_said_once_with_what_to_do(key: bytes | None, says: str) -> None:
    adverts = listening("smoke", key)
    for count in range(10):
        adverts.heard(advert(count, sealed(SMOKE, count)))
    ((what, example),) = adverts.complaints()
    assert says in what and example.startswith("fcd2=41")
    assert adverts.complaints() == ()


def test_the_libraries_own_memory_does_not_reach_us() -> None:
    """A parser of bthome-ble that is kept says the smoke of an earlier packet again with the next one."""
    adverts = listening("smoke")
    assert told(adverts.heard(advert(0, plain(SMOKE, packet=1)))) == [("smoke", True)]
    assert told(adverts.heard(advert(90, plain("0164", packet=2)))) == [("battery", 100.0)]


def test_a_version_that_does_not_exist_is_a_complaint() -> None:
    adverts = listening()
    assert adverts.heard(advert(data=b"\xe0" + bytes.fromhex(SMOKE))) == ()
    assert "version of BTHome that does not exist" in adverts.complaints()[0][0]


@settings(deadline=None)  # the first packet loads the library
@given(st.binary(max_size=40), st.sampled_from(["help button", "smoke", "other"]), st.booleans())
def test_any_bytes_are_readings_or_a_complaint(data: bytes, use: str, keyed: bool) -> None:
    listening(use, KEY if keyed else None).heard(advert(data=data))  # type: ignore[arg-type]


def test_two_thousand_damaged_packets_raise_no_alarm() -> None:
    """The whole run of 100,000 is bench/fuzz_bluetooth.py."""
    found = fuzzed(2000, seed=20261122)
    assert found.heard == 2000 and found.wrong == []
    assert found.said > 100, "hardly anything could be read: this run shows nothing"


def test_what_is_ignored_has_a_reason() -> None:
    assert all(len(reason) > 10 for reason in IGNORED.values())


def test_a_number_that_is_none_is_not_told() -> None:
    class Number:
        device_class, native_unit_of_measurement = "temperature", "°C"

    class Value:
        def __init__(self, value: object) -> None:
            self.native_value = value

    class Update:
        events: dict[str, object] = {}  # noqa: RUF012
        binary_entity_values: dict[str, object] = {}  # noqa: RUF012
        entity_values = {"a": Value(None), "b": Value(float("nan")), "c": Value(float("inf")), "d": Value("error")}  # noqa: RUF012
        entity_descriptions = dict.fromkeys("abcd", Number())

    assert readings(Update(), "other") == ()
