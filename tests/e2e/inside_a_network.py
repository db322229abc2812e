"""Run by test_without_internet.py in a network namespace of its own, where every packet can be dropped.

Only the home's own broker can be reached then: no name, no provider, no centre. What is measured is printed.
"""

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.broker import broker
from tests.support.carrier import ACCOUNT, SENDER, TOKEN, Carrier
from tests.support.home import ANNA, BEN, RunningHub, press, twilio, zigbee
from tests.support.modem_beside import beside
from tests.support.peer import peer

wait = RunningHub.until
SECOND = '[sms.second]\nprovider = "modem"\n'
LADDER = '[[ladder]]\ntell = ["anna", "ben"]\nwait = "10s"\n[[ladder]]\ntell = ["ben"]\nwait = "30m"\n'
BOUND = 15.0
"""Seconds from a press to the text at the modem, with all IP dropped."""
NFT = shutil.which("nft") or "/usr/sbin/nft"
IP = shutil.which("ip") or "/usr/sbin/ip"


def drop_all_but(port: int) -> None:
    """As if the broadband were dead: packets vanish, and nobody says so."""
    rules = f"""
    table inet home {{
        chain out {{
            type filter hook output priority 0; policy drop;
            tcp dport {port} accept
            tcp sport {port} accept
        }}
    }}"""
    subprocess.run([NFT, "-f", "-"], input=rules, text=True, check=True)


def drop_nothing() -> None:
    subprocess.run([NFT, "flush", "ruleset"], check=True)


@pytest.fixture(autouse=True)
def network() -> Iterator[None]:
    """A loopback that is up, in a namespace that has nothing else: this is no machine of anybody's."""
    devices = subprocess.run([IP, "-o", "link"], capture_output=True, text=True, check=True).stdout
    assert "UP" not in devices, f"not in a namespace of its own:\n{devices}"
    subprocess.run([IP, "link", "set", "lo", "up"], check=True)
    yield
    drop_nothing()


def test_without_ip_a_press_reaches_the_modem_and_a_reply_by_it_stops_the_ladder(tmp_path: Path) -> None:
    with broker(shipped=True) as home, Carrier() as carrier, beside() as modem, peer(home.port) as people:
        ways = (zigbee(home.port), twilio(carrier.url, ACCOUNT, SENDER), SECOND)
        running = RunningHub(tmp_path, *ways, ladder=LADDER, token=TOKEN)
        running.environment["DBUS_SYSTEM_BUS_ADDRESS"] = modem.address
        with running:
            running.hears(people)
            wait(lambda: running.link("texts by the modem") == "up", "the hub knows that its modem works")
            drop_all_but(home.port)
            people.say("zigbee2mqtt/pendant", press())
            pressed = time.monotonic()
            asked = modem.expect(ANNA, "Help button pressed", "Mary S", within=BOUND)
            print(f"\npress to the modem with all IP dropped: {asked.clock - pressed:.2f} s")
            assert asked.clock - pressed <= BOUND
            modem.expect(BEN, "Help button pressed")
            modem.do(modem.modem.receive(ANNA, "1"))
            replied = time.monotonic()
            wait(lambda: running.incidents()[0]["state"] == "acknowledged", "Anna's answer stops the ladder")
            print(f"reply by the modem to the ladder stopped: {time.monotonic() - replied:.2f} s")
            modem.expect(ANNA, "Thank you")
            modem.expect(BEN, "Anna is going")
            assert not carrier.sent
            drop_nothing()
            wait(lambda: running.link("texts by Twilio") == "up", "the first provider is used again", within=60)
            time.sleep(max(0.0, pressed + 10.5 - time.monotonic()))  # a ladder that went on would text Ben again
            modem.do(modem.modem.receive(ANNA, "all ok"))
            carrier.expect(BEN, "closed")
        carrier.assert_nothing_else()
