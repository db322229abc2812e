"""What `carehub status` and `carehub devices` are told: rooms, hours, promises, and what each loss would cost."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from msgspec import structs

from hub.cli.showing import device_row, lines, loss, room_row, watch_row, why
from hub.core.home import Home
from hub.core.state import DeviceState, World
from hub.model.effects import SpanChanged
from hub.model.events import Listed
from hub.model.ids import DeviceId, EffectKey, RoomId
from hub.shell.answers import devices, hours, sight, strangers
from hub.shell.spans import change
from hub.shell.store import Store
from tests.core.samples import DEVICES, at, settings

NOW = at("12:00", day=1)
REPLACED = structs.replace(DEVICES[3], id=DeviceId("new"), formerly=(DeviceId("kitchen-pir"),))
THERE = settings(devices=(*DEVICES[:3], REPLACED, *DEVICES[4:]))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    kept = Store.open(tmp_path)
    yield kept
    kept.close()


def spans(store: Store, subject: str, *changes: tuple[str, datetime]) -> None:
    for number, (status, when) in enumerate(changes):
        changed = SpanChanged(
            key=EffectKey(f"{subject}/{number}"), at=when, subject=subject, status=status, because="so"
        )
        with store._disk.writing() as conn:
            change(conn, changed)


def test_the_hours_of_a_room_are_those_of_its_sensors_and_of_those_before_them(store: Store) -> None:
    spans(store, "device:kitchen-pir", ("seen", at("00:00")), ("late", at("16:00")), ("lost", at("18:00")))
    spans(store, "device:new", ("seen", at("20:00")))
    cells = hours(store, Home(THERE), NOW)[RoomId("kitchen")]
    assert cells == ("seen",) * 6 + ("not seen",) * 2 + ("seen",) * 16
    assert hours(store, Home(THERE), NOW)[RoomId("hall")] == ("not seen",) * 24


def test_while_the_hub_or_the_way_in_was_down_nothing_was_seen(store: Store) -> None:
    spans(store, "device:new", ("seen", at("00:00")))
    spans(store, "hub", ("up", at("00:00")), ("down", at("13:30")), ("up", at("15:00")))
    spans(store, "link:zigbee2mqtt", ("up", at("00:00")), ("down", at("11:00", day=1)))
    spans(store, "link:bluetooth", ("down", at("00:00")))
    cells = hours(store, Home(THERE), NOW)[RoomId("kitchen")]
    assert cells == ("seen", "partly", "not seen") + ("seen",) * 20 + ("not seen",)


def world() -> World:
    known = DeviceState(
        status="seen", since=at("08:00"), quiet_from=NOW, heard=NOW, interval=600.0, watched=4 * 86400.0,
        levels={"battery": 81.0},
    )  # fmt: skip
    listed = Listed(name="pendant", address=DeviceId("pendant"), model="SOS-1")
    every = {d.id: known for d in THERE.devices if d.id != "radar"}
    return World(devices=every, listed={listed.address: listed}, names={"zigbee2mqtt/pendant": listed.address})


def test_a_device_says_how_it_is_heard_how_soon_it_is_missed_and_what_it_costs() -> None:
    rows = {row["id"]: row for row in devices(world(), THERE)}
    new = rows["new"]
    assert (new["reach"], new["usual gap"], new["noticed within"], new["battery"]) == ("heard", 600, "2 h", "81 %")
    assert new["formerly"] == ["kitchen-pir"] and new["costs"] == "Nobody is seen in the kitchen."
    assert (rows["pendant"]["model"], rows["pendant"]["noticed within"]) == ("SOS-1", "4 h")
    assert rows["pendant"]["promise"].startswith("speaks only when pressed")
    assert (rows["radar"]["status"], rows["radar"]["reach"], rows["radar"]["noticed within"]) == (
        "new", "not heard yet", None,
    )  # fmt: skip


def test_what_a_person_reads_of_a_device() -> None:
    rows = {row["id"]: row for row in devices(world(), THERE)}
    shown = device_row(rows["new"])
    assert (shown["reach"], shown["usual gap"], why(rows["new"])) == ("heard", 600, "")
    says = "Kitchen motion (formerly kitchen-pir): Nobody is seen in the kitchen. Noticed within 2 h."
    assert loss(rows["new"]) == says
    assert "press it once a week" not in loss(rows["pendant"]), "it has shown that it reports by itself"
    assert loss(rows["radar"]).endswith("It speaks only when somebody falls, as far as we know: test it once a week.")
    assert why(rows["radar"]) == "Bedroom radar: not heard yet since it was set up"
    low = {**rows["new"], "battery": "low"}
    assert why(low) == "Kitchen motion: its battery is low"
    assert why({**low, "faulty": True}) == "Kitchen motion: says that it is faulty"
    assert why({**low, "reach": "lost", "because": "has fallen silent"}) == "Kitchen motion: lost, has fallen silent"
    assert device_row(rows["radar"])["heard"] == "never"


def test_the_map_and_what_a_person_reads_of_it(store: Store) -> None:
    spans(store, "device:new", ("seen", at("20:00")))
    answer = sight(world(), THERE, store, NOW)
    kitchen = next(row for row in answer["rooms"] if row["room"] == "Kitchen")
    assert (kitchen["state"], kitchen["sensors"]) == ("seen", ["Kitchen motion"])
    assert room_row(kitchen)["cells"] == "." * 8 + "#" * 16
    falls = next(row for row in answer["watches for"] if row["what"] == "falls")
    assert (falls["state"], watch_row(falls)["told"]) == ("not proven yet", "Bedroom radar: not heard yet")
    assert room_row({**kitchen, "hours": None})["cells"] == "unknown"


def test_plain_lines() -> None:
    assert list(lines("links", {"broker": "up"})) == ["links:", "  broker: up"]
    assert list(lines("devices lost", [])) == ["devices lost: none"]


def test_a_link_that_only_the_hub_needs_is_not_shown() -> None:
    links = {"zigbee2mqtt": "down: it does not answer", "zigbee2mqtt health": "up"}
    assert list(lines("links", links)) == ["links:", "  zigbee2mqtt: down: it does not answer"]


def test_a_stranger_is_one_that_is_there_and_has_no_place() -> None:
    """Who was replaced or removed is gone: nobody need look for it."""
    heard = DeviceState(status="seen", since=NOW, quiet_from=NOW)
    removed, new, named = DeviceId("0xold"), DeviceId("0xnew"), DeviceId("Kettle")
    there = dict.fromkeys((REPLACED.id, *REPLACED.formerly, removed, new, named), heard)
    known = World(devices=there)
    assert strangers(known, THERE) == sorted([new, removed, named]), "nobody has said which devices there are"
    listed = structs.replace(
        known, listed_sources=frozenset({"zigbee2mqtt"}), listed={new: Listed(address=new, name=named)},
        names={"zigbee2mqtt/Kettle": new},
    )  # fmt: skip
    assert strangers(listed, THERE) == sorted([new, named])
    assert strangers(structs.replace(listed, listed_sources=frozenset({"topics"})), THERE) == strangers(known, THERE)
