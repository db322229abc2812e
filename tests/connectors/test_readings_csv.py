"""Recorded homes, with everything that is wrong with them."""

import gzip
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from connectors.readings_csv import SOURCE, Sensor, is_csv, read, read_whole, sensors
from connectors.readings_written import write
from hub.model.errors import CarehubError
from hub.model.events import Event, Reported, Said, Tick
from hub.model.household import Detection, Device, Hub, Inactivity, Liveness, Settings, Wandering
from hub.model.ids import DeviceId, RoomId

LONDON = "Europe/London"
HOUR = timedelta(hours=1)
HOME = Settings(
    hub=Hub(id="hub-1", timezone=LONDON),
    residents=(),
    devices=(Device(id=DeviceId('a "b", c'), name="a", use="motion", room=RoomId("hall")),),
    detectors=Detection(
        inactivity=Inactivity(
            limit=HOUR, away_after_door=HOUR, home_again_after=HOUR, night_limit=HOUR, night="22:00-07:00"
        ),
        wandering=Wandering(hours="23:00-06:00", back_within=HOUR),
        liveness=Liveness(life_saving=HOUR, mains=HOUR, battery=HOUR, most=HOUR, intervals=3, learn_after=3),
    ),
)
HEAD = "timestamp,sensor,kind,room,value\n"


class Recording:
    """A file, what was read from it, and what was said about it."""

    def __init__(self, folder: Path, text: str, name: str = "home.csv") -> None:
        self.path = folder / name
        data = text.encode()
        self.path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
        self.warnings: list[str] = []

    def read(self) -> list[Reported]:
        events = list(read(self.path, LONDON, self.warnings.append))
        assert all(isinstance(event, Reported) for event in events)
        return [event for event in events if isinstance(event, Reported)]

    def times(self) -> list[str]:
        return [f"{event.at:%H:%M:%S}" for event in self.read()]


def rows(*lines: str) -> str:
    return HEAD + "".join(f"{line}\n" for line in lines)


def test_a_row_is_a_reading(tmp_path: Path) -> None:
    recording = Recording(tmp_path, rows("2026-01-05 07:30:01.500,Kitchen PIR,motion,kitchen,ON"))
    at = datetime(2026, 1, 5, 7, 30, 1, 500_000, tzinfo=UTC)
    assert recording.read() == [
        Reported(at=at, source=SOURCE, name="Kitchen PIR", said=(Said("motion", True),), seen=at)
    ]
    assert recording.warnings == []


@pytest.mark.parametrize("name", ["home.csv", "home.csv.gz"])
def test_plain_and_packed_with_or_without_a_header(tmp_path: Path, name: str) -> None:
    row = "2026-01-05 07:30:00,a,motion,hall,ON"
    assert len(Recording(tmp_path, rows(row), name).read()) == 1
    assert len(Recording(tmp_path, row + "\n", name).read()) == 1
    assert len(Recording(tmp_path, "\ufeff" + rows(row), name).read()) == 1


@pytest.mark.parametrize(("kind", "value", "said"), [
    ("contact", "ON", Said("contact", True)), ("contact", "OFF", Said("contact", False)),
    ("contact", "open", Said("contact", True)), ("activity", "begin", Said("activity", True)),
    ("activity", "end", Said("activity", True)), ("activity", "OFF", Said("activity", False)),
    ("motion", "end", Said("motion", False)), ("motion", "1", Said("motion", True)),
    ("motion", "0", Said("motion", False)), ("temperature", "21.5", Said("temperature", 21.5)),
    ("power", "1800", Said("power", 1800.0)), ("power", "ON", Said("power", True)),
    ("Light_Switch", "ON", Said("light_switch", True)), ("carbon_monoxide", "ON", Said("carbon monoxide", True)),
    ("door", "OPEN", Said("contact", True)), ("Door", "CLOSE", Said("contact", False)),
    ("light", "ON", Said("light_switch", True)), ("motion", "detected", Said("motion", True)),
    ("bed", "vacant", Said("bed", False)), ("battery_low", "ON", Said("battery low", True)),
    ("help", "emergency", Said("help", "emergency")), ("help", "ON", Said("help", "ON")),
    ("help", "OFF", Said("heard", True)), ("smoke", "true", Said("smoke", True)),
])  # fmt: skip
def test_what_kinds_and_values_mean(tmp_path: Path, kind: str, value: str, said: Said) -> None:
    recording = Recording(tmp_path, rows(f"2026-01-05 07:30:00,a,{kind},hall,{value}"))
    assert [event.said for event in recording.read()] == [(said,)]
    assert recording.warnings == []


def test_an_unknown_kind_counts_as_activity_and_is_told_once(tmp_path: Path) -> None:
    recording = Recording(
        tmp_path, rows("2026-01-05 07:30:00,a,item_motion,hall,ON", "2026-01-05 07:31:00,a,item_motion,hall,OFF")
    )
    assert [event.said for event in recording.read()] == [(Said("activity", True),), (Said("activity", False),)]
    assert recording.warnings == ["home.csv, line 2: unknown kind 'item_motion' counts as activity"]


@pytest.mark.parametrize("kind", ["light", "lux", "rssi", "electricity"])
def test_what_measures_all_day_is_no_activity(tmp_path: Path, kind: str) -> None:
    values = ("17", "1", "0", "140.5", "-60")
    recording = Recording(tmp_path, rows(*(f"2026-01-05 07:3{n}:00,a,{kind},hall,{v}" for n, v in enumerate(values))))
    assert [event.said for event in recording.read()] == [(Said("heard", True),)] * 5
    assert recording.warnings == [f"home.csv, line 2: {kind!r} tells numbers: taken as a measurement, not as activity"]


@pytest.mark.parametrize(("kind", "said"), [("item", "activity"), ("light", "light_switch")])
def test_a_kind_that_also_measures_still_tells_what_is_switched(tmp_path: Path, kind: str, said: str) -> None:
    values = ("1", "0", "ON", "55", "1", "OFF")
    recording = Recording(tmp_path, rows(*(f"2026-01-05 07:3{n}:00,a,{kind},hall,{v}" for n, v in enumerate(values))))
    measured = Said("heard", True)
    assert [event.said[0] for event in recording.read()] == [
        Said(said, True), Said(said, False), Said(said, True), measured, measured, Said(said, False),
    ]  # fmt: skip


def test_blanks_around_a_cell_are_nothing(tmp_path: Path) -> None:
    plain = Recording(tmp_path, rows("2026-01-05 07:30:00,a,motion,hall,ON"), "plain.csv").read()
    assert Recording(tmp_path, rows(" 2026-01-05 07:30:00 , a , motion , hall , ON ")).read() == plain


@pytest.mark.parametrize("bad", [
    "nonsense", "2026-01-05 07:30:00,a,motion,hall", "2026-01-05 07:30:00,a,motion,hall,ON,more",
    "yesterday,a,motion,hall,ON", "2026-13-05 07:30:00,a,motion,hall,ON", "2026-01-05 07:30:00,a,motion,hall,perhaps",
    "2026-01-05 07:30:00,a,temperature,hall,ON", "2026-01-05 07:30:00,a,temperature,hall,nan",
    "2026-01-05 07:30:00,,motion,hall,ON", "0001-01-01 00:00:00,a,motion,hall,ON",
    '2026-01-05 07:30:00,"a,motion,hall,ON',
    "9999-12-31T23:59:59-12:00,a,motion,hall,ON", "2026-01-05 07:30:00,a,help,hall,",
])  # fmt: skip
def test_a_bad_row_is_told_with_its_line_and_the_rest_goes_on(tmp_path: Path, bad: str) -> None:
    good = "2026-01-05 07:{}:00,a,motion,hall,ON"
    recording = Recording(tmp_path, rows(good.format(29), bad, good.format(31)))
    assert recording.times() == ["07:29:00", "07:31:00"]
    assert len(recording.warnings) == 1
    assert recording.warnings[0].startswith("home.csv, line 3: ")


def test_many_bad_rows_are_counted_and_not_all_told(tmp_path: Path) -> None:
    recording = Recording(tmp_path, rows(*["nonsense"] * 100))
    assert recording.read() == []
    assert len(recording.warnings) == 6
    assert "95 more lines" in recording.warnings[-1]


def test_a_name_with_a_comma_is_quoted(tmp_path: Path) -> None:
    recording = Recording(tmp_path, rows('2026-01-05 07:30:00,"door, back",contact,hall,ON'))
    assert [event.name for event in recording.read()] == ["door, back"]


def test_bytes_that_are_no_letters_are_no_end(tmp_path: Path) -> None:
    recording = Recording(tmp_path, "")
    recording.path.write_bytes(HEAD.encode() + b"2026-01-05 07:30:00,caf\xe9,motion,hall,ON\n\x00\xff\n")
    assert [event.name for event in recording.read()] == ["caf\ufffd"]
    assert len(recording.warnings) == 1


def test_names_that_differ_by_case_are_one_sensor(tmp_path: Path) -> None:
    recording = Recording(
        tmp_path, rows("2026-01-05 07:30:00,M001,motion,hall,ON", "2026-01-05 07:31:00,m001,motion,hall,OFF")
    )
    assert [event.name for event in recording.read()] == ["M001", "M001"]
    assert "'m001' is taken for 'M001'" in recording.warnings[0]


def test_rows_out_of_order_are_sorted_within_five_minutes(tmp_path: Path) -> None:
    row = "2026-01-05 07:{},a,motion,hall,ON"
    recording = Recording(
        tmp_path, rows(*(row.format(each) for each in ("30:00", "34:00", "29:30", "33:00", "40:00", "35:00")))
    )
    assert recording.times() == ["07:29:30", "07:30:00", "07:33:00", "07:34:00", "07:35:00", "07:40:00"]
    assert recording.warnings == []


def test_a_file_in_no_order_of_time_is_read_whole(tmp_path: Path) -> None:
    times = [f"2026-01-{1 + n % 20:02}T{n % 24:02}:{n % 60:02}:00" for n in range(200)]
    random.Random(1).shuffle(times)
    recording = Recording(tmp_path, rows(*(f"{time},a,motion,hall,ON" for time in times)))
    found = read_whole(recording.path, LONDON, recording.warnings.append)
    assert [f"{event.at:%FT%T}" for event in found] == sorted(times)
    assert recording.warnings == []


@pytest.mark.parametrize(("kind", "word"), [("contact", "ON"), ("door", "CLOSE"), ("light_switch", "ON")])
def test_a_sensor_of_which_only_one_word_was_recorded_is_used_each_time(tmp_path: Path, kind: str, word: str) -> None:
    recording = Recording(tmp_path, rows(*(f"2026-01-05 0{n}:30:00,a,{kind},hall,{word}" for n in range(4))))
    found = read_whole(recording.path, LONDON, recording.warnings.append)
    assert [f"{event.at:%H:%M:%S}" for event in found] == [f"0{n}:30:0{second}" for n in range(4) for second in (0, 1)]
    assert [event.said[0].value for event in found] == [word == "ON", word != "ON"] * 4
    assert len(recording.warnings) == 1


def test_rows_of_one_moment_keep_their_order(tmp_path: Path) -> None:
    recording = Recording(tmp_path, rows(*(f"2026-01-05 07:30:00,{name},motion,hall,ON" for name in "abc")))
    assert [event.name for event in recording.read()] == ["a", "b", "c"]


def test_a_row_that_is_too_late_is_told_and_left_out(tmp_path: Path) -> None:
    row = "2026-01-05 {},a,motion,hall,ON"
    recording = Recording(
        tmp_path, rows(*(row.format(each) for each in ("07:30:00", "07:40:00", "07:34:59", "07:41:00")))
    )
    assert recording.times() == ["07:30:00", "07:40:00", "07:41:00"]
    assert "line 4" in recording.warnings[0]
    assert "0:05:01 too late" in recording.warnings[0]


def test_one_wrong_date_far_ahead_does_not_lose_the_rest(tmp_path: Path) -> None:
    row = "{},a,motion,hall,ON"
    stamps = ("2026-01-05 07:30:00", "2056-01-05 07:31:00", "2026-01-05 07:32:00", "2026-01-05 07:33:00")
    recording = Recording(tmp_path, rows(*(row.format(each) for each in stamps)))
    assert recording.times() == ["07:30:00", "07:32:00", "07:33:00"]
    assert "line 3" in recording.warnings[0]


def test_days_away_are_no_wrong_date(tmp_path: Path) -> None:
    row = "{},a,motion,hall,ON"
    stamps = ("2026-01-05 07:30:00", "2026-01-15 07:31:00", "2026-01-15 07:32:00")
    recording = Recording(tmp_path, rows(*(row.format(each) for each in stamps)))
    assert len(recording.read()) == 3
    assert recording.warnings == []


def test_times_with_an_offset_are_what_they_say(tmp_path: Path) -> None:
    recording = Recording(tmp_path, rows(
        "2026-07-05T07:30:00+01:00,a,motion,hall,ON", "2026-07-05T06:31:00Z,a,motion,hall,ON",
    ))  # fmt: skip
    assert recording.times() == ["06:30:00", "06:31:00"]


def test_local_times_follow_summer_and_winter(tmp_path: Path) -> None:
    recording = Recording(tmp_path, rows(
        "2026-01-05 07:30:00,a,motion,hall,ON", "2026-07-05 07:30:00,a,motion,hall,ON",
        "2026-10-25 00:59:59,a,motion,hall,ON", "2026-10-25 02:00:01,a,motion,hall,ON",
    ))  # fmt: skip
    assert recording.times() == ["07:30:00", "06:30:00", "23:59:59", "02:00:01"]


def test_the_hour_that_comes_twice_is_the_first_unless_time_runs_back(tmp_path: Path) -> None:
    row = "2026-10-25 {},a,motion,hall,ON"
    once = Recording(tmp_path, rows(*(row.format(each) for each in ("01:10:00", "01:50:00", "02:10:00"))))
    assert once.times() == ["00:10:00", "00:50:00", "02:10:00"]
    twice = Recording(tmp_path, rows(*(row.format(each) for each in (
        "00:59:00", "01:10:00", "01:58:00", "01:57:30", "01:02:00", "01:01:30", "01:59:00", "02:10:00",
    ))))  # fmt: skip
    assert twice.times() == [
        "23:59:00", "00:10:00", "00:57:30", "00:58:00", "01:01:30", "01:02:00", "01:59:00", "02:10:00",
    ]  # fmt: skip
    assert twice.warnings == []


def test_the_hour_that_does_not_come_is_read_all_the_same(tmp_path: Path) -> None:
    row = "2026-03-29 {},a,motion,hall,ON"
    recording = Recording(tmp_path, rows(*(row.format(each) for each in ("00:59:00", "01:30:00", "02:31:00"))))
    assert recording.times() == ["00:59:00", "01:30:00", "01:31:00"]


def test_sensors_are_listed_as_they_appear(tmp_path: Path) -> None:
    recording = Recording(tmp_path, rows(
        "2026-01-05 07:30:00,M001,motion,hall,ON", "2026-01-05 07:31:00,D1,door_motion,hall,ON",
        "2026-01-05 07:32:00,m001,motion,hall,OFF", "2026-01-05 07:33:00,T1,temperature,kitchen,20",
    ))  # fmt: skip
    assert sensors(recording.path) == (
        Sensor("M001", "motion", "hall"), Sensor("D1", "activity", "hall"), Sensor("T1", "temperature", "kitchen"),
    )  # fmt: skip


def test_lines_of_json_are_events(tmp_path: Path) -> None:
    at = datetime(2026, 1, 5, 7, 30, tzinfo=UTC)
    events: list[Event] = [Reported(at=at, source="zigbee2mqtt", name="a", said=(Said("help", "sos"),)), Tick(at=at)]
    text = "\n".join(msgspec.json.encode(event).decode() for event in events)
    recording = Recording(tmp_path, text + "\n\n{broken\n" + '{"type":"nothing such"}\n', "journal.jsonl.gz")
    assert list(read(recording.path, LONDON, recording.warnings.append)) == events
    assert [warning.split(":")[0] for warning in recording.warnings] == [
        "journal.jsonl.gz, line 4", "journal.jsonl.gz, line 5",
    ]  # fmt: skip
    assert not is_csv(recording.path)


def test_a_file_that_was_cut_off_is_read_up_to_the_cut(tmp_path: Path) -> None:
    row = "2026-01-05 07:{:02}:{:02},sensor {},motion,hall,ON"
    recording = Recording(tmp_path, rows(*(row.format(n // 60, n % 60, n * 7919) for n in range(3000))), "home.csv.gz")
    recording.path.write_bytes(recording.path.read_bytes()[:-2000])
    assert len(recording.read()) > 500
    assert "damaged" in recording.warnings[-1]


def test_a_file_that_is_not_there_and_columns_that_are_others_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CarehubError, match="No such file"):
        list(read(tmp_path / "none.csv", LONDON, print))
    with pytest.raises(CarehubError, match="expected timestamp, sensor"):
        Recording(tmp_path, "timestamp,room,sensor,kind,value\n").read()
    assert Recording(tmp_path, "").read() == []


@pytest.mark.parametrize("name", ["home.csv", "home.csv.gz"])
def test_what_is_written_is_read_again(tmp_path: Path, name: str) -> None:
    at = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    readings = [
        Reported(at=at + timedelta(minutes=10 * n), source=SOURCE, name='a "b", c', said=(said,),
                 seen=at + timedelta(minutes=10 * n))
        for n, said in enumerate((
            Said("motion", True), Said("motion", False), Said("battery", 81.5), Said("help", "emergency"),
            Said("battery low", True), Said("heard", True), Said("light_switch", True), Said("power", 1800.0),
        ))
    ]  # fmt: skip
    path = tmp_path / name
    assert write(path, readings, HOME) == len(readings)
    warnings: list[str] = []
    assert is_csv(path)
    assert list(read(path, LONDON, warnings.append)) == readings
    assert sensors(path)[0] == Sensor('a "b", c', "motion", "hall")
    assert warnings == []
    text = gzip.decompress(path.read_bytes()) if name.endswith(".gz") else path.read_bytes()
    assert b"2026-10-25T01:30:00.000+01:00" in text


def test_a_hubs_store_is_no_recording(tmp_path: Path) -> None:
    path = tmp_path / "carehub.db"
    path.write_bytes(b"SQLite format 3\x00" + bytes(100))
    with pytest.raises(CarehubError, match="a hub's store"):
        is_csv(path)


def whole(recording: Recording) -> list[str]:
    return [f"{event.at:%d %H:%M}" for event in read_whole(recording.path, LONDON, recording.warnings.append)]


def at(*times: str) -> str:
    return rows(*(f"2026-01-{each}:00,a,motion,hall,ON" for each in times))


def test_a_whole_file_is_in_order_however_its_rows_are_mixed(tmp_path: Path) -> None:
    recording = Recording(tmp_path, at("06 08:00", "06 09:00", "05 07:00", "05 08:00", "07 07:00", "07 06:00"))
    assert whole(recording) == ["05 07:00", "05 08:00", "06 08:00", "06 09:00", "07 06:00", "07 07:00"]
    assert recording.warnings == []


@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_a_single_row_of_another_day_is_left_out_of_a_whole_file(tmp_path: Path, place: int) -> None:
    times = ["05 07:00", "05 08:00", "05 09:00"]
    recording = Recording(tmp_path, at(*times[:place], "15 08:00", *times[place:]))
    assert whole(recording) == times
    assert recording.warnings == [f"home.csv, line {place + 2}: 2026-01-15 08:00 is another day: left out"]


def test_an_outage_of_days_is_no_wrong_date(tmp_path: Path) -> None:
    recording = Recording(tmp_path, at("05 07:00", "05 08:00", "09 09:00", "15 08:00", "15 09:00"))
    assert len(whole(recording)) == 5 and recording.warnings == []


def test_rows_of_another_year_are_left_out_of_a_whole_file(tmp_path: Path) -> None:
    old = rows("1999-01-05 07:00:00,a,motion,hall,ON", "1999-01-05 08:00:00,a,motion,hall,ON")
    recording = Recording(tmp_path, old + at("05 07:00", "05 08:00", "05 09:00").removeprefix(HEAD))
    assert len(whole(recording)) == 3
    assert recording.warnings[0] == "home.csv, line 2: 1999-01-05 07:00 is far from the rest: left out"


@pytest.mark.parametrize("text", ["", HEAD, at("05 07:00")])
def test_a_file_of_next_to_nothing_is_read_whole(tmp_path: Path, text: str) -> None:
    assert len(whole(Recording(tmp_path, text))) == text.count("motion")
