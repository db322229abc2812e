"""`carehub rehearse`: a home's own kit and settings decide what is found, and what it is blind to is said."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from msgspec import structs

from hub.cli.group import carehub
from hub.model.errors import CarehubError
from hub.model.household import Consent, Settings
from hub.model.visits import Visit
from hub.rehearsal import blind, figures, recorded, running
from hub.rehearsal.cast import LEARNING, Plan, lives
from hub.rehearsal.outcomes import Outcome
from hub.settings import load, shipped
from hub.simulated.kits import settings
from tests.support.home import ROOT

SHORT = Plan(people=1, weeks=1, accidents=2)
DEMO = load(shipped("demo.toml"))


def rehearse(*options: str) -> Result:
    return CliRunner().invoke(carehub, ["rehearse", "--config", str(ROOT / "config" / "demo.toml"), "--people", "1",
                                        "--weeks", "1", "--accidents", "2", *options])  # fmt: skip


def outcome(kit: str, plan: Plan = SHORT, household: str = "alone") -> Outcome:
    return running.one(settings(kit, household, DEMO), plan, 0)


def test_help_is_called_after_a_collapse_at_home_and_the_weeks_go_on_as_they_were() -> None:
    told = outcome("usual")
    assert told.days == 7
    assert told.readings > 500 * (LEARNING + 7)
    found = {each.accident: each for each in told.helps}
    for kind in ("bathroom", "lounge", "hall on return", "night", "bed"):
        after = found[kind].after
        assert after is not None
        assert timedelta(minutes=1) < after < timedelta(hours=15)
        assert found[kind].told.startswith("CareHub ")
    without = outcome("usual", structs.replace(SHORT, accidents=1))
    assert (without.alarms, without.new, without.readings) == (told.alarms, told.new, told.readings)
    assert told == outcome("usual")


def test_a_dead_sensor_is_told_and_nobody_is_called_for_it() -> None:
    helps = outcome("usual", structs.replace(SHORT, accidents=4)).helps
    dead = [each for each in helps if each.accident == "dead sensor"]
    assert len(dead) == 4
    assert all(each.after is not None and each.after < timedelta(hours=26) and not each.called for each in dead)


def test_without_consent_nobody_is_called_and_it_is_said_why() -> None:
    made = settings("usual", "alone", DEMO)
    made = structs.replace(made, consent={"inactivity": Consent(agreed=False)})
    told = running.one(made, SHORT, 0)
    assert [each for each in told.helps if each.kind == "inactivity"] == []
    assert "Movement: not watched, because it was not agreed." in list(blind.spots(made, (told,)))


@pytest.mark.parametrize(
    ("kit", "says"),
    [
        ("four", "No sensor sees the bedroom or the hall."),
        ("four", "No sensor is in the bed: a long sleep and an illness at night look alike."),
        ("four without door", "No sensor is on the way out: being out and lying still look alike."),
        ("contacts", "No sensor sees the lounge or the hall."),
        ("contacts", "In the bedroom, the bathroom or the kitchen only what is used is seen, not who moves."),
    ],
)
def test_what_a_kit_cannot_see_is_said(kit: str, says: str) -> None:
    assert says in list(blind.spots(settings(kit, "alone", DEMO), ()))


def test_a_home_without_sensors_is_told_so() -> None:
    nothing = structs.replace(DEMO, devices=())
    assert "No sensor sees anybody in any room." in list(blind.spots(nothing, ()))
    assert running.one(nothing, SHORT, 0).helps == ()


def test_who_else_is_there_comes_from_the_settings() -> None:
    def household(**home: object) -> Any:
        made: Settings = structs.replace(DEMO, home=structs.replace(DEMO.home, **home))
        return lives(made, SHORT, 0).household

    assert (household().partner, household().pets, household().visits) == (None, 0, 0.0)
    assert household(others="lives with others").partner is not None
    assert household(others="visitors").visits > 0
    assert household(pets=True).pets == 1


def test_carers_come_when_the_settings_say_that_they_do() -> None:
    visit = Visit(id="morning", name="Morning call", hours="mon-fri 08:00-09:00; sat 23:30-00:30", agency="carers")
    made = structs.replace(DEMO, visits=(visit,))
    weekdays, saturday = lives(made, SHORT, 0).household.care
    assert (weekdays.hour, weekdays.days, weekdays.minutes) == (8.5, (0, 1, 2, 3, 4), 20.0)
    assert (saturday.hour, saturday.days) == (24.0, (5,))


def test_the_command_speaks_to_people_and_to_programs() -> None:
    said = rehearse()
    assert said.exit_code == 0, said.output
    for words in ("Calls for nothing", "A collapse in the bathroom by day: help is called after about",
                  "What people read then", "These weeks are made up."):  # fmt: skip
        assert words in said.output
    lines = [json.loads(line) for line in rehearse("--json").output.splitlines()]
    assert {line["what"] for line in lines} >= {"false alarms", "time to help", "worth"}
    bathroom = next(line for line in lines if line.get("accident") == "bathroom")
    assert bathroom["tried"] == 2
    assert 1 < bathroom["median_minutes"] < 15 * 60


def test_several_people_live_side_by_side() -> None:
    ready: list[float] = []
    plan = structs.replace(SHORT, people=2, accidents=1)
    told = running.rehearse(settings("four", "alone", DEMO), plan, ready.append)
    assert [each.name for each in told] == ["person 1", "person 2"]
    assert told[1] == running.one(settings("four", "alone", DEMO), plan, 1)
    assert ready[-1] == 1.0


# Recorded homes


def a_recording(folder: Path, days: int) -> Path:
    """Somebody who is up from seven to ten, and who moves every half hour in one room or another."""
    path, rows = folder / "flat.csv", ["timestamp,sensor,kind,room,value"]
    rooms = ("kitchen", "living_room", "bathroom", "bedroom")
    for day in range(days):
        for half in range(14, 44):
            at = f"2026-01-{day + 1:02} {half // 2:02}:{half % 2 * 30:02}"
            room = rooms[(half * 7 + day) % 4]
            rows += [f"{at}:00,{room}_pir,motion,{room},ON", f"{at}:20,{room}_pir,motion,{room},OFF"]
        rows += [f"2026-01-{day + 1:02} 22:10:00,FrontDoor,contact,entrance,ON"] if day == 2 else []
    path.write_text("\n".join(rows))
    (folder / "flat.labels.csv").write_text("start,end,activity\n")
    return path


def test_a_recorded_home_is_lived_through_by_this_home_s_sensors(tmp_path: Path) -> None:
    a_recording(tmp_path, 20)
    (told,) = running.recorded_homes(DEMO, SHORT, tmp_path)
    assert (told.name, told.learning) == ("flat", 8)
    assert 10 < told.days < 12
    assert told.helps
    assert all(each.after is not None for each in told.helps)
    said = rehearse("--data", str(tmp_path))
    assert said.exit_code == 0, said.output
    assert "1 recorded homes, 12 days" in said.output


def test_what_no_sensor_here_would_see_is_not_heard(tmp_path: Path) -> None:
    path = a_recording(tmp_path, 20)
    kits = [settings(kit, "alone", DEMO) for kit in ("usual", "four")]
    more, less = (recorded.days(kit, running.engine(kit), SHORT, path) for kit in kits)
    assert more.readings > less.readings


def test_what_is_measured_all_day_moves_nobody_and_rows_may_be_in_any_order(tmp_path: Path) -> None:
    path, kit = a_recording(tmp_path, 20), settings("usual", "alone", DEMO)
    plain = recorded.days(kit, running.engine(kit), SHORT, path)
    head, *rows = path.read_text().split("\n")
    every_hour = [f"2026-01-{day + 1:02} {hour:02}:10:00" for day in range(19) for hour in range(8, 21)]
    measured = ("kitchen_t,temperature,kitchen,20.5", "fridge,power,kitchen,95.5", "lamp,light,living_room,40")
    rows += [f"{at},{says}" for at in every_hour for says in measured]
    path.write_text("\n".join([head, *sorted(rows, key=lambda row: row[::-1])]))
    assert recorded.days(kit, running.engine(kit), SHORT, path) == plain


def test_a_folder_without_homes_and_a_log_that_is_too_short(tmp_path: Path) -> None:
    with pytest.raises(CarehubError, match="holds no recorded home"):
        running.recorded_homes(DEMO, SHORT, tmp_path)
    a_recording(tmp_path, 3)
    assert running.recorded_homes(DEMO, SHORT, tmp_path) == ()
    assert figures.rates(()) == ()
