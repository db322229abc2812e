"""An installer's visit by the command line: a button is tried, a second press calls people, and all sensors tick."""

import json
import os
import pty
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.support.broker import RealBroker
from tests.support.carrier import ACCOUNT, SENDER, TOKEN, Carrier
from tests.support.command import Begin, Command
from tests.support.home import ANNA, RunningHub, press, twilio, zigbee
from tests.support.peer import Peer, peer

wait = RunningHub.until
BUTTON, MOTION = "zigbee2mqtt/pendant", "zigbee2mqtt/hall motion"


@contextmanager
def hub_and_home(folder: Path, home: RealBroker, carrier: Carrier) -> Iterator[tuple[RunningHub, Peer]]:
    ways = (zigbee(home.port), twilio(carrier.url, ACCOUNT, SENDER))
    with RunningHub(folder, *ways, token=TOKEN) as hub, peer(home.port) as at:
        hub.hears(at)
        yield hub, at


def state(hub: RunningHub, device: str = "pendant") -> str:
    row = next(each for each in hub.ask("devices") if each["id"] == device)
    return str((row["test"] or {"state": ""})["state"])


def tries(begin: Begin, hub: RunningHub, *words: str) -> Command:
    command = begin(hub, "try", "Mary's pendant", "--by", "Sue", *words)
    wait(lambda: state(hub) == "waiting", "the test is asked for")
    return command


def test_a_button_is_tried_and_only_its_second_press_calls_anybody(
    tmp_path: Path, home: RealBroker, carrier: Carrier, begin: Begin
) -> None:
    with hub_and_home(tmp_path, home, carrier) as (hub, at):
        command = tries(begin, hub)
        at.say(BUTTON, press())
        said, trouble = command.ends()
        assert said == ("Mary's pendant: heard (Mary's pendant pressed). From now on a press calls for help.\n"), said
        assert trouble == (
            "Mary's pendant: press it within 2 min: that once it is a test. A second press calls for help.\n"
        )
        (incident,) = hub.incidents(closed=False)
        assert incident["test"] and not incident["told"]
        assert "TEST: help" in hub.carehub("incidents").stdout
        at.say(BUTTON, press())
        carrier.expect(ANNA, "Help button pressed")
        refused = hub.carehub("try", "pendant", "--by", "Sue")
        assert refused.returncode == 1 and "somebody may need help" in refused.stderr
        tests = [each["test"] for each in hub.incidents()]
        assert sorted(tests) == [False, True]


def test_a_test_that_is_given_up_or_that_the_hub_was_off_in_is_over(
    tmp_path: Path, home: RealBroker, carrier: Carrier, begin: Begin
) -> None:
    with hub_and_home(tmp_path, home, carrier) as (hub, at):
        command = tries(begin, hub, "--json")
        at.say(BUTTON, press())
        assert json.loads(command.ends()[0])["state"] == "heard"
        hub.kill()
        hub.start()
        (incident,) = hub.incidents()
        assert incident["test"] and not incident["told"], "a test that was heard stays one"
        command = tries(begin, hub, "--json")
        command.signal(signal.SIGINT)
        said, _ = command.ends(1)
        assert json.loads(said)["state"] == "called off" and json.loads(said)["because"] == "Sue tries it no more"
        tries(begin, hub)
        hub.kill()
        at.say(BUTTON, press())  # while the hub is off: the broker keeps it, and nobody knows when it was meant
        hub.start()
        carrier.expect(ANNA, "Help button pressed")
        assert state(hub) == "called off"
        assert [each["test"] for each in hub.incidents()] == [False, True]


def test_without_a_hub_nothing_is_tried_and_nothing_ticks(tmp_path: Path, home: RealBroker, carrier: Carrier) -> None:
    with hub_and_home(tmp_path, home, carrier) as (hub, _):
        hub.stop()
        for words in (("try", "pendant"), ("walk",)):
            assert hub.carehub(*words).returncode == 3


def test_each_sensor_ticks_as_it_is_heard_until_all_are(
    tmp_path: Path, home: RealBroker, carrier: Carrier, begin: Begin
) -> None:
    with hub_and_home(tmp_path, home, carrier) as (hub, at), terminal() as (screen, shown), terminal() as (out, said):
        for seen in ("true", "false", "true", "false"):  # the first after a start may be zigbee2mqtt's memory
            at.say(MOTION, f'{{"occupancy": {seen}}}')
        wait(lambda: hub.ask("devices")[1]["active"], "it was heard before")
        table = begin(hub, "walk", screen=screen)
        wait(lambda: "0 of 2 heard" in shown(), "the walk has begun")
        lines = begin(hub, "walk", "--json", screen=out)
        wait(lambda: '"heard":0' in said(), "the other has begun too")
        command = tries(begin, hub)
        at.say(BUTTON, press())
        command.ends()
        wait(lambda: "1 of 2 heard" in shown(), "the button ticks")
        at.say(MOTION, '{"occupancy": true}')
        table.ends()
        wait(lambda: "2 of 2 heard." in shown() and "✓" in shown(), "all are ticked")
        lines.ends()
        rows = [json.loads(line) for line in said().splitlines()]
        assert [row.get("by") for row in rows] == [None, "test", "activity", None]
        assert rows[-1] == {"heard": 2, "of": 2, "not heard": []}


def test_a_walk_that_is_ended_says_what_is_left(
    tmp_path: Path, home: RealBroker, carrier: Carrier, begin: Begin
) -> None:
    with hub_and_home(tmp_path, home, carrier) as (hub, _), terminal() as (screen, shown):
        table = begin(hub, "walk", screen=screen)
        wait(lambda: "0 of 2 heard" in shown(), "the walk has begun")
        table.signal(signal.SIGINT)
        table.ends(1)
        wait(lambda: "Not heard: Mary's pendant, Hall motion." in shown(), "what is left is said")


@contextmanager
def terminal() -> Iterator[tuple[int, Callable[[], str]]]:
    """A screen to write to, and what it shows so far."""
    ours, theirs = pty.openpty()
    os.set_blocking(ours, False)
    seen = bytearray()

    def shown() -> str:
        with suppress(BlockingIOError):
            seen.extend(os.read(ours, 65536))
        return seen.decode(errors="replace")

    yield theirs, shown
    os.close(ours)
    os.close(theirs)
