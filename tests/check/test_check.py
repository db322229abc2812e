"""`carehub check` against a real broker, a stateful carrier and a real disk."""

import json
import os
import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hub.check import exit_code
from hub.check_disk import room
from tests.check.checked_home import Home, closed_port, keep, line
from tests.support.broker import RealBroker, broker
from tests.support.carrier import TOKEN, Carrier


@pytest.fixture(scope="module")
def shipped() -> Iterator[RealBroker]:
    """A broker with the settings that carehub ships, where zigbee2mqtt is online and a centre listens."""
    with broker(shipped=True) as running:
        keep(running, "zigbee2mqtt/bridge/state", '{"state":"online"}')
        keep(running, "carehub/centre/state", '{"online": true}')
        yield running


def test_two_ways_out_and_all_well(home: Home, shipped: RealBroker) -> None:
    with Carrier() as carrier:
        lines = home.broker(shipped.url).centre(shipped.url).texts(carrier.url).lines(live=True)
    assert line(lines, "broker", "It kept all of 1100 messages").ok == "ok"
    assert line(lines, "zigbee2mqtt", "It is online.").ok == "ok"
    assert [each for each in lines if each.what == "zigbee2mqtt" and each.ok != "ok"] == [], "it did not say how it is"
    assert line(lines, "centre", "the centre listens").ok == "ok"
    assert line(lines, "texts", "Twilio accepts us; 20.00 GBP are left.").ok == "ok"
    assert line(lines, "ways out", "by text messages and by the centre, but all by one broadband line.").ok == "warn"
    assert [each.what for each in lines][-1] == "ways out"
    assert exit_code(lines) == 0


def test_the_demo_s_console_is_no_way_out(home: Home) -> None:
    lines = home.lines()
    assert line(lines, "texts", "nobody's phone rings").ok == "warn"
    assert line(lines, "ways out", "NO way out").ok == "bad"
    assert exit_code(lines) == 1


def test_one_way_out(home: Home) -> None:
    lines = home.texts().lines()
    assert line(lines, "texts", "whether Twilio takes them was not asked").ok == "ok"
    assert line(lines, "ways out", "ONE way out (text messages)").ok == "warn"
    assert exit_code(lines) == 0


def test_without_live_the_provider_is_not_asked(home: Home) -> None:
    with Carrier() as carrier:
        home.texts(carrier.url).lines()
        assert carrier.requests == []


def test_one_of_two_ways_broken(home: Home) -> None:
    with closed_port() as port:
        lines = home.texts().centre(f"mqtt://127.0.0.1:{port}").lines()
    assert line(lines, "centre", "refused").ok == "bad"
    assert line(lines, "ways out", "ONE way out (text messages)").ok == "warn"
    assert exit_code(lines) == 0


def test_a_broker_that_is_not_there(home: Home) -> None:
    with closed_port() as port:
        lines = home.texts().broker(f"mqtt://127.0.0.1:{port}").lines()
    assert line(lines, "broker", "Connection refused").ok == "bad"
    assert line(lines, "ways out", "No alarm is raised without: broker.").ok == "bad"
    assert exit_code(lines) == 1


def test_a_broker_that_never_answers(home: Home) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        began = time.monotonic()
        lines = home.texts().broker(f"mqtt://127.0.0.1:{silent.getsockname()[1]}").lines()
    assert line(lines, "broker", "no answer in 3 s").ok == "bad"
    assert time.monotonic() - began < 20, "it would hold us up for ever"


def test_a_stock_broker_is_noticed(home: Home) -> None:
    with broker() as stock:
        lines = home.texts().broker(stock.url).lines()
    found = line(lines, "broker", "of 1100 messages for a hub that is off it kept 1000; the rest is lost.")
    assert found.ok == "warn"
    assert "max_queued_messages 0" in found.do


def test_a_broker_that_lets_us_try_nothing(home: Home) -> None:
    with broker(acl="topic read zigbee2mqtt/#\n") as strict:
        lines = home.texts().broker(strict.url).lines()
    assert line(lines, "broker", "does not let us try").ok == "warn"


def test_a_broker_that_refuses_the_password(home: Home) -> None:
    with broker(passwords={"carehub": "right"}) as strict:
        user = 'user = "carehub"\npassword = { env = "TOKEN" }\n'
        lines = home.texts().broker(strict.url, user).lines()
    assert line(lines, "broker", "Not authorized").ok == "bad"


def test_a_hub_that_runs_keeps_its_session(home: Home) -> None:
    with broker() as fresh:
        home.broker(fresh.url).centre(fresh.url).lines()
        names = set(re.findall(r"new client connected from \S+ as (\S+)", fresh.log.lower()))
    assert names == {"carehub-hub-0042-check", "carehub-hub-0042-check-sender"}


@pytest.mark.parametrize("payload", ["offline", '{"state":"offline"}', "?"])
def test_zigbee2mqtt_offline(home: Home, payload: str) -> None:
    with broker(shipped=True) as running:
        keep(running, "zigbee2mqtt/bridge/state", payload)
        lines = home.texts().broker(running.url).lines()
    assert line(lines, "zigbee2mqtt", "offline").ok == "bad"
    assert exit_code(lines) == 1


WELL_SET: dict[str, Any] = {
    "availability": {"enabled": True},
    "advanced": {"last_seen": "ISO_8601"},
    "device_options": {"qos": 1},
}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({}, []),
        ({"availability": {"enabled": False}}, ["availability is off: a plug that dies is noticed after hours"]),
        ({"advanced": {"last_seen": "disable"}}, ["old news cannot be told from new"]),
        ({"device_options": {}}, ["a press can get lost between zigbee2mqtt and the broker"]),
        ({"availability": None, "device_options": {"qos": 0}}, ["availability is off", "a press can get lost"]),
    ],
)
def test_what_an_installer_must_switch_on_in_zigbee2mqtt(home: Home, change: dict[str, Any], says: list[str]) -> None:
    """The real message is long: it carries the schema of its settings, before or after them."""
    info = {"version": "2.14.1", "config_schema": "x" * 150_000, "config": {**WELL_SET, **change}}
    with broker(shipped=True) as running:
        keep(running, "zigbee2mqtt/bridge/state", '{"state":"online"}')
        keep(running, "zigbee2mqtt/bridge/info", json.dumps(info))
        lines = home.texts().broker(running.url).lines()
    assert line(lines, "zigbee2mqtt", "It is online.").ok == "ok"
    for each in says:
        found = line(lines, "zigbee2mqtt", each)
        assert (found.ok, "configuration.yaml" in found.do) == ("warn", True)
    assert len([each for each in lines if each.what == "zigbee2mqtt"]) == 1 + len(says)
    assert exit_code(lines) == 0, "an alarm gets out all the same"


def test_an_info_of_zigbee2mqtt_that_cannot_be_read_is_told(home: Home) -> None:
    with broker(shipped=True) as running:
        keep(running, "zigbee2mqtt/bridge/info", "nonsense")
        lines = home.texts().broker(running.url).lines()
    assert line(lines, "zigbee2mqtt", "How it is set up cannot be read").ok == "warn"


@pytest.mark.parametrize(
    ("payload", "says"),
    [('{"online": false}', "nobody listens"), ("?", "nobody listens"), ("", "nobody has ever said that they listen")],
)
def test_a_centre_where_nobody_listens(home: Home, payload: str, says: str) -> None:
    with broker() as running:
        if payload:
            keep(running, "carehub/centre/state", payload)
        lines = home.centre(running.url).lines()
    assert line(lines, "centre", says).ok == "bad"
    assert exit_code(lines) == 1


def test_a_centre_that_is_not_agreed(home: Home) -> None:
    lines = home.centre("mqtt://127.0.0.1:9").with_("[consent]\nfalls = { agreed = false }\n").texts().lines()
    assert line(lines, "centre", "[consent] does not agree to the centre").ok == "warn"
    assert line(lines, "ways out", "ONE way out (text messages)").ok == "warn"


def test_secrets_that_are_not_there(home: Home) -> None:
    home.texts().with_("").broker("mqtt://127.0.0.1:9", 'password = { file = "/nowhere/mqtt" }\n')
    home.added = home.added.replace('{ env = "TOKEN" }', '{ env = "CAREHUB_NOBODY" }')
    lines = home.lines()
    assert line(lines, "texts", 'The secret is not there: env "CAREHUB_NOBODY"').ok == "bad"
    assert line(lines, "broker", "The secret is not there: /nowhere/mqtt").ok == "bad"


def test_a_secret_that_everybody_can_read(home: Home, tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text(TOKEN)
    home.texts()
    home.added = home.added.replace('{ env = "TOKEN" }', f'{{ file = "{token}" }}')
    token.chmod(0o644)
    assert line(home.lines(), "secrets", "can be read by others").do == f"chmod 600 {token}"
    token.chmod(0o600)
    assert not [each for each in home.lines() if each.what == "secrets"]


def test_an_agreement_to_look_at_again(home: Home) -> None:
    past = '[consent]\nfalls = { agreed = true, by = "resident", on = 2020-01-01, review = 2020-07-01 }\n'
    assert line(home.with_(past).lines(), "consent", "looked at again on 2020-07-01").ok == "warn"


def test_the_clock(home: Home) -> None:
    assert line(home.lines(), "clock", "The time is right: a test vouches.").ok == "ok"
    assert line(home.lines(vouched=""), "clock", "Nobody vouches for the time").ok == "warn"


def test_a_data_folder_that_will_be_made(home: Home) -> None:
    assert line(home.texts().lines(), "data folder", "will be made").ok == "ok"
    assert not home.data.exists()


def test_a_data_folder_that_is_there_stays_as_it_was(home: Home) -> None:
    home.data.mkdir()
    assert line(home.texts().lines(), "data folder", "can be written").ok == "ok"
    assert list(home.data.iterdir()) == []


def test_a_data_folder_that_is_a_file(home: Home) -> None:
    home.data.write_text("")
    lines = home.texts().lines()
    assert line(lines, "data folder", "is not a folder").ok == "bad"
    assert exit_code(lines) == 1


def test_a_data_folder_that_cannot_be_written(home: Home) -> None:
    home.data = Path(f"/proc/{os.getpid()}/carehub")
    lines = home.texts().lines()
    assert line(lines, "data folder", "cannot be written").ok == "bad"
    assert exit_code(lines) == 1


def test_the_disk(home: Home) -> None:
    assert line(home.lines(), "disk", "MB are free").what == "disk"


@pytest.mark.parametrize(
    ("free", "read_only", "ok"),
    [(10**10, False, "ok"), (10**10, True, "bad"), (10**8, False, "warn"), (10**7, False, "bad")],
)
def test_room_on_the_disk(free: int, read_only: bool, ok: str) -> None:
    assert room(Path("/var/lib/carehub"), free, read_only).ok == ok
