"""Each captured advertisement says what it must, and each library is loaded when it is needed and not before."""

import subprocess
import sys
from pathlib import Path

import pytest

from connectors.bluetooth.advertised import libraries
from connectors.bluetooth.advertised.adverts import FAMILIES, Adverts
from connectors.bluetooth.advertised.libraries import ERRORS, LIBRARIES, Unreadable, decoded
from connectors.bluetooth.words import Listened
from hub.model.events import READING_KINDS, UNITS
from hub.model.ids import DeviceId
from tests.connectors.bluetooth.packets import Frame, advert, frames, listening, plain, shown, told

ALL = list(frames())
ROOT = Path(__file__).parents[3]


def _heard(frame: Frame) -> Adverts:
    address = frame.advert.address
    return Adverts([Listened(device=DeviceId(address), address=address, use=frame.use, key=frame.key)])


@pytest.mark.parametrize("frame", ALL, ids=[frame.title for frame in ALL])
def test_a_frame_says_what_it_must(frame: Frame) -> None:
    (report,) = _heard(frame).heard(frame.advert)
    said = tuple(one for one in report.said if frame.key is None or one.kind != "fault") or libraries_heard()
    assert shown(said) == frame.says
    assert report.source == "bluetooth" and report.name == frame.advert.address
    assert all(one.kind in READING_KINDS and isinstance(one.value, float) is (one.kind in UNITS) for one in report.said)


def libraries_heard() -> tuple[libraries.Said, ...]:
    """A device with a key says once that nothing is wrong with it; the frames leave that out."""
    return (libraries.Said("heard", True),)


def test_there_are_frames_of_enough_models() -> None:
    models = {frame.title.partition(": ")[2].split(",")[0].split(":")[0].split(" (")[0] for frame in ALL}
    assert len(models) >= 60, sorted(models)


def test_each_library_has_two_models_at_least() -> None:
    counted = {family.name: {f.title for f in ALL if family.takes(f.advert) is not None} for family in FAMILIES}
    assert all(len(titles) >= 2 for titles in counted.values()), {name: len(t) for name, t in counted.items()}


@pytest.mark.parametrize("frame", [f for f in ALL if f.key], ids=lambda frame: frame.title)
def test_an_encrypted_frame_says_nothing_without_its_key_or_with_another(frame: Frame) -> None:
    for key, must in ((None, "add `bluetooth.key`"), (bytes(16), "key in the settings is wrong")):
        adverts = Adverts([Listened(device=DeviceId("x"), address=frame.advert.address, use=frame.use, key=key)])
        assert adverts.heard(frame.advert) == () or "version 3" in frame.title
        ((what, example),) = adverts.complaints() or (("version 3: key in the settings is wrong", "fe95"),)
        assert must in what or "version 3" in frame.title
        assert "=" in example or "fe95" in example


def test_only_devices_of_the_settings_are_heard() -> None:
    assert listening().heard(advert(data=plain("2901"), address="00:11:22:33:44:55")) == ()


def test_a_library_is_loaded_when_its_device_first_speaks() -> None:
    """In a process of its own: this one has loaded them all."""
    program = """
import sys
from tests.connectors.bluetooth.packets import advert, listening, mibeacon, plain, MIBEACON
names = ["bthome_ble", "xiaomi_ble", "govee_ble", "habluetooth", "qingping_ble"]
adverts = listening("door")
adverts.heard(advert(data=plain("1a01"), address="00:11:22:33:44:55"))
adverts.heard(advert(name="Govee_H5075_AB12"))
print([name for name in names if name in sys.modules])
adverts.heard(advert(data=plain("1a01")))
print([name for name in names if name in sys.modules])
"""
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines() == ["[]", "['bthome_ble', 'habluetooth']"]


def test_every_library_of_the_table_exists() -> None:
    for library in LIBRARIES.values():
        assert not isinstance(libraries.parser(library.module, library.parser), Unreadable)


@pytest.mark.parametrize("error", ERRORS)
def test_what_a_decoder_raises_is_a_complaint(error: type[Exception]) -> None:
    class Breaks:
        def update(self, info: object) -> object:
            raise error("it went wrong")

    said = decoded("a library", Breaks(), advert(data=b""), "other")
    assert isinstance(said, Unreadable) and "a library cannot read it" in said.because


def test_a_library_that_is_not_there_is_a_fault_and_costs_no_other_device(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(module: str) -> object:
        raise ImportError(f"no module named {module}")

    monkeypatch.setattr(libraries, "load", broken)
    adverts = listening("help button")
    said = [one for n in range(3) for one in told(adverts.heard(advert(n, plain("3a01", packet=n))))]
    assert said == [("fault", True)]
    assert "carehub was not installed whole" in adverts.complaints()[0][0]


def test_what_is_loaded_before_anybody_speaks() -> None:
    """BTHome's for whatever advertises, Xiaomi's where the key can only be theirs, nothing for tags and connections."""

    def one(**given: object) -> tuple[str, ...]:
        fields = {"device": DeviceId("x"), "address": "x", "use": "door", **given}
        return libraries.likely([Listened(**fields)])  # type: ignore[arg-type]

    assert one() == one(key=bytes(16)) == ("bthome_ble",)
    assert one(key=bytes(12)) == ("bthome_ble", "xiaomi_ble")
    assert one(use="tag") == one(connect="polar") == ()


def test_what_is_new_beside_the_makers_old_data_is_read() -> None:
    """ThermoPro puts the temperature into the maker's number, and BlueZ keeps all of them."""
    adverts = listening("temperature")
    first = {0xF1C2: bytes.fromhex("001d022c")}
    second = {**first, 0xF9C2: bytes.fromhex("0010022c")}
    assert ("temperature", 24.1) in told(adverts.heard(advert(0, name="TP357 (2142)", manufacturer=first)))
    assert ("temperature", 24.9) in told(adverts.heard(advert(60, name="TP357 (2142)", manufacturer=second)))


def test_qingpings_packet_id_tells_a_repeat_from_news() -> None:
    moves = "4812cdd560342d58080401e800000f01{:02x}"
    adverts = listening("motion")
    said = [
        told(adverts.heard(advert(20 * n, bytes.fromhex(moves.format(count)), libraries.uuid("fdcd"))))
        for n, count in enumerate((5, 5, 6, 5))
    ]
    assert [("motion", True) in one for one in said] == [True, False, True, False]


def test_an_unknown_sensor_is_a_complaint_and_a_connected_one_is_not() -> None:
    strange = advert(manufacturer={0xFFFF: b"\x01\x02"})
    adverts = listening("motion")
    assert adverts.heard(strange) == ()
    ((what, example),) = adverts.complaints()
    assert "no decoder knows" in what and example == "ffff=0102"
    connected = listening("wearable", connect="polar")
    assert connected.heard(strange) == () and connected.complaints() == ()
