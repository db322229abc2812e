"""Recordings that anybody can make, and what is said of a table or a stream that cannot be used."""

import gzip
from pathlib import Path

import pytest

from hub.learning.falls import folder
from hub.learning.falls.recordings import DataError, Recording

HEADER = "recording,subject,placement,data_set,impact_s,start_s,end_s,activity,is_fall"


def stream(rows: int = 500, struck: int = 250, more: str = "") -> str:
    lines = [f"{10 + n / 50:.3f},0,0,{4.0 if n == struck else 1.0}" for n in range(rows)]
    return "t,ax,ay,az\n" + "\n".join(lines) + "\n" + more


def made(path: Path, *lines: str, header: str = HEADER, **streams: str) -> Path:
    (path / "annotations.csv").write_text("\n".join((header, *lines)) + "\n")
    for name, content in (streams or {"one": stream()}).items():
        (path / f"{name}.csv").write_text(content)
    return path


def read(path: Path) -> list[Recording]:
    return list(folder.read(path))


def test_several_things_done_in_one_recording(tmp_path: Path) -> None:
    path = made(
        tmp_path,
        "one,S1,waist,ours,15.2,15,17,trips,1",
        "one,S1,waist,ours,,,,daily life,no",
        "two,S2,wrist,ours,,,,falls aside,yes",
        one=stream(), two=stream().replace("t,ax", '"T",ax'),
    )  # fmt: skip
    one, two = read(path)
    assert (one.subject, one.placement, one.data_set, one.age) == ("S1", "waist", "ours", -1)
    assert [(s.activity, s.fall, s.start, s.end, s.impact) for s in one.spans] == [
        ("daily life", False, 10.0, 19.98, None), ("trips", True, 15.0, 17.0, 15.2),
    ]  # fmt: skip
    assert one.acc[250].tolist() == [0, 0, 4.0] and one.seconds == pytest.approx(9.98)
    assert two.spans[0].impact == pytest.approx(15.0), "where it was struck hardest, if nobody says"
    assert [each.name for each in folder.read(path, "wrist")] == ["two"]


def test_a_packed_stream_with_the_turning_rate_and_an_age(tmp_path: Path) -> None:
    path = made(tmp_path, "one,S1,pocket,ours,,,,walk,0,81", header=HEADER + ",age", other="")
    lines = [f"{n / 100},0.1,0.2,0.9,1,2,3" for n in range(300)]
    (path / "one.csv.gz").write_bytes(gzip.compress(("t,ax,ay,az,gx,gy,gz\n" + "\n".join(lines)).encode()))
    (one,) = read(path)
    assert one.acc[7].tolist() == [0.1, 0.2, 0.9] and one.age == 81


@pytest.mark.parametrize("age", ["nan", "inf", "old"])
def test_an_age_that_is_no_number_is_told(tmp_path: Path, age: str) -> None:
    with pytest.raises(DataError, match='line 2, age: found "' + age + '"; expected years, or nothing'):
        read(made(tmp_path, f"one,S1,waist,ours,,,,walk,0,{age}", header=HEADER + ",age"))


def test_a_packed_stream_that_is_damaged_is_told(tmp_path: Path) -> None:
    path = made(tmp_path, "one,S1,waist,ours,,,,walk,0", other="")
    whole = gzip.compress(stream().encode())
    for damaged in (whole[:200], whole[:60] + bytes(40) + whole[100:]):
        (path / "one.csv.gz").write_bytes(damaged)
        with pytest.raises(DataError, match=r"one\.csv\.gz: the file: found what cannot be read"):
            read(path)


@pytest.mark.parametrize(("said", "worn"), [("Waist", "waist"), ("chest", "waist"), ("hip", "pocket")])
def test_a_placement_by_its_other_name(tmp_path: Path, said: str, worn: str) -> None:
    made(tmp_path, f"one,S1,{said},ours,,,,walk,0")
    assert [each.placement for each in folder.read(tmp_path, worn)] == [worn]


@pytest.mark.parametrize("size", [25, 100])
def test_stamps_of_arrival_are_spread_as_in_a_stream(tmp_path: Path, size: int) -> None:
    header, *rows = stream().splitlines()
    arrived = [f"{10 + (at // size + 1) * size / 50},{row.split(',', 1)[1]}" for at, row in enumerate(rows)]
    (one,) = read(made(tmp_path, "one,S1,waist,ours,,,,falls,1", one="\n".join((header, *arrived))))
    assert one.t == pytest.approx([10 + at / 50 for at in range(500)], abs=0.05)
    assert one.acc[250].tolist() == [0, 0, 4.0] and one.spans[0].impact == pytest.approx(15.0, abs=0.05)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("one,S1,ankle,d,,,,walk,0", 'annotations.csv: line 2, placement: found "ankle"; expected one of waist, wrist'),
        ("one,,waist,d,,,,walk,0", "line 2, subject: found nothing; expected a name"),
        ("one,S1,waist,,,,,walk,0", "line 2, data_set: found nothing; expected a name"),
        ("one,S1,waist,d,,,,walk,perhaps", 'line 2, is_fall: found "perhaps"; expected one of 1, true, yes, 0, false'),
        ("one,S1,waist,d,soon,,,trips,1", 'line 2, impact_s: found "soon"; expected seconds on the recording\'s own'),
        ("one,S1,waist,d,99,,,trips,1", "line 2, impact_s: found 99; expected a time within the recording, which is"),
        ("one,S1,waist,d,,15,14,walk,0", "line 2, end_s: found 14; expected a time after 15, where it starts"),
        ("one,S1,waist,d,,walk,0", "annotations.csv: line 2: found 7 values; expected 9, as in the header"),
        ("../one,S1,waist,d,,,,walk,0", 'line 2, recording: found "../one"; expected the name of a file beside'),
        ("two,S1,waist,d,,,,walk,0", "two.csv: the file: found what cannot be read"),
        ("one,S1,waist,d,,,,walk,0\none,S2,waist,d,,,,sit,0", 'line 3, subject: found "S2"; expected "S1", as in line'),
    ],
)
def test_a_line_of_the_table_that_cannot_be_used_is_named(tmp_path: Path, line: str, says: str) -> None:
    with pytest.raises(DataError) as told:
        read(made(tmp_path, line))
    assert says in str(told.value)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "one.csv: line 1: found nothing; expected the header t,ax,ay,az[,gx,gy,gz]"),
        ("time,x,y,z\n1,2,3,4\n", 'one.csv: line 1: found "time,x,y,z"; expected the header'),
        (stream(more="20,0,0\n"), "one.csv: line 502: found 3 values; expected 4, as in the header"),
        (stream(more="20,0,0,one\n"), 'one.csv: line 502: found "20,0,0,one"; expected numbers'),
        (stream(more="20,0,0,nan\n"), "one.csv: line 502: found"),
        (stream(more="20,0,0,9810\n"), "expected a time, and less than 400 g"),
        (stream(rows=1), "one.csv: the file: found 1 samples; expected a stream"),
    ],
)
def test_a_stream_that_cannot_be_used_is_named_with_its_line(tmp_path: Path, content: str, says: str) -> None:
    with pytest.raises(DataError) as told:
        read(made(tmp_path, "one,S1,waist,d,,,,walk,0", one=content))
    assert says in str(told.value)


def test_a_header_that_lacks_something_says_what(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="line 1: found no is_fall; expected recording,subject"):
        read(made(tmp_path, header=HEADER.removesuffix(",is_fall")))


def test_a_folder_without_recordings_says_what_to_put_there(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"found neither kind of recording; expected \*.npz, or annotations.csv"):
        read(tmp_path)
    with pytest.raises(DataError, match="found no folder"):
        read(tmp_path / "none")
