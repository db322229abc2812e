"""What is given away for training: falls that people judged, in a format that the trainer reads, without a name."""

from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec import structs

from hub.cli.group import carehub
from hub.core.state import Facts
from hub.learning.falls import plain
from hub.model.effects import FallKept
from hub.model.events import Tick
from hub.model.ids import DeviceId, EffectKey, IncidentId
from hub.shell.store import Row, Store
from tests.shell.store_samples import NOON, facts, incident
from tests.support.worn_motion import window

HOME = """
[hub]
id = "e2e"
data = "{folder}/data"
[[residents]]
id = "mary"
name = "Mary S"
[[devices]]
id = "A0:9E:1A:00:00:01"
name = "Band"
use = "fall device"
placement = "waist"
bluetooth = {{ connect = "polar" }}
[[contacts]]
id = "anna"
name = "Anna"
phone = "+447700900111"
[[ladder]]
tell = ["anna"]
"""
AGREED = "[consent]\ntraining = { agreed = true }\n"


def kept(number: int, of: int | None) -> FallKept:
    made, peak = window("a fall", number)
    return FallKept(
        key=EffectKey(f"fall-{number}"), at=NOON, device=DeviceId("A0:9E:1A:00:00:01"), struck=NOON, score=0.9,
        window=made, peak=peak, rate=52.0, placement="waist", incident=IncidentId(f"e-{of}") if of else None,
        shadow=of is None,
    )  # fmt: skip


def fill(folder: Path) -> Store:
    store = Store.open(folder / "data")
    was = {1: "they sat down hard"}
    ends = {1: "false alarm", 2: "ambulance", 3: "spoke to them"}
    closed = [
        incident(n, kind="fall", key=f"fall|{n}", state="closed", outcome=how, closed=NOON, was=was.get(n, ""))
        for n, how in ends.items()
    ]
    effects = (kept(1, 1), kept(2, 2), kept(3, 3), kept(4, None))
    store.commit([Row(1, Tick(at=NOON))], Facts(), facts(), effects, closed)
    store.alive(NOON)
    return store


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    fill(tmp_path).close()
    file = tmp_path / "hub.toml"
    file.write_text(HOME.format(folder=tmp_path))
    return file


def export(settings: Path, folder: Path) -> tuple[int, str]:
    done = CliRunner().invoke(carehub, ["export-falls", str(folder), "--config", str(settings)])
    return done.exit_code, str(done.exception) if done.exception else done.output


def test_what_people_judged_is_written_and_read_by_the_trainer(settings: Path, tmp_path: Path) -> None:
    settings.write_text(settings.read_text() + AGREED)
    out = tmp_path / "out"
    assert export(settings, out) == (0, f"2 recordings are in {out}. 2 more are not known to be one or the other.\n")
    alarm, fall = plain.read(out)
    assert [(each.spans[0].fall, each.spans[0].activity) for each in (alarm, fall)] == [
        (False, "they sat down hard"), (True, "ambulance"),
    ]  # fmt: skip
    assert fall.placement == "waist" and len(fall.t) == 226 and fall.spans[0].impact == 2.5
    assert abs(fall.acc).max() > 3
    said = "".join(file.read_text() for file in out.iterdir())
    assert not any(word in said for word in ("Mary", "A0:9E", "2026", "e2e"))


@pytest.mark.parametrize(
    "consent", ["", "[consent]\nfalls = { agreed = true }\n", "[consent]\ntraining = { agreed = false }\n"]
)
def test_nothing_is_given_away_unless_that_was_agreed(settings: Path, tmp_path: Path, consent: str) -> None:
    settings.write_text(settings.read_text() + consent)
    code, said = export(settings, tmp_path / "out")
    assert code == 1 and "training was agreed" in said and not (tmp_path / "out").exists()


def test_years_later_they_are_forgotten_with_their_incidents(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    store = fill(tmp_path)
    store.freeze(IncidentId("e-2"), "Sue", "a complaint", NOON)
    store.purge(NOON + timedelta(days=800))
    assert [str(each.kept.incident) for each in store.falls()] == ["e-2", "None"], "frozen days keep all of theirs"
    store.release(IncidentId("e-2"), "Sue", "it is over", NOON)
    store.purge(NOON + timedelta(days=800))
    assert store.falls() == []
    store.close()


def test_a_false_alarm_keeps_what_it_was(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    store = fill(tmp_path)
    assert [known.outcome for known in store.falls()] == ["false alarm", "ambulance", "spoke to them", None]
    assert [known.was for known in store.falls()] == ["they sat down hard", "", "", ""]
    assert store.falls()[0].kept == structs.replace(kept(1, 1))
    store.close()
