"""MiBeacon: where its count lies, what its key must prove, and that noise is no alarm."""

from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.bluetooth.advertised import xiaomi
from connectors.bluetooth.advertised.adverts import Adverts
from connectors.bluetooth.advertised.libraries import decoded, parser
from connectors.bluetooth.words import Listened
from hub.model.events import Said
from hub.model.ids import DeviceId
from tests.connectors.bluetooth.packets import KEY, MIBEACON, advert, listening, mibeacon, told

SMOKE, BATTERY, WATER = "15100101", "0a100164", "14100101"
SMOKE_ALARM = 0x0997


def test_a_plain_count_has_eight_bits_and_an_encrypted_one_has_32() -> None:
    one = xiaomi.takes(advert(data=mibeacon(WATER, 7), service=MIBEACON))
    two = xiaomi.takes(advert(data=mibeacon(SMOKE, 7, SMOKE_ALARM, KEY, more=3), service=MIBEACON))
    assert one is not None and (one.count, one.modulus, one.sealed) == (7, 256, False)
    assert two is not None and (two.count, two.modulus, two.sealed) == (0x307, 2**32, True)


def test_a_greeting_has_no_count_and_says_only_that_it_is_there() -> None:
    greeting = bytes.fromhex("00585b0502")
    packet = xiaomi.takes(advert(data=greeting, service=MIBEACON))
    assert packet is not None and packet.count is None
    assert told(listening(key=KEY).heard(advert(data=greeting, service=MIBEACON))) == [("heard", True)]
    assert told(listening().heard(advert(data=greeting, service=MIBEACON))) == [("heard", True)]


def test_an_encrypted_alarm_is_read_with_its_key_and_never_without() -> None:
    data = mibeacon(SMOKE, 7, SMOKE_ALARM, KEY)
    (report,) = listening("smoke", KEY).heard(advert(data=data, service=MIBEACON))
    assert ("smoke", True) in told((report,)) and report.packet == 7
    assert listening("smoke").heard(advert(data=data, service=MIBEACON)) == ()
    assert listening("smoke", bytes(16)).heard(advert(data=data, service=MIBEACON)) == ()


def test_the_count_goes_on_when_its_eight_bits_wrap() -> None:
    adverts, heard = listening("smoke", KEY), []
    for second, (more, count) in enumerate(((0, 254), (0, 255), (1, 0), (1, 1))):
        on = "15100101" if second % 2 else "15100100"
        heard += told(adverts.heard(advert(second, mibeacon(on, count, SMOKE_ALARM, KEY, more), MIBEACON)))
    assert [value for kind, value in heard if kind == "smoke"] == [False, True, False, True]
    assert adverts.complaints() == ()


def test_one_changed_bit_of_an_encrypted_packet_raises_no_alarm_that_it_does_not_prove() -> None:
    whole = mibeacon(SMOKE, 5, SMOKE_ALARM, KEY)
    for bit in range(16, 8 * len(whole)):
        damaged = bytearray(whole)
        damaged[bit // 8] ^= 1 << bit % 8
        said = told(listening("smoke", KEY).heard(advert(data=bytes(damaged), service=MIBEACON)))
        assert ("smoke", True) not in said, f"bit {bit}"


def test_the_old_encryption_proves_nothing_and_so_raises_no_hazard() -> None:
    """Version 3: whoever knows one message can turn its bits into another, and no key notices."""
    press = bytes.fromhex("5830b603d28b98c54124f8c3491476757e00000099")  # YLKG07YL: object 0x1001, 3 bytes
    turned = bytearray(press)
    for place, bits in ((11, 0x01 ^ 0x15), (13, 3 ^ 1), (14, 1)):
        turned[place] ^= bits
    key = bytes.fromhex("b853075158487ca39a5b5ea9")
    address, old = "F8:24:41:C5:98:8B", advert(data=bytes(turned), service=MIBEACON, address="F8:24:41:C5:98:8B")
    whole = decoded("xiaomi_ble", parser("xiaomi_ble", "XiaomiBluetoothDeviceData", key), old, "smoke")
    assert Said("smoke", True) in whole, "this must be what an attacker would send"  # type: ignore[operator]
    adverts = Adverts([Listened(device=DeviceId("it"), address=address, use="smoke", key=key)])
    assert told(adverts.heard(old)) == [("fault", False)]


def test_a_model_that_the_library_does_not_know_is_a_complaint() -> None:
    adverts = listening()
    assert adverts.heard(advert(data=mibeacon(BATTERY, 1, model=0xFFFF), service=MIBEACON)) == ()
    assert "does not know" in adverts.complaints()[0][0]


@settings(deadline=None)  # the first packet loads the library
@given(st.binary(max_size=40), st.booleans())
def test_any_bytes_are_readings_or_a_complaint(data: bytes, keyed: bool) -> None:
    listening("smoke", KEY if keyed else None).heard(advert(data=data, service=MIBEACON))
