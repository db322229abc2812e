"""Every figure of a score, as value, table, JSON and picture."""

from pathlib import Path

import msgspec
import numpy as np
import pytest
from rich.console import Console

from hub.learning.falls import plots, table
from hub.learning.falls.judging import Told, at_threshold
from hub.learning.falls.recordings import Span
from hub.learning.falls.results import Heard, Result, calibration, result
from hub.learning.falls.scripted import Stream

PNG = b"\x89PNG"


def heard(subject: str, *scores: float, data_set: str = "ours", age: int = 30) -> Heard:
    """200 s of walking, a fall at 220, then sitting; strikes at 50, 220 and 300 with these scores."""
    spans = (
        Span(start=0, end=200, activity="walk", fall=False),
        Span(start=200, end=260, activity="trips", fall=True, impact=220.0),
        Span(start=260, end=2000, activity="sit", fall=False),
    )
    t = np.array([0.0, 1800.0])
    stream = Stream(
        data_set=data_set, subject=subject, placement="waist", device="waist", t=t, acc=np.zeros((2, 3)), spans=spans,
        age=age,
    )  # fmt: skip
    strikes = tuple(Told(struck, struck + 3, score) for struck, score in zip((50.0, 220.5, 300.0), scores, strict=True))
    return Heard(stream=stream, strikes=strikes, alarms=tuple(s for s in strikes if s.score >= 0.5), cpu=2.0)


HEARD = [
    heard("A", 0.1, 0.9, 0.2), heard("B", 0.7, 0.8, 0.3, age=75), heard("C", 0.4, 0.45, 0.1, data_set="theirs"),
]  # fmt: skip


@pytest.fixture(scope="module")
def scored() -> Result:
    return result(HEARD, "waist", 0.5, {"streams clipped at 2 g": 2}, nominal=0.95)


def test_the_whole_and_its_parts_add_up(scored: Result) -> None:
    assert (scored.all.falls, scored.all.found, scored.all.false, scored.subjects) == (3, 2, 1, 3)
    assert scored.all.hours == pytest.approx(3 * 1940 / 3600)
    assert scored.all.sensitivity.value == pytest.approx(2 / 3)
    assert [(line.name, line.falls, line.found) for line in scored.data_sets] == [("ours", 2, 2), ("theirs", 1, 0)]
    assert scored.older is not None and (scored.older.falls, scored.older.false) == (1, 1)
    by_activity = {line.name: (line.falls, line.found, line.false) for line in scored.activities}
    assert by_activity["ours walk"] == (0, 0, 1) and by_activity["ours trips"] == (2, 2, 0)
    assert (scored.latency_p50, scored.latency_p95) == (3.5, 3.5)
    assert scored.cpu_per_hour == pytest.approx(4.0)


def test_a_curve_is_worth_less_and_less_of_both_as_the_threshold_rises(scored: Result) -> None:
    lowest, highest = scored.curve[0], scored.curve[-1]
    assert (lowest.sensitivity, highest.sensitivity) == (1.0, pytest.approx(1 / 3))
    assert lowest.false_per_hour > highest.false_per_hour == 0
    assert [point.sensitivity for point in scored.curve] == sorted((p.sensitivity for p in scored.curve), reverse=True)
    assert set(scored.curves) == {"ours", "theirs"}


def test_at_the_shipped_threshold_the_curve_is_what_was_alarmed() -> None:
    for each in HEARD:
        assert at_threshold(each.strikes, 0.5) == each.alarms


def test_strikes_soon_after_an_alarm_are_the_same_alarm() -> None:
    strikes = tuple(Told(struck, struck + 3, score) for struck, score in ((219.0, 0.3), (220.5, 0.9), (221.5, 0.95)))
    several = msgspec.structs.replace(HEARD[0], strikes=strikes)
    assert at_threshold(several.strikes, 0.2) == (strikes[0],) and at_threshold(several.strikes, 0.5) == (strikes[1],)
    assert [(round(each.score, 3), each.falls, each.strikes) for each in calibration([several])] == [(0.717, 1.0, 3)]


def test_nothing_at_all_is_a_result_too() -> None:
    nothing = result([], "wrist", 0.5, {})
    assert nothing.curve == () and nothing.calibration == () and nothing.latency_p50 is None
    assert "wrist: 0 subjects" in shown(nothing)


def shown(scored: Result) -> str:
    console = Console(width=110)
    with console.capture() as captured:
        console.print(table.tables(scored))
    return captured.get()


def test_a_table_says_what_it_is_of_and_that_falls_were_acted(scored: Result) -> None:
    said = shown(scored)
    assert "waist: 3 subjects, 3 falls, 1.6 h of activity, at the threshold 0.500" in said
    assert "66.7% (0% to 100%)" in said and "60 and older" in said and "Left out: 2 streams clipped at 2 g." in said
    assert "half within 3.5 s, 95 % within 3.5 s" in said and "chosen for 95.0%: -28.3 points" in said
    assert "Acted falls and scripted activity. Real falls are found less often" in said


def test_as_json_a_figure_without_anything_to_count_is_null(scored: Result) -> None:
    said = msgspec.json.decode(msgspec.json.encode(scored))
    assert said["all"]["sensitivity"]["value"] == pytest.approx(2 / 3)
    (walk,) = (line for line in said["activities"] if line["name"] == "ours walk")
    assert walk["sensitivity"] == {"value": None, "low": None, "high": None} and walk["false_per_hour"]["value"] > 0


@pytest.mark.parametrize("suffix", ["png", "svg"])
def test_every_picture_is_drawn_and_the_same_result_gives_the_same_file(
    scored: Result, tmp_path: Path, suffix: str
) -> None:
    files = plots.draw(scored, tmp_path, suffix)
    assert [file.name for file in files] == [f"falls-waist-{name}.{suffix}" for name in plots.PICTURES]
    drawn = [file.read_bytes() for file in files]
    assert all(each.startswith(PNG) or b"<svg" in each[:1000] for each in drawn)
    if suffix == "svg":
        assert [file.read_bytes() for file in plots.draw(scored, tmp_path, suffix)] == drawn


def test_pictures_of_next_to_nothing_are_drawn_too(tmp_path: Path) -> None:
    for case in (result([], "wrist", 0.5, {}), result([HEARD[2]], "wrist", 0.5, {})):
        assert len(plots.draw(case, tmp_path)) == len(plots.PICTURES)
