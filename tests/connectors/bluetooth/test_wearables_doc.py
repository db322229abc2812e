"""The examples in docs/wearables.md: settings that load, and that read what such a device sends."""

import re
import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from connectors.bluetooth.advertised import tags
from connectors.bluetooth.advertised.adverts import Adverts
from connectors.bluetooth.connected import xyz
from connectors.bluetooth.connected.feeds import NumbersFeed, PolarFeed, feed_of
from connectors.bluetooth.connected.frames import Frame
from connectors.bluetooth.words import Advert, Listened
from hub.model.household import Device
from hub.settings import parse

TREE = Path(__file__).resolve().parents[3]
PAGE = (TREE / "docs" / "wearables.md").read_text()
EXAMPLES = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
HOME = """
[hub]
id = "hub-1"
[[residents]]
id = "mary"
name = "Mary"
[[contacts]]
id = "anna"
name = "Anna"
phone = "+447700900111"
[[ladder]]
tell = ["anna"]
"""


def everything() -> list[Device]:
    return [parse(HOME + example, "wearables.md").devices[0] for example in EXAMPLES]


def devices() -> list[Device]:
    """Those that are connected to."""
    return [device for device in everything() if device.use != "tag"]


def _listened(device: Device) -> Listened:
    assert device.bluetooth is not None
    given = device.bluetooth
    return Listened(
        device=device.id, address=device.id, use=device.use, connect=given.connect, acceleration=given.acceleration
    )  # fmt: skip


def test_every_example_is_one_device_that_is_connected_to() -> None:
    kinds = [type(feed_of(_listened(device))) for device in devices()]
    assert kinds == [PolarFeed, PolarFeed, NumbersFeed, NumbersFeed, type(None)]


@pytest.mark.parametrize(
    ("name", "message", "says"),
    [
        ("Mary's micro:bit", struct.pack("<hhh", 1000, -2000, 8), (1.0, -2.0, 0.008)),
        ("Trial sensor", struct.pack("<9h", 1024, -2048, 0, 9, 9, 9, 9, 9, 9), (1.0, -2.0, 0.0)),
    ],
)
def test_the_numbers_mean_what_the_maker_says(name: str, message: bytes, says: tuple[float, ...]) -> None:
    device = next(device for device in devices() if device.name == name)
    assert device.bluetooth is not None and device.bluetooth.acceleration is not None
    frame = xyz.frame(message, device.bluetooth.acceleration)
    assert isinstance(frame, Frame) and len(frame.x) == 1
    assert (frame.x[0], frame.y[0], frame.z[0]) == pytest.approx(says)


def test_what_is_written_to_set_them_going() -> None:
    """The period of a micro:bit in ms; of a Thingy four intervals and rates of 16 bits, and a yes or no."""
    microbit, thingy = (d.bluetooth.acceleration for d in devices()[2:4] if d.bluetooth)
    assert microbit is not None and thingy is not None
    assert 1000 / struct.unpack("<H", bytes.fromhex(microbit.start))[0] == microbit.rate
    assert struct.unpack("<4HB", bytes.fromhex(thingy.start)) == (1000, 500, 500, thingy.rate, 1)


IBEACON = {0x004C: bytes.fromhex("0215") + bytes(16) + bytes.fromhex("00010002c5")}


def test_the_tag_comes_and_goes_by_its_strength_alone() -> None:
    [tag] = [device for device in everything() if device.use == "tag"]
    adverts = Adverts((Listened(device=tag.id, address=tag.id, use=tag.use),))
    start = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
    adverts.radio(True, start)
    heard = (Advert(address=tag.id, at=start + timedelta(seconds=n), rssi=-60, manufacturer=IBEACON) for n in range(5))
    said = [each for advert in heard for report in adverts.heard(advert) for each in report.said]
    assert [each.value for each in said if each.kind == "in range"] == [True]
    gone = [each for report in adverts.quiet(start + timedelta(minutes=4)) for each in report.said]
    assert [(each.kind, each.value) for each in gone] == [("in range", False)]


def test_the_numbers_of_tags_are_those_of_the_program() -> None:
    section = PAGE.split("## A tag")[1].split("\n## ")[0]
    for number in (
        f"smoothed over {tags.SMOOTHED_OVER:.0f} s, is {tags.NEAR:.0f} dBm",
        f"heard for {tags.SETTLES.total_seconds():.0f} s",
        f"below {tags.FAR:.0f} dBm",
        f"not heard for {tags.GONE.total_seconds() / 60:.0f} minutes",
        f"for {tags.HOLDS.total_seconds() / 60:.0f} minute after each change",
    ):
        assert number in section
