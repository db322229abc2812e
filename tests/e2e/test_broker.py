"""The home's broker at its worst: full, stock, restarted without a memory, or faster than the device list."""

import json
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hub.shell.journal import GROUP_AGE
from hub.shell.store import Store
from tests.support.broker import RealBroker, broker
from tests.support.carrier import ACCOUNT, SENDER, TOKEN, Carrier
from tests.support.home import ANNA, HOME, RunningHub, centre, twilio, zigbee
from tests.support.sue import Sue, sue

wait = RunningHub.until
LADDER = '[[ladder]]\ntell = ["centre", "anna"]\nwait = "30m"\n'
LONG_AGO, FAR_AHEAD = datetime(2020, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
MANY = 3_000


def hub(folder: Path, home: RealBroker, carrier: Carrier, settings: str = HOME) -> RunningHub:
    ways = (zigbee(home.port), centre(home.port), twilio(carrier.url, ACCOUNT, SENDER))
    return RunningHub(folder, *ways, ladder=LADDER, token=TOKEN, home=settings)


def moves(people: Sue, count: int, beginning: int = 0) -> None:
    """The motion sensor reports so many times, each told apart by its light level."""
    for number in range(beginning, beginning + count):
        people.send("zigbee2mqtt/hall motion", json.dumps({"occupancy": number % 2 == 0, "illuminance": number}))
    people.flush()


def journal(folder: Path) -> list[Any]:
    """Every event in the journal of a hub that has stopped."""
    store = Store.open(folder / "data")
    try:
        return [kept.event for kept in store.history(LONG_AGO, FAR_AHEAD)]
    finally:
        store.close()


def light(events: list[Any]) -> list[int]:
    """The light levels that the motion sensor reported, in the order of the journal."""
    said = (one for event in events for one in getattr(event, "said", ()))
    return [int(one.value) for one in said if one.kind == "illuminance"]


def test_everything_queued_while_the_hub_was_off_arrives_with_our_settings(
    tmp_path: Path, home: RealBroker, carrier: Carrier
) -> None:
    with sue(home.port) as people, hub(tmp_path, home, carrier) as running:
        people.listens(running)
        running.stop()
        moves(people, MANY // 2)
        people.press()
        moves(people, MANY // 2, MANY // 2)
        running.start()
        carrier.expect(ANNA, "Help button pressed")
        people.until("help", "raised")
        wait(lambda: running.ask("status")["seq"] > MANY, "all of them are stepped")
        people.does("close", people.of("help")[0]["id"], outcome="helped")
        carrier.expect(ANNA, "closed")
        running.stop()
    assert light(journal(tmp_path)) == list(range(MANY)), "each once, and in order"


def test_a_stock_broker_drops_and_that_is_told(tmp_path: Path, carrier: Carrier) -> None:
    """It keeps 1,000: a press among them is raised, and said to be late; that messages are lost is known."""
    # Only how often it says what it counted is not as in stock settings: each 10 s there.
    with broker(extra="sys_interval 1") as home, sue(home.port) as people, hub(tmp_path, home, carrier) as running:
        people.listens(running)
        running.stop()
        pressed = time.time() - 600
        people.press(last_seen=time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(pressed)))
        moves(people, MANY)
        running.start()
        text = carrier.expect(ANNA, "Help button pressed")
        assert "late" in text.body or time.strftime("%H:%M", time.localtime(pressed)) in text.body, text.body
        assert people.until("help", "raised")["late"] is True
        notice = people.until("technical", "raised")
        assert "dropped" in notice["because"]
        people.does("close", people.of("help")[0]["id"], outcome="helped")
        carrier.expect(ANNA, "closed")
        running.stop()
    heard = light(journal(tmp_path))
    assert heard == list(range(len(heard)))
    assert len(heard) < MANY


def test_an_alarm_behind_readings_that_nobody_acknowledged_gets_out_at_once(
    tmp_path: Path, home: RealBroker, carrier: Carrier
) -> None:
    """Readings are committed, and acknowledged, in groups of 100 at most; an alarm takes those before it along."""
    with sue(home.port) as people, hub(tmp_path, home, carrier) as running:
        people.listens(running)
        moves(people, 90)
        moves(people, 410, 90)
        began = time.monotonic()
        people.press()
        text = carrier.expect(ANNA, "Help button pressed")
        assert text.clock - began < GROUP_AGE / 2, "it waited for no group"
        running.kill()
        held = light(journal(tmp_path))
        running.start()
        people.until("help", "raised")
        people.does("close", people.of("help")[0]["id"], outcome="helped")
        carrier.expect(ANNA, "closed")
    assert held == list(range(500)), "what came before the alarm is as durable as the alarm"


def test_a_broker_that_forgot_everything_costs_nothing_that_it_did_not_hold(
    tmp_path: Path, home: RealBroker, carrier: Carrier
) -> None:
    """It is killed while readings wait for their commit: their acknowledgements must not reach its next life."""
    with sue(home.port) as people, hub(tmp_path, home, carrier) as running:
        people.listens(running)
        moves(people, 50)
        wait(lambda: running.ask("status")["seq"] >= 50, "they are stepped, and not yet committed")
        home.kill()
        home.start()
        wait(lambda: running.link("broker") == "up" and people.peer.client.is_connected(), "both are connected again")
        people.peer.hear("carehub/e2e/#")
        people.listens(running)
        moves(people, 60, 50)
        people.press()
        carrier.expect(ANNA, "Help button pressed")
        people.until("help", "raised")
        running.kill()
        running.start()
        running.hears(people.peer)
        people.does("close", people.of("help")[0]["id"], outcome="helped")
        carrier.expect(ANNA, "closed")
        running.stop()
    assert light(journal(tmp_path)) == list(range(110)), "each once: none lost to an acknowledgement of the wrong one"


BY_ADDRESS = HOME.replace('id = "pendant"', 'id = "0x00158d00000000aa"\nroom = "hall"')
LIST = json.dumps([{"friendly_name": "necklace", "ieee_address": "0x00158D00000000AA", "type": "EndDevice"}])


def test_presses_before_the_device_list_are_one_incident_with_a_room_and_an_owner(
    tmp_path: Path, home: RealBroker, carrier: Carrier
) -> None:
    """The settings know the button by its address; the messages come under a name that only the list explains."""
    with sue(home.port) as people, hub(tmp_path, home, carrier, BY_ADDRESS) as running:
        people.listens(running)
        running.stop()
        people.press("necklace")
        people.press("necklace")
        people.say("zigbee2mqtt/necklace", json.dumps({"battery": 80}))
        running.start()
        carrier.expect(ANNA, "Help button pressed")
        people.until("help", "raised")
        people.say("zigbee2mqtt/bridge/devices", LIST, retain=True)
        wait(lambda: people.of("help")[0].get("room"), "the list says whose button it is")
        document = people.of("help")[0]
        assert document["room"] == "Hall"
        assert document["residents"] == ["Mary S"]
        assert len({d["id"] for d in people.documents() if d["kind"] == "help"}) == 1
        wait(lambda: running.ask("devices")[0]["battery"] == "80 %", "what else was said is kept until then")
        assert running.ask("status")["unplaced messages"] == 0
        people.does("close", document["id"], outcome="helped")
        carrier.expect(ANNA, "closed")
