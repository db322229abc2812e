"""A visit: a new sensor joins and the running hub hears it; a broken one is replaced, another removed."""

import asyncio
import io
import json
import os
import pty
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from hub.cli import pair
from hub.cli.pair_screen import Screen
from hub.cli.placing import Place
from hub.cli.questions import Wanted
from hub.model.ids import RoomId
from hub.settings import load
from tests.support.broker import RealBroker
from tests.support.command import Begin
from tests.support.home import HOME, LADDER, RunningHub, zigbee
from tests.support.zigbee2mqtt import BUTTON, CONTACT, PLAIN, PLUG, Zigbee2Mqtt

NEW, OLD = "0x00158d0000000001", "0x00158d0000000002"
wait = RunningHub.until
COMMENTED = HOME.replace("[[contacts]]", "# Everybody who may be told.\n[[contacts]]", 1)


@pytest.fixture
def z2m(home: RealBroker) -> Iterator[Zigbee2Mqtt]:
    with Zigbee2Mqtt(home.port) as running:
        yield running


@pytest.fixture
def running(tmp_path: Path, home: RealBroker, z2m: Zigbee2Mqtt) -> Iterator[RunningHub]:
    with RunningHub(tmp_path, zigbee(home.port), home=COMMENTED) as hub:
        wait(lambda: hub.link("zigbee2mqtt") == "up", "the hub hears zigbee2mqtt")
        yield hub


def called(z2m: Zigbee2Mqtt, name: str) -> bool:
    return any(each["friendly_name"] == name for each in z2m.devices.values())


def device(hub: RunningHub, name: str) -> dict[str, Any]:
    [found] = [each for each in hub.ask("devices") if each["name"] == name]
    return dict(found)


def test_a_help_button_joins_gets_its_place_and_its_press_is_an_alarm(
    running: RunningHub, z2m: Zigbee2Mqtt, begin: Begin
) -> None:
    words = ("--name", "Pull cord", "--new-room", "Bath", "--use", "help button", "--json")
    command = begin(running, "pair", *words)
    wait(lambda: z2m.is_open, "the network is open")
    z2m.joins(NEW, BUTTON)
    wait(lambda: called(z2m, "Pull cord"), "it has its name")
    said, also = command.ends_when(lambda: z2m.speaks(NEW, battery=98))
    happened = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    what = [each["what"] for each in happened]
    assert what.count("opened") == 1, "where is free: a device that joins at once may come before the answer is read"
    assert [each for each in what if each != "opened"] == ["joined", "interviewing", "ready", "heard", "closed"]
    assert len(happened) == len(said.splitlines()), "programs read nothing else"
    assert "The hub knows it." in also
    assert "only when pressed" in also and "once a week" in also
    wait(lambda: not z2m.is_open, "the network is closed again")
    [entry] = [each for each in load(running.settings).devices if each.id == NEW]
    assert (entry.name, entry.room, entry.worn_by) == ("Pull cord", "bath", "mary")
    assert "# Everybody who may be told." in running.settings.read_text()
    wait(lambda: device(running, "Pull cord")["battery"] == "98 %", "the hub heard it too")
    z2m.speaks(NEW, action="emergency")
    wait(lambda: [each["room"] for each in running.incidents() if each["kind"] == "help"] == ["bath"], "the alarm")


def test_a_broken_sensor_is_replaced_and_keeps_its_place(running: RunningHub, z2m: Zigbee2Mqtt, begin: Begin) -> None:
    z2m.has(OLD, "Back door", CONTACT)
    running.write(running.settings.read_text() + f'[[devices]]\nid = "{OLD}"\nname = "Back door"\nuse = "door"\n')
    running.reload()
    z2m.speaks(OLD, contact=True)
    wait(lambda: device(running, "Back door")["heard"], "the old one is heard")
    z2m.asleep.add(OLD)
    command = begin(running, "pair", "--replaces", "back door")
    wait(lambda: z2m.is_open, "the network is open")
    z2m.event("device_announce", OLD)
    z2m.joins(NEW, CONTACT)
    wait(lambda: list(z2m.devices) == [NEW] and called(z2m, "Back door"), "it has the old one's name")
    said, _ = command.ends_when(lambda: z2m.speaks(NEW, contact=False))
    assert "Back door is in the settings already." in said, "what only says hello takes nobody's place"
    assert "What was seen before stays its history." in said
    assert "heard: contact open" in said
    [entry] = [each for each in load(running.settings).devices if each.name == "Back door"]
    assert (entry.id, entry.formerly, entry.use) == (NEW, (OLD,), "door")
    wait(lambda: device(running, "Back door")["id"] == NEW and device(running, "Back door")["heard"], "it is heard")
    assert [each for each in running.ask("status")["not in settings"] if each == NEW] == []
    z2m.has(OLD, "mended", CONTACT)
    asked = running.carehub("pair", "--device", "mended", "--name", "Other door", "--use", "door")
    assert (asked.returncode, f'carehub replace "Back door" {OLD}' in asked.stdout) == (1, True)
    back = running.carehub("replace", "Back door", OLD)
    assert (back.returncode, back.stderr) == (0, "")
    wait(lambda: device(running, "Back door")["id"] == OLD, "it is back in its place")


@pytest.mark.parametrize("tells_again", [False, True], ids=["older zigbee2mqtt", "newer zigbee2mqtt"])
def test_one_that_was_left_half_paired_is_asked_again_before_it_gets_its_place(
    running: RunningHub, z2m: Zigbee2Mqtt, begin: Begin, tells_again: bool
) -> None:
    z2m.tells_again = tells_again
    z2m.has(NEW, NEW, CONTACT)
    z2m.devices[NEW].update({"interview_state": "FAILED", "definition": None, "supported": False})
    z2m.list_devices()
    z2m.asleep.add(NEW)
    words = ("pair", "--device", NEW, "--name", "Back door", "--use", "door")
    refused = running.carehub(*words)
    assert (refused.returncode, "the device did not answer the questions" in refused.stderr) == (2, True)
    assert "is asked again" in refused.stdout and "Keep it awake" in refused.stdout
    assert not called(z2m, "Back door")
    z2m.asleep.clear()
    command = begin(running, *words)
    wait(lambda: called(z2m, "Back door"), "it has its name")
    said, _ = command.ends_when(lambda: z2m.speaks(NEW, contact=True))
    asked, told, placed, proved = (
        said.index(words) for words in ("Keep it awake", "MCCGQ11LM (battery), ready", "Make it speak now", "the proof")
    )
    assert asked < told < placed < proved, said
    assert said.count("Keep it awake") == said.count("ready.") == 1, said


def test_rename_replace_and_remove_of_what_is_there(running: RunningHub, z2m: Zigbee2Mqtt) -> None:
    z2m.has(OLD, "Kettle", PLUG)
    z2m.has(NEW, NEW, PLUG)
    running.write(running.settings.read_text() + f'[[devices]]\nid = "{OLD}"\nname = "Kettle"\nuse = "kettle"\n')
    renamed = running.carehub("rename", "Kettle", "Tea / kettle")
    assert (renamed.returncode, renamed.stderr) == (0, "")
    assert called(z2m, "Tea kettle"), "a slash would be another topic"
    assert device(running, "Tea / kettle")["id"] == OLD
    assert running.carehub("replace", "Tea / kettle", NEW).returncode == 0
    assert list(z2m.devices) == [NEW]
    assert device(running, "Tea / kettle")["id"] == NEW
    z2m.asleep.add(NEW)
    refused = running.carehub("remove", "tea / kettle")
    assert refused.returncode == 2
    assert "--force" in refused.stderr
    assert device(running, "Tea / kettle")["id"] == NEW, "nothing has changed"
    assert running.carehub("remove", "tea / kettle", "--force").returncode == 0
    assert list(z2m.devices) == []
    assert [each["name"] for each in running.ask("devices")] == ["Mary's pendant", "Hall motion"]
    wait(lambda: not {OLD, NEW} & set(running.ask("status")["not in settings"]), "who has left is no stranger")
    for words in (("remove", "Mary's pendant"), ("replace", "Hall motion", "Mary's pendant")):
        kept = running.carehub(*words)
        assert (kept.returncode, "--yes" in kept.stderr) == (2, True), "nobody loses a help button by a slip"
        assert "the last one of this home" in kept.stderr


def test_a_person_is_asked_and_ctrl_c_closes_the_network(running: RunningHub, z2m: Zigbee2Mqtt, begin: Begin) -> None:
    terminal, other = pty.openpty()
    command = begin(running, "pair", terminal=other)
    wait(lambda: z2m.is_open, "the network is open")
    z2m.joins(NEW, CONTACT)
    os.write(terminal, b"y\nBack door\n1\nGarden\ny\n")
    wait(lambda: called(z2m, "Back door"), "it has its name")
    z2m.speaks(NEW, contact=True)
    wait(lambda: device(running, "Back door")["heard"], "it is heard")
    assert z2m.is_open, "others may still join"
    os.write(terminal, b"y\n")
    z2m.joins(OLD, BUTTON)
    wait(lambda: OLD in z2m.devices, "another one joins")
    command.signal()
    command.ends(1, 130)
    wait(lambda: not z2m.is_open, "the network is closed again")
    [entry] = [each for each in load(running.settings).devices if each.id == NEW]
    rooms = {room.id: room for room in load(running.settings).rooms}
    room = rooms[entry.room or RoomId("")]
    assert (entry.use, room.name, room.exit) == ("door", "Garden", True)
    os.close(terminal)
    os.close(other)


def test_what_cannot_be_done_is_said_before_anybody_resets_a_device(running: RunningHub, z2m: Zigbee2Mqtt) -> None:
    named = ("pair", "--name", "X", "--use", "smoke")
    for words, says in (
        (("pair",), "nobody is there to be asked"),
        (("pair", "--name", "X"), "--use says"),
        ((*named, "--room", "Cellar"), "There are: Hall. A new one: --new-room"),
        ((*named, "--worn-by", "Sue"), "There are: Mary S"),
        (("pair", "--replaces", "Sue"), "There are: Mary's pendant, Hall motion"),
        ((*named, "--device", "nothing"), "lists no device"),
        (("remove", "nothing"), "neither the settings nor zigbee2mqtt"),
    ):
        done = running.carehub(*words)
        assert done.returncode == 2
        assert says in done.stderr, done.stderr
    assert z2m.requests == [] or {what for what, _ in z2m.requests} == {"health_check"}


def test_a_device_that_cannot_do_it_is_not_written(running: RunningHub, z2m: Zigbee2Mqtt) -> None:
    z2m.has(NEW, "Door", CONTACT)
    before = running.settings.read_text()
    unfit = running.carehub("pair", "--device", "Door", "--name", "Alarm", "--use", "smoke")
    assert unfit.returncode == 2
    assert "cannot serve as smoke: it cannot tell smoke. It can tell: battery, contact" in unfit.stderr
    assert running.settings.read_text() == before


def test_a_new_device_that_gets_no_place_is_not_left_without_a_word(
    running: RunningHub, z2m: Zigbee2Mqtt, begin: Begin
) -> None:
    command = begin(running, "pair", "--name", "Bad", "--use", "smoke")
    wait(lambda: z2m.is_open, "the network is open")
    z2m.joins(NEW, CONTACT)
    said, trouble = command.ends(2)
    assert "The network is closed." in said
    assert "cannot serve as smoke" in trouble
    assert f"stays in zigbee2mqtt. Give it a place: carehub pair --device {NEW} --use door." in trouble
    assert f"Or take it out: carehub remove {NEW}." in trouble
    wait(lambda: not z2m.is_open, "the network is closed again")
    assert list(z2m.devices) == [NEW]
    assert running.carehub("remove", NEW).returncode == 0
    assert list(z2m.devices) == []


def test_without_a_hub_and_without_a_zigbee2mqtt(tmp_path: Path, home: RealBroker, begin: Begin) -> None:
    hub = RunningHub(tmp_path, zigbee(home.port), ladder=LADDER)
    with Zigbee2Mqtt(home.port) as z2m:
        z2m.has(NEW, "Door", CONTACT)
        command = begin(hub, "pair", "--device", "Door", "--name", "Back door", "--use", "door")
        wait(lambda: called(z2m, "Back door"), "it has its name")
        said, _ = command.ends_when(lambda: z2m.speaks(NEW, contact=True))
        assert "No hub is running: it reads the settings when it starts." in said
        z2m.say("bridge/state", {"state": "offline"}, retain=True)
        z2m.peer.say("the broker has", "all of it")
    away = hub.carehub("rename", "Back door", "Garden door")
    assert "zigbee2mqtt says that it is offline" in away.stderr
    assert "systemctl status zigbee2mqtt" in away.stderr
    home.kill()
    gone = hub.carehub("remove", "Garden door")
    assert (gone.returncode, "the broker cannot be reached" in gone.stderr) == (2, True)
    assert [each.name for each in load(hub.settings).devices][-1] == "Garden door"


def test_a_plain_button_calls_and_a_name_belongs_to_one_device(
    running: RunningHub, z2m: Zigbee2Mqtt, begin: Begin
) -> None:
    z2m.has(NEW, "Round button", PLAIN)
    taken = running.carehub("pair", "--device", "Round button", "--name", "mary's Pendant", "--use", "help button")
    assert (taken.returncode, 'another device is called "Mary\'s pendant"' in taken.stderr) == (2, True)
    command = begin(running, "pair", "--device", "Round button", "--name", 'Bed "call"', "--use", "help button")
    wait(lambda: called(z2m, 'Bed "call"'), "it has its name")
    said, _ = command.ends_when(lambda: z2m.speaks(NEW, action="single"))
    assert "Every press of it calls for help" in said
    wait(lambda: [each for each in running.incidents() if each["kind"] == "help"], "the alarm")
    again = running.carehub("rename", 'Bed "call"', "Hall motion")
    assert (again.returncode, "already" in again.stderr) == (2, True)
    programs = running.carehub("pair", "--json")
    assert (programs.returncode, programs.stdout) == (2, "")


def test_two_commands_at_once_do_not_undo_each_other(running: RunningHub, z2m: Zigbee2Mqtt, begin: Begin) -> None:
    command = begin(running, "pair", "--name", "Kettle", "--use", "kettle")
    wait(lambda: z2m.is_open, "the network is open")
    second = running.carehub("rename", "Hall motion", "Stairs motion")
    assert (second.returncode, "another program" in second.stderr) == (2, True)
    command.signal()
    command.ends(130)
    wait(lambda: not z2m.is_open, "the network is closed again")
    assert running.carehub("rename", "Hall motion", "Stairs motion").returncode == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_it_stops_also_where_a_shell_left_signals_ignored(
    running: RunningHub, z2m: Zigbee2Mqtt, begin: Begin, number: signal.Signals
) -> None:
    """As under nohup, or behind an `&` in a script: a child inherits what its parent ignores."""
    before = {each: signal.signal(each, signal.SIG_IGN) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        command = begin(running, "pair", "--name", "Kettle", "--use", "kettle")
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
    wait(lambda: z2m.is_open, "the network is open")
    command.signal(number)
    assert "Stopped." in command.ends(130)[1]
    wait(lambda: not z2m.is_open, "the network is closed again")


def test_who_joined_before_the_time_was_up_is_asked_about_after_it(
    tmp_path: Path,
    home: RealBroker,
    z2m: Zigbee2Mqtt,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    hub = RunningHub(tmp_path, zigbee(home.port))
    answers = "y\nBack door\ndoor\nno room\n", "y\nLarder\ndoor\nno room\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(answers)))
    monkeypatch.setattr(pair, "HEARD_WITHIN", 3.0)  # longer than the network is open: it closes meanwhile

    def two_join() -> None:
        wait(lambda: z2m.is_open, "the network is open")
        z2m.joins(NEW, CONTACT)
        z2m.joins(OLD, CONTACT)

    visitors = threading.Thread(target=two_join)
    visitors.start()
    visit = pair.Visit(Place(hub.settings, load(hub.settings)), Wanted(), Screen(as_json=False))
    try:
        assert asyncio.run(visit.new(2.5 / 60)) is False, "neither was heard"
    finally:
        visitors.join()
    said = capsys.readouterr().out
    assert said.index("The network is closed.") < said.index("Its name", said.index("has not been heard yet"))
    assert [each.name for each in load(hub.settings).devices[-2:]] == ["Back door", "Larder"]


def test_what_is_said_once_a_wait_is_over_does_not_start_it_again(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr("hub.cli.pair_screen.Console", lambda **_: Console(file=out, force_terminal=True))
    screen = Screen(as_json=False)
    with screen.waiting():
        screen.say("It is asked again.")
    shown = out.getvalue()
    screen.say("Make it speak now.")
    assert shown and out.getvalue() == shown
