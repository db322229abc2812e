"""A press, and what the resident hears and sees: a real hub, a real broker, the real espeak-ng, a lamp and a text."""

import json
import os
import wave
from array import array
from pathlib import Path
from typing import Any

from tests.connectors.zigbee2mqtt.test_commands import DEFINITIONS
from tests.support.broker import RealBroker
from tests.support.carrier import ACCOUNT, SENDER, TOKEN, Carrier
from tests.support.home import ANNA, RunningHub, twilio, zigbee
from tests.support.zigbee2mqtt import BUTTON, Zigbee2Mqtt

BULB = "0x0000000000000001"
SECTIONS = f"""
[announce]
[[devices]]
id = "{BULB}"
name = "Bedside lamp"
use = "light"
"""
wait = RunningHub.until


def voice_in(folder: Path) -> str:
    """A PATH on which espeak-ng writes what it says into files instead of saying it."""
    program = folder / "bin" / "espeak-ng"
    program.parent.mkdir()
    real = "/usr/bin/espeak-ng"
    assert os.access(real, os.X_OK), "espeak-ng must be installed: .ci/debian-packages"
    said = folder / "said"
    said.mkdir()
    program.write_text(
        f"#!/bin/sh\nn=$(ls {said} | wc -l)\ntee {said}/$n.txt | {real} -w {said}/$n.wav.new \"$@\" || exit 1\n"
        f"mv {said}/$n.wav.new {said}/$n.wav\n"
    )  # fmt: skip
    program.chmod(0o755)
    return f"{program.parent}:{os.environ['PATH']}"


def sentences(folder: Path) -> list[str]:
    """What was said and is spoken to its end, in order."""
    files = sorted((folder / "said").glob("*.wav"), key=lambda file: int(file.stem))
    return [file.with_suffix(".txt").read_text() for file in files]


def loudest(file: Path) -> int:
    with wave.open(str(file)) as read:
        return max(map(abs, array("h", read.readframes(read.getnframes()))))


def test_she_hears_that_she_was_heard_and_who_comes_and_a_light_goes_on(
    tmp_path: Path, home: RealBroker, carrier: Carrier
) -> None:
    told: list[tuple[str, Any]] = []
    ways = (zigbee(home.port), twilio(carrier.url, ACCOUNT, SENDER), SECTIONS)
    with Zigbee2Mqtt(home.port) as z2m:
        z2m.has(BULB, "bedside lamp", DEFINITIONS["LED1545G12"], mains=True)
        z2m.has("0x0000000000000002", "pendant", BUTTON)

        def switched(_client: Any, _data: Any, message: Any) -> None:
            told.append((message.topic, json.loads(message.payload)))

        def asked(_client: Any, _data: Any, _message: Any) -> None:
            z2m.say("bedside lamp", {"state": "OFF", "brightness": 60})

        for verb, does in (("set", switched), ("get", asked)):
            z2m.peer.hear(f"zigbee2mqtt/bedside lamp/{verb}", does)
        hub = RunningHub(tmp_path, *ways, token=TOKEN)
        hub.environment["PATH"] = voice_in(tmp_path)
        with hub:
            wait(lambda: hub.link("zigbee2mqtt") == "up", "the hub hears zigbee2mqtt")
            z2m.speaks("0x0000000000000002", action="emergency")
            carrier.expect(ANNA, "Help button pressed")
            wait(lambda: sentences(tmp_path) == ["I have heard you. I am texting Anna."], "she hears it")
            wait(lambda: told == [("zigbee2mqtt/bedside lamp/set", {"state": "ON", "brightness": 254})], "and sees it")
            (incident,) = hub.incidents()
            ack = ("ack", incident["id"], "--by", "anna", "--does")
            assert hub.carehub(*ack, "travelling", "--minutes", "12").returncode == 0
            carrier.expect(ANNA, "Thank you")
            coming = "Anna is coming, in about a quarter of an hour."
            wait(lambda: sentences(tmp_path)[1:] == [coming], "who comes", within=20)
            assert hub.carehub(*ack, "close", "--outcome", "helped").returncode == 0
            wait(lambda: sentences(tmp_path)[2:] == ["All is well. Nobody else is asked."], "it is over", within=20)
            wait(lambda: told[1:] == [("zigbee2mqtt/bedside lamp/set", {"state": "OFF"})], "the lamp is off again")
    assert all(loudest(file) > 1000 for file in (tmp_path / "said").glob("*.wav"))
