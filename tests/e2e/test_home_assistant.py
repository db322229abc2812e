"""A home without zigbee2mqtt: Home Assistant's sensors through a real hub to a phone, and back to its screen."""

import json
from pathlib import Path
from typing import Any

from connectors.home_assistant import plain
from tests.support.broker import RealBroker
from tests.support.carrier import ACCOUNT, SENDER, TOKEN, Carrier
from tests.support.home import ANNA, RunningHub, twilio
from tests.support.peer import Peer, peer

wait = RunningHub.until

LADDER = '[[ladder]]\ntell = ["anna"]\nwait = "30m"\n'
BUTTON, MOTION, SMOKE = "carehub-in/pendant", "ha/binary_sensor/hall_motion/state", "ha/binary_sensor/smoke/state"
HERE = f"""
[[devices]]
id = "smoke"
name = "Hall smoke alarm"
room = "hall"
use = "smoke"
[[topics]]
device = "pendant"
topic = "{BUTTON}"
kind = "help"
on = ["pressed"]
[[topics]]
device = "hall motion"
topic = "{MOTION}"
kind = "motion"
on = ["on"]
off = ["off"]
[[topics]]
device = "smoke"
topic = "{SMOKE}"
kind = "smoke"
on = ["on"]
off = ["off"]
[home_assistant]
tells = true
"""
CONFIG = "homeassistant/device/carehub_e2e/config"
STATE, AVAILABILITY = "carehub-home/e2e/state", "carehub-home/e2e/availability"
OURS = (CONFIG, STATE, AVAILABILITY)


def hub(folder: Path, home: RealBroker, carrier: Carrier) -> RunningHub:
    mqtt = f'[mqtt]\nurl = "mqtt://127.0.0.1:{home.port}"\nzigbee2mqtt = false\n'
    return RunningHub(folder, mqtt, HERE, twilio(carrier.url, ACCOUNT, SENDER), ladder=LADDER, token=TOKEN)


def last(ha: Peer, topic: str) -> bytes:
    heard = ha.on(topic)
    return bytes(heard[-1].payload) if heard else b""


def shows(ha: Peer) -> dict[str, Any]:
    payload = last(ha, STATE)
    return dict(json.loads(payload)) if payload else {}


def state(ha: Peer) -> str:
    return str(shows(ha).get("incident", {}).get("state", ""))


def begins(running: RunningHub, ha: Peer) -> None:
    """The hub hears Home Assistant, and every sensor has spoken once."""

    def heard() -> bool:
        ha.say("homeassistant/status", "online")
        return running.link("home assistant") == "up"

    wait(heard, "the hub hears Home Assistant")
    ha.say(MOTION, "on", retain=True)
    ha.say(SMOKE, "off", retain=True)


def test_a_press_in_home_assistant_reaches_a_phone_and_its_answer_the_screen(
    tmp_path: Path, home: RealBroker, carrier: Carrier
) -> None:
    with peer(home.port, *OURS) as ha, hub(tmp_path, home, carrier) as running:
        begins(running, ha)
        assert running.link("broker") == "up"
        assert running.link("zigbee2mqtt") == ""
        wait(lambda: state(ha) == "none", "the screen")
        wait(lambda: shows(ha)["devices"]["smoke"]["health"] == "seen", "the smoke alarm is heard")
        assert shows(ha)["home"]["because"] == "cannot see: not heard yet: Mary's pendant"
        ha.say(BUTTON, "pressed")
        carrier.expect(ANNA, "Help button pressed", "Mary S")
        wait(lambda: state(ha) == "raised", "the incident on the screen")
        assert shows(ha)["home"]["problem"] == "ON"
        carrier.replies(ANNA, "1 20")
        wait(lambda: state(ha) == "travelling", "the answer on the screen", within=30)
        assert shows(ha)["incident"]["held_by"] == "a contact"
        carrier.expect(ANNA, "Thank you")
        assert b"Anna" not in b"".join(bytes(m.payload) for m in ha.heard), "who goes is not for a screen"
        incident = running.incidents()[0]["id"]
        running.ask("answer", id="c1", by="Sue", does="close", incident=incident, outcome="helped", may_fail=False)
        carrier.expect(ANNA, "closed")
        wait(lambda: shows(ha)["home"]["problem"] == "OFF", "all is well")
        assert state(ha) == "none"


def test_what_home_assistant_repeats_is_old_and_smoke_that_it_still_says_is_raised_once(
    tmp_path: Path, home: RealBroker, carrier: Carrier
) -> None:
    with peer(home.port, *OURS) as ha, hub(tmp_path, home, carrier) as running:
        begins(running, ha)
        wait(lambda: shows(ha).get("devices", {}).get("smoke", {}).get("health") == "seen", "the smoke alarm is heard")
        running.stop()
        ha.say(SMOKE, "unavailable", retain=True)
        ha.say(SMOKE, "on", retain=True)
        running.start()
        carrier.expect(ANNA, "999")
        ha.say(SMOKE, "unavailable", retain=True)
        ha.say(SMOKE, "on", retain=True)
        wait(lambda: state(ha) == "raised", "the incident on the screen")
        assert [each["kind"] for each in running.incidents()] == ["smoke"]


def test_the_screen_knows_a_dead_hub_a_home_assistant_that_is_away_and_a_service_that_has_ended(
    tmp_path: Path, home: RealBroker, carrier: Carrier
) -> None:
    with peer(home.port, *OURS) as ha, hub(tmp_path, home, carrier) as running:
        begins(running, ha)
        wait(lambda: last(ha, AVAILABILITY) == b"online", "the hub is there")
        ha.say("homeassistant/status", "offline")
        wait(lambda: "other programs" in shows(ha)["home"]["because"], "blind is not well")
        assert shows(ha)["devices"][plain("hall motion")]["heard"] is None
        running.kill()
        wait(lambda: last(ha, AVAILABILITY) == b"offline", "the will")
        running.start()
        wait(lambda: last(ha, AVAILABILITY) == b"online", "the hub is there again")
        wait(lambda: "other programs" not in shows(ha)["home"]["because"], "an offline of before is not believed")
        running.change("[home_assistant]", '[home]\nservice = "ended"\n[home_assistant]')
        running.reload()
        wait(lambda: (last(ha, CONFIG), last(ha, STATE), last(ha, AVAILABILITY)) == (b"", b"", b""), "nothing is left")


def test_tells_false_takes_everything_back(tmp_path: Path, home: RealBroker, carrier: Carrier) -> None:
    with peer(home.port, *OURS) as ha, hub(tmp_path, home, carrier) as running:
        wait(lambda: last(ha, AVAILABILITY) == b"online", "the hub is there")
        running.change("tells = true", "tells = false")
        running.reload()
        wait(lambda: (last(ha, CONFIG), last(ha, STATE), last(ha, AVAILABILITY)) == (b"", b"", b""), "nothing is left")
