"""A real hub whose texts leave by a modem: pressed, answered, killed in the middle, and with a modem in trouble."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from connectors.modem.words import Lock, State
from tests.support.broker import RealBroker
from tests.support.home import ANNA, BEN, RunningHub, press, zigbee
from tests.support.modem_beside import Beside, beside
from tests.support.modem_manager import FakeModemManager
from tests.support.peer import Peer, peer

wait = RunningHub.until
MODEM = '[sms]\nprovider = "modem"\n'
BOTH = '[[ladder]]\ntell = ["anna", "ben"]\nwait = "30m"\n'


@contextmanager
def hub(folder: Path, home: RealBroker, modem: Beside, *sections: str) -> Iterator[tuple[RunningHub, Peer]]:
    running = RunningHub(folder, zigbee(home.port), *(sections or (MODEM,)), ladder=BOTH)
    running.environment |= {"DBUS_SYSTEM_BUS_ADDRESS": modem.address, "MODEM_PIN": "1234"}
    with peer(home.port) as people, running:
        running.hears(people)
        yield running, people


def works(running: RunningHub) -> None:
    wait(lambda: running.link("sms") == "up", "the hub knows that its modem works")


def state(running: RunningHub) -> str:
    return str(running.incidents()[0]["state"])


def test_a_home_with_a_modem_only_is_pressed_and_answered(tmp_path: Path, home: RealBroker) -> None:
    with beside() as modem, hub(tmp_path, home, modem) as (running, people):
        works(running)
        people.say("zigbee2mqtt/pendant", press())
        asked = modem.expect(ANNA, "Help button pressed", "Mary S", "Reply 1")
        assert asked.minutes is not None and 5 <= asked.minutes <= 10
        modem.expect(BEN, "Help button pressed")
        modem.do(modem.modem.receive(ANNA, "1 20"))
        modem.expect(ANNA, "Thank you", "Reply 3 when you are there")
        modem.expect(BEN, "Anna is on the way", "20 min")
        wait(lambda: state(running) == "travelling", "Anna's answer is known")
        wait(lambda: modem.modem.kept == [], "what is known of a text leaves the modem")
        modem.do(modem.modem.receive(ANNA, "all ok"))
        modem.expect(BEN, "closed")
        wait(lambda: state(running) == "closed", "it is closed")


def test_a_hub_killed_while_a_text_leaves_loses_and_doubles_nothing(tmp_path: Path, home: RealBroker) -> None:
    """And the answer that came while it was dead is read once, from the modem's own storage."""
    with beside() as modem, hub(tmp_path, home, modem) as (running, people):
        works(running)
        modem.modem.takes = 1.0
        people.say("zigbee2mqtt/pendant", press())
        wait(lambda: "Send" in modem.modem.asked, "a text is under way")
        running.kill()
        wait(lambda: modem.modem.sent, "the modem has sent what it was given")
        modem.modem.takes = 0.0
        modem.do(modem.modem.receive(BEN, "1"))
        running.start()
        modem.expect(ANNA, "Help button pressed")
        wait(lambda: state(running) == "acknowledged", "Ben's answer is known")
        modem.expect(BEN, "Thank you")
        others = {ANNA: "Ben is going", BEN: "Help button pressed"}
        for sent in modem.others():  # Ben may have been asked before his answer was read, and Anna hears of it
            modem.expect(sent.number, others.pop(sent.number))
        time.sleep(1)
        bodies = [(each.number, each.body) for each in modem.modem.sent]
        assert len(bodies) == len(set(bodies)), "no text left twice"
        for sent in modem.others():
            modem.expect(sent.number, others.pop(sent.number))


def test_a_modem_that_vanishes_is_used_again_when_it_is_back(tmp_path: Path, home: RealBroker) -> None:
    with beside() as modem, hub(tmp_path, home, modem) as (running, people):
        works(running)
        modem.do(modem.modem.unplug())
        wait(lambda: running.link("sms") == "down: there is no modem", "the hub knows")
        people.say("zigbee2mqtt/pendant", press())
        wait(running.incidents, "the press is raised")
        modem.do(modem.modem.plug(State.LOCKED, lock=Lock.SIM_PIN))
        time.sleep(0.5)
        modem.do(modem.modem.set(lock=Lock.NONE, state=State.DISABLED))  # somebody unlocks it by hand
        modem.expect(ANNA, "Help button pressed")
        modem.expect(BEN, "Help button pressed")
        assert "SendPin" not in modem.modem.asked
        works(running)


def test_a_locked_sim_is_unlocked_and_a_modem_that_is_off_switched_on(tmp_path: Path, home: RealBroker) -> None:
    def make() -> FakeModemManager:
        return FakeModemManager(state=State.LOCKED, lock=Lock.SIM_PIN)

    pin = '[modem]\npin = { env = "MODEM_PIN" }\n'
    with beside(make) as modem, hub(tmp_path, home, modem, MODEM, pin) as (running, people):
        works(running)
        assert [modem.modem.asked.count(each) for each in ("SendPin", "Enable")] == [1, 1]
        people.say("zigbee2mqtt/pendant", press())
        modem.expect(ANNA, "Help button pressed")
        modem.expect(BEN, "Help button pressed")
