"""Which hours a device was heard in: counted once each night, whole without the journal, and never twice."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from hub.core.state import Facts
from hub.model.events import Reported, Said
from hub.shell.reader import Reader
from hub.shell.store import Row, Store
from tests.shell.store_samples import NOON, at

NOTHING = Facts()
NAMES = {"zigbee2mqtt/hall motion": "0xhall", "zigbee2mqtt/pendant": "0xbutton"}
HOUR = timedelta(hours=1)
LAST = at(40 * 86_400)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(tmp_path)
    yield store
    store.close()


def spoke(name: str, when: datetime, **given: object) -> Reported:
    event = Reported(at=when, source="zigbee2mqtt", name=name, said=(Said("motion", True),))
    return structs.replace(event, **given)


def hours(store: Store | Reader, *devices: str) -> dict[datetime, int]:
    found = store.heard(devices, at(-86_400), LAST, store.uncounted())
    return {hour: number for hour, number in found.cells.items() if number}


def count(store: Store) -> int:
    return asyncio.run(store.count_hours(NAMES))


def test_hours_are_counted_once_and_outlive_the_journal(store: Store) -> None:
    events = [spoke("hall motion", at(600 * n)) for n in range(30)]
    store.commit([Row(n, event) for n, event in enumerate(events, 1)], NOTHING, NOTHING, ())
    assert (count(store), count(store)) == (30, 0)
    store.commit([Row(31, spoke("hall motion", at(18_000)))], NOTHING, NOTHING, ())
    assert count(store) == 1
    whole = NOON.replace(minute=0, second=0, microsecond=0)
    expected = {whole + n * HOUR: 6 for n in range(5)} | {whole + 5 * HOUR: 1}
    assert hours(store, "0xhall") == expected
    store.baseline(31, at(18_001), b"all")
    assert store.cut(LAST) == 31
    assert hours(store, "0xhall") == expected
    assert hours(store, "0xbutton") == {}


def test_what_no_night_has_counted_is_read_from_the_journal(store: Store, tmp_path: Path) -> None:
    store.commit([Row(1, spoke("0xhall", at(0)))], NOTHING, NOTHING, ())
    count(store)
    store.commit([Row(2, spoke("0xhall", at(5)))], NOTHING, NOTHING, ())
    reader = Reader(tmp_path)
    assert list(hours(reader, "0xhall").values()) == [2]
    reader.close()


def test_the_place_of_a_broken_one_has_its_hours(store: Store) -> None:
    store.commit([Row(1, spoke("old", at(0))), Row(2, spoke("new", at(1)))], NOTHING, NOTHING, ())
    assert list(hours(store, "new", "old").values()) == [2]


def test_what_the_broker_remembers_is_no_word_of_the_device_and_a_late_word_counts_when_it_was_said(
    store: Store,
) -> None:
    events = [
        spoke("0xhall", at(0), retained=True),
        spoke("0xhall", at(7200), seen=at(0)),
        spoke("0xhall", at(0), seen=at(9999)),
    ]
    store.commit([Row(n, event) for n, event in enumerate(events, 1)], NOTHING, NOTHING, ())
    count(store)
    assert list(hours(store, "0xhall").items()) == [(NOON.replace(minute=0, second=0, microsecond=0), 2)]


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(st.sampled_from(["0xa", "0xb"]), st.integers(0, 5 * 24), st.booleans()), max_size=60),
)
def test_as_a_plain_count_however_often_it_is_counted(
    tmp_path_factory: pytest.TempPathFactory, said: list[tuple[str, int, bool]]
) -> None:
    store = Store.open(tmp_path_factory.mktemp("heard"))
    plain: Counter[tuple[str, datetime]] = Counter()
    begun = NOON.replace(minute=0, second=0, microsecond=0)
    for n, (device, hour, night) in enumerate(said, 1):
        event = spoke(device, begun + hour * HOUR + timedelta(seconds=n))
        store.commit([Row(n, event)], NOTHING, NOTHING, ())
        plain[device, begun + hour * HOUR] += 1
        if night:
            count(store)
    for device in ("0xa", "0xb"):
        assert hours(store, device) == {hour: number for (one, hour), number in plain.items() if one == device}
    store.close()
