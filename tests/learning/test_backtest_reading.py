"""Recorded homes as people write them: which files, which labels, which sensor is a way out."""

import gzip
from pathlib import Path

import pytest

from hub.learning.homes import labels, recorded_home, recordings
from hub.learning.homes.labels import Label
from hub.model.errors import CarehubError
from hub.recorded import is_exit, with_recorded
from hub.settings.reading import detection
from tests.support.recorded_homes import DAY, HOUR, START, away, steady, written


def told(folder: Path) -> tuple[recorded_home.RecordedHome, list[str]]:
    warnings: list[str] = []
    made = recorded_home.read(recordings.found(folder)[0], detection(), "Europe/London", warnings.append)
    return made, warnings


def test_homes_are_found_with_their_labels(tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv.gz", "a.labels.csv.gz", "b.txt", ".hidden.csv", "README.md"):
        (tmp_path / name).write_text("")
    found = recordings.found(tmp_path)
    assert [(home.name, home.file.name, home.labels and home.labels.name) for home in found] == [
        ("a", "a.csv.gz", "a.labels.csv.gz"),
        ("b", "b.csv", None),
    ]


def test_a_folder_without_homes_or_with_one_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CarehubError, match="is no folder"):
        recordings.found(tmp_path / "nothing")
    (tmp_path / "a.labels.csv").write_text("start,end,activity\n")
    with pytest.raises(CarehubError, match="holds no recorded home"):
        recordings.found(tmp_path)
    for name in ("b.csv", "b.csv.gz"):
        (tmp_path / name).write_text("")
    with pytest.raises(CarehubError, match=r"b\.csv and b\.csv\.gz are one home twice"):
        recordings.found(tmp_path)


def test_a_home_is_made_of_its_recording_alone(tmp_path: Path) -> None:
    made, warnings = told(written(tmp_path, "made", steady(2)))
    assert (made.name, made.days, len(made.moves), warnings) == ("made", 2.0, 289, [])
    assert [(d.id, d.use, d.room) for d in made.settings.devices] == [("kitchen pir", "motion", "kitchen")]
    assert made.settings.home.others == "none" and made.out == () and made.labelled is None


def test_too_few_movements_say_nothing(tmp_path: Path) -> None:
    with pytest.raises(CarehubError, match=r"made: 7 movements can be read from it; at least 20 are needed\."):
        told(written(tmp_path, "made", steady(1 / 24)))


def test_events_are_no_readings(tmp_path: Path) -> None:
    (tmp_path / "made.csv").write_text('{"type":"tick","at":"2026-01-01T00:00:00Z"}\n')
    with pytest.raises(CarehubError, match=r"made\.csv holds events, not readings"):
        told(tmp_path)


def test_labels_may_have_other_columns_and_wrong_rows(tmp_path: Path) -> None:
    file = tmp_path / "made.labels.csv.gz"
    text = (
        "Id,Start time,End time,Activity\n"
        "1,2026-01-05 10:00:00,2026-01-05 12:00:00,Leaving\n"
        "2,2026-01-05 14:00:00,2026-01-05 13:00:00,backwards\n"
        "3,yesterday,2026-01-05 13:00:00,when\n"
        "\n"
        "4,2026-01-05 08:00:00,2026-01-05 09:00:00,\"Toast, tea\"\n"
        "5,2026-01-05\n"
    )  # fmt: skip
    file.write_bytes(gzip.compress(text.encode()))
    warnings: list[str] = []
    found = labels.read(file, "Europe/London", warnings.append)
    assert found == (
        Label(START + 8 * HOUR, START + 9 * HOUR, "Toast, tea"),
        Label(START + 10 * HOUR, START + 12 * HOUR, "Leaving"),
    )
    assert [each.split(":")[0] for each in warnings] == [f"made.labels.csv.gz, line {n}" for n in (3, 4, 7)]


def test_labels_without_a_head_or_without_anything(tmp_path: Path) -> None:
    file, warnings = tmp_path / "made.labels.csv", list[str]()
    file.write_text("2026-01-05 07:00:00,2026-01-05 08:00:00,Leaving\n")
    assert [each.activity for each in labels.read(file, "Europe/London", warnings.append)] == ["Leaving"]
    file.write_text("")
    assert labels.read(file, "Europe/London", warnings.append) == () and warnings == []


def test_labels_without_the_columns_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "made.labels.csv"
    file.write_text("when,what\n")
    with pytest.raises(CarehubError, match=r"the columns are when, what; expected start, end, activity\."):
        labels.read(file, "UTC", print)
    file.write_bytes(b"\x1f\x8bnot packed")
    with pytest.raises(CarehubError, match=r"made\.labels\.csv cannot be read"):
        labels.read(file, "UTC", print)


@pytest.mark.parametrize(
    ("activity", "is_out"),
    [
        ("leave-house", True), ("Leaving", True), ("Leave_Home|n=2", True), ("outside", True), ("Away", True),
        ("going out for shopping", True), ("Putting-away-dishes", False), ("go-to-bed", False), ("Work", False),
        ("takeout", False), ("Step_Out", True), ("Outing", True), ("not at home", True),
        ("Stepping on the scales", False),
    ],
)  # fmt: skip
def test_which_labels_are_being_out(activity: str, is_out: bool) -> None:
    assert bool(labels.out((Label(START, START + DAY, activity),))) is is_out


@pytest.mark.parametrize(
    ("sensor", "room", "is_a_way_out"),
    [
        ("12:Front door", "entrance", True), ("7:frontdoor", "", True), ("28:front door reed", "entrance", True),
        ("Maindoor_Entrance", "entrance", True), ("MainDoor", "", True), ("92:Foyer-Door-houseD", "foyer", True),
        ("Leave_Home", "entrance", True), ("Enter_Home", "", True), ("Hall door", "hall", True),
        ("D001", "entrance", True), ("D002", "back_door", True), ("PatioDoor", "", True),
        ("closet", "front door", False),
        ("BackDoor", "kitchen", True), ("voordeur", "hal", True),
        ("24:Hall-Bedroom door", "bedroom", False), ("6:Hall-Bathroom door", "hall", False), ("D001", "", False),
        ("126:Foyer-Closet-houseD", "foyer", False), ("25:door downstairs toilet", "toilet", False),
        ("Front door light switch", "hall", False), ("15:keys", "kitchen", False), ("fridge", "kitchen", False),
    ],
)  # fmt: skip
def test_which_contacts_are_a_way_out(sensor: str, room: str, is_a_way_out: bool) -> None:
    assert is_exit(sensor, room) is is_a_way_out


def test_a_sensor_that_reports_several_things_is_one_device(tmp_path: Path) -> None:
    base = recorded_home.nobody("made", detection(), "UTC")
    sensors = (("a", "temperature", ""), ("a", "motion", "hall"), ("b", "temperature", "den"), ("c", "flush", "wc"))
    made = with_recorded(base, sensors)
    assert [(d.id, d.use, d.room) for d in made.devices] == [
        ("a", "motion", "hall"),
        ("b", "temperature", "den"),
        ("c", "other", "wc"),
    ]
    assert [room.id for room in made.rooms] == ["den", "hall", "wc"]
    assert with_recorded(made, sensors) is made


def test_rows_out_of_order_and_names_that_differ_by_case_are_one_home(tmp_path: Path) -> None:
    rows = steady(3)
    rows = [*rows[200:], *rows[:200]]
    rows[9] = (rows[9][0], "Kitchen PIR", *rows[9][2:])
    made, _ = told(written(tmp_path, "made", rows))
    assert (len(made.settings.devices), len(made.moves)) == (1, len(rows))
    assert [r.at for r in made.readings] == sorted(r.at for r in made.readings)


def test_a_front_door_that_says_on_while_it_is_shut_is_taken_the_other_way_round(tmp_path: Path) -> None:
    words = {"ON": "OFF", "OFF": "ON"}
    rows = away(steady(3), START + 30 * HOUR, 2 * HOUR)
    inverted = [
        (at, name, kind, room, words[value] if kind == "contact" else value) for at, name, kind, room, value in rows
    ]
    for name, of in (("right", rows), ("wrong", inverted)):
        (tmp_path / name).mkdir()
        made, warnings = told(written(tmp_path / name, "made", of))
        door = [reading.value for reading in made.readings if reading.use == "exit door"]
        assert door == [True, False, True, False]
        assert warnings == (
            [] if name == "right" else
            ["made.csv: 'Front door' is on most of the time, so it is taken to be on while it is shut."]
        )  # fmt: skip
