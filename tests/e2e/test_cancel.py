"""The resident's cancel, each way end to end: a button on the hub, the command that one runs, her own phone."""

from pathlib import Path

import pytest

from tests.support.broker import RealBroker
from tests.support.carrier import ACCOUNT, SENDER, TOKEN, Carrier
from tests.support.home import ANNA, HOME, RunningHub, twilio, zigbee
from tests.support.peer import Peer, peer

MARY = "+447700900100"
DEVICES = """
[[devices]]
id = "radar"
name = "Bedroom radar"
use = "fall device"
worn_by = "mary"
[[devices]]
id = "hub button"
name = "Button on the hub"
use = "other"
[[topics]]
device = "radar"
topic = "home/radar"
kind = "fall"
on = ["ON"]
off = ["OFF"]
[[topics]]
device = "hub button"
topic = "home/hub/button"
kind = "cancel"
"""
wait = RunningHub.until


def kinds(hub: RunningHub, **of: str) -> list[str]:
    return [each["kind"] for each in hub.incidents() if all(each[name] == value for name, value in of.items())]


def falls(hub: RunningHub, at: Peer) -> None:
    """The radar sees a fall; nobody is told yet."""
    wait(lambda: hub.link("broker") == "up", "the hub hears the broker")
    at.say("home/radar", "OFF")
    at.say("home/radar", "ON")
    wait(lambda: kinds(hub, state="pending") == ["fall"], "a fall is pending")


@pytest.mark.parametrize("how", ["button on the hub", "command", "her phone"])
def test_she_cancels_a_fall_in_time(tmp_path: Path, home: RealBroker, carrier: Carrier, how: str) -> None:
    lived = HOME.replace('name = "Mary S"\n', f'name = "Mary S"\nphone = "{MARY}"\n')
    ways = (zigbee(home.port), twilio(carrier.url, ACCOUNT, SENDER), DEVICES)
    with RunningHub(tmp_path, *ways, token=TOKEN, home=lived) as hub, peer(home.port) as at:
        hub.hears(at)
        falls(hub, at)
        if how == "command":
            done = hub.carehub("cancel")
            assert (done.returncode, done.stdout) == (0, "cancelled\n")
        elif how == "her phone":
            carrier.replies(MARY, "I'm fine")
        else:
            at.say("home/hub/button", "pressed")
        wait(lambda: kinds(hub, outcome="cancelled by resident") == ["fall"], "it is cancelled", within=20)
        nothing = hub.carehub("cancel")
        assert (nothing.returncode, nothing.stdout) == (1, "nothing is there to cancel\n")
        at.say("zigbee2mqtt/pendant", '{"action": "emergency"}')
        carrier.expect(ANNA, "Help button pressed")
        late = hub.carehub("cancel", "--by", "Mary")
        assert (late.returncode, "people were told already" in late.stdout) == (1, True)
        assert kinds(hub, state="raised") == ["help"], "a press is never taken back"


def test_nobody_cancels_where_no_hub_runs(tmp_path: Path, home: RealBroker) -> None:
    hub = RunningHub(tmp_path, zigbee(home.port))
    with hub:
        pass
    assert hub.carehub("cancel").returncode == 3
