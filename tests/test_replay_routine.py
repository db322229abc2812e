"""What `carehub replay` says of weeks in which the days change: each night is compared as a hub would compare it."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from detectors import parts
from hub.cli.replay import replay
from hub.model.events import Event, Tick
from hub.model.routine import Compared, Past
from hub.replay import COMPARED_AT, Replay
from hub.settings import load, shipped
from hub.shell.chores import COMPARING
from tests.settings.test_rota_doubts import HOME
from tests.support import recorded_days

DAYS, CHANGED = 26, 6
SPRING = datetime(2026, 3, 27, 12, tzinfo=UTC)
"""Two days before the clocks go forward in London."""
ROUTINE_ONLY = """
[consent]
routine = { agreed = true, by = "resident" }
"routine detail" = { agreed = true, by = "resident" }
"""
"""Nobody answers a recording: an alarm of another function would climb its ladder for weeks, and take long."""


def settings_of(folder: Path) -> Path:
    config = folder / "hub.toml"
    config.write_text(HOME.format(anna="daily 06:00-18:00", ben="daily 18:00-06:00") + ROUTINE_ONLY)
    return config


def up_at_night(path: Path) -> None:
    """Four visits more to the bathroom in each of the last nights."""
    rows = path.read_text().splitlines()
    for day in range(DAYS - CHANGED, DAYS):
        for hour in range(1, 5):
            at = recorded_days.START + timedelta(days=day, hours=hour)
            rows += [f"{at:%Y-%m-%d %H}:{minute:02}:00,bathroom-pir,motion,bathroom,ON" for minute in (1, 3, 5)]
    path.write_text("\n".join([rows[0], *sorted(rows[1:])]))


def notes(folder: Path, recording: Path) -> list[dict[str, Any]]:
    said = CliRunner().invoke(replay, [str(recording), "--config", str(settings_of(folder)), "--json"])
    assert said.exit_code == 0, said.output
    lines = (json.loads(line) for line in said.stdout.splitlines())
    return [line for line in lines if line["kind"] == "routine change" and line["what"] == "finding"]


def test_a_change_of_the_days_is_found_in_a_recording(tmp_path: Path) -> None:
    recording = recorded_days.write(tmp_path / "home.csv", DAYS)
    up_at_night(recording)
    (first, *_) = notes(tmp_path, recording)
    assert first["at"].endswith("T04:41:00Z")
    assert first["at"] > f"{recorded_days.START + timedelta(days=DAYS - CHANGED):%F}"
    assert "bathroom" in first["because"] or "at night" in first["because"]


def test_each_night_once_by_the_clock_of_the_home() -> None:
    settings, nights = load(shipped("demo.toml")), list[date]()

    def compare(past: Past) -> Compared:
        nights.append(past.days[-1].day)
        return Compared(until=past.days[-1].day)

    events: list[Event] = [Tick(at=SPRING + timedelta(hours=10) * n) for n in range(12)]
    list(Replay(settings, parts, {}, compare=compare).run(events))
    assert nights == [date(2026, 3, 28) + timedelta(days=n) for n in range(3)]
    assert COMPARING["hour"] * 60 + COMPARING["minute"] == COMPARED_AT
