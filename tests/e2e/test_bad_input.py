"""Whatever the home and the centre send: counted, said once, never a crash, never a lost neighbour."""

import json
from pathlib import Path

from tests.support.broker import RealBroker
from tests.support.carrier import ACCOUNT, SENDER, TOKEN, Carrier
from tests.support.home import ANNA, RunningHub, centre, twilio, zigbee
from tests.support.sue import Sue, sue

wait = RunningHub.until
LADDER = '[[ladder]]\ntell = ["centre", "anna"]\nwait = "30m"\n'
MILLION = 1_000_000

BAD_READINGS: dict[str, list[tuple[str, bytes | str]]] = {
    "malformed JSON": [("hall motion", '{"occupancy":'), ("pendant", "\0\0\0"), ("hall motion", "[" * 5_000)],
    "empty message": [("bridge/devices", "")],
    "not a JSON object": [("hall motion", "[1, 2]"), ("pendant", '"emergency"'), ("hall motion", "null")],
    "not UTF-8": [("hall motion", b"\xff\xfe\x00"), ("pendant", '{"action":"emergency"}'.encode("utf-16"))],
    "message too large": [("hall motion", json.dumps({"note": "x" * MILLION}))],
    "occupancy is neither true nor false": [("hall motion", '{"occupancy": "perhaps"}')],
    "action is not a word": [("pendant", '{"action": 7}'), ("pendant", '{"action": ["emergency"]}')],
    "action is too long": [("pendant", json.dumps({"action": "x" * 1_000}))],
    "battery is not a percentage": [("pendant", '{"battery": 900}')],
    "illuminance is not a number": [("hall motion", '{"illuminance": true}')],
    "last_seen is not a time": [
        ("hall motion", '{"occupancy": false, "last_seen": "yesterday"}'),
        ("hall motion", '{"occupancy": false, "last_seen": 1e300}'),
        ("hall motion", '{"occupancy": false, "last_seen": "1970-01-01T00:00:00Z"}'),
        ("hall motion", '{"occupancy": false, "last_seen": "9999-12-31T23:59:59Z"}'),
    ],
    "neither online nor offline": [("bridge/state", "perhaps"), ("hall motion/availability", '{"state": 3}')],
    "device list is not a list": [("bridge/devices", '{"devices": []}')],
    "device list has an entry that is not an object": [("bridge/devices", '["nonsense"]')],
}
"""What is wrong -> messages in which exactly that is wrong."""


def hub(folder: Path, home: RealBroker, carrier: Carrier) -> RunningHub:
    ways = (zigbee(home.port), centre(home.port), twilio(carrier.url, ACCOUNT, SENDER))
    return RunningHub(folder, *ways, ladder=LADDER, token=TOKEN)


def close(people: Sue, carrier: Carrier, running: RunningHub) -> None:
    """The hub is alive, and its incident can be ended."""
    people.does("close", people.of("help")[0]["id"], outcome="helped")
    carrier.expect(ANNA, "closed")
    people.until("help", "closed")
    assert running.ended() is None
    assert running.ask("status")["unhandled"] == 0
    assert "Traceback" not in running.log.read_text()


def test_bad_readings_are_counted_by_kind_and_hide_no_neighbour(
    tmp_path: Path, home: RealBroker, carrier: Carrier
) -> None:
    with sue(home.port) as people, hub(tmp_path, home, carrier) as running:
        people.listens(running)
        for name, payload in (each for bad in BAD_READINGS.values() for each in bad):
            people.send(f"zigbee2mqtt/{name}", payload)
            people.send("zigbee2mqtt/hall motion", '{"temperature": "hot", "occupancy": true}')
        people.press()
        carrier.expect(ANNA, "Help button pressed")
        people.until("help", "raised")
        counted = {f"zigbee2mqtt: {what}": len(bad) for what, bad in BAD_READINGS.items()}
        counted["zigbee2mqtt: temperature is not a number"] = sum(map(len, BAD_READINGS.values()))
        assert running.unreadable() == counted
        log = running.log.read_text()
        for what in counted:
            assert log.count(what) == 1, f"one line in the log for {what}"
        shown = running.carehub("status")
        assert "temperature is not a number" in shown.stdout
        close(people, carrier, running)


def test_repeats_kept_messages_and_strangers_make_no_alarm_twice(
    tmp_path: Path, home: RealBroker, carrier: Carrier
) -> None:
    seen = "2026-11-20T07:15:02+00:00"
    with sue(home.port) as people:
        people.say("zigbee2mqtt/pendant", '{"action": "emergency"}', retain=True)  # kept: nobody pressed it now
        running = hub(tmp_path, home, carrier)
    with sue(home.port) as people, running:
        people.listens(running)
        people.say("zigbee2mqtt/somebody else's lamp", '{"state": "ON", "brightness": 254}')
        people.say("zigbee2mqtt/hall motion", '{"occupancy": true, "last_seen": "2090-01-01T00:00:00Z"}')
        assert people.of("help") == []
        for _ in range(20):
            people.press(last_seen=seen)
        carrier.expect(ANNA, "Help button pressed")
        document = people.until("help", "raised")
        people.say("zigbee2mqtt/pendant", "", retain=True)  # so a broker is told to forget what it kept: no error
        people.say("zigbee2mqtt/hall motion", "[")
        wait(lambda: running.unreadable() == {"zigbee2mqtt: malformed JSON": 1}, "all of it was read")
        assert [i["id"] for i in running.incidents() if i["kind"] == "help"] == [document["id"]]
        assert running.ask("status")["unplaced messages"] == 1
        close(people, carrier, running)


BAD_COMMANDS: list[tuple[bytes | str, str]] = [
    ("{", ""),
    (b"\xff\xff", ""),
    ("[]", ""),
    (json.dumps({"id": "b1", "type": "dance", "by": "Sue"}), "b1"),
    (json.dumps({"id": "b2", "type": "acknowledge"}), "b2"),
    (json.dumps({"id": "b3", "type": "travelling", "by": "Sue", "minutes": -5}), "b3"),
    (json.dumps({"id": "b4", "type": "acknowledge", "by": 7}), "b4"),
    (json.dumps({"id": "b5", "type": "close", "by": "Sue", "outcome": "lost"}), "b5"),
    (json.dumps({"id": "b6", "type": "acknowledge", "by": "Sue", "incident": "nothing-1"}), "b6"),
    (json.dumps({"id": "b7", "type": "close", "by": "x" * MILLION}), ""),
    (json.dumps({"id": "x" * 5_000, "type": "test", "by": "Sue"}), ""),
]
"""A command that cannot be followed, and the id under which it must be refused; none if it cannot be known."""


def test_bad_commands_are_refused_and_change_nothing(tmp_path: Path, home: RealBroker, carrier: Carrier) -> None:
    with sue(home.port) as people, hub(tmp_path, home, carrier) as running:
        people.listens(running)
        people.press()
        carrier.expect(ANNA, "Help button pressed")
        incident = people.received()["id"]
        for payload, _ in BAD_COMMANDS:
            people.command(payload)
        kept = json.dumps({"id": "b8", "type": "acknowledge", "incident": incident, "by": "Sue"})
        people.command(kept, retain=True)
        people.say("carehub/centre/state", '{"online": "perhaps"}')
        for number in [number for _, number in BAD_COMMANDS if number] + ["b8"]:
            assert people.answer(number)["ok"] is False, number
        assert [i["state"] for i in running.incidents() if i["kind"] == "help"] == ["raised"]
        wait(lambda: sum(running.unreadable().values()) == len(BAD_COMMANDS) + 1, "each is counted")
        close(people, carrier, running)


def test_a_flood_of_kinds_does_not_fill_the_log(tmp_path: Path, home: RealBroker, carrier: Carrier) -> None:
    """Somebody sends a thousand commands that are wrong in a thousand ways: the kinds are few all the same."""
    with sue(home.port) as people, hub(tmp_path, home, carrier) as running:
        people.listens(running)
        for number in range(1_000):
            people.send(
                "carehub/e2e/command", json.dumps({"id": f"f{number}", "type": "x" * (number % 50)}) + "!" * number
            )
        people.press()
        carrier.expect(ANNA, "Help button pressed")
        people.until("help", "raised")
        wait(lambda: sum(running.unreadable().values()) == 1_000, "all of them are counted")
        assert len(running.unreadable()) < 20
        close(people, carrier, running)
