"""What is understood of all models: exact counts, which must not change unnoticed."""

import gzip
import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from connectors.zigbee2mqtt.proven import PROVEN
from connectors.zigbee2mqtt.report import Model, definitions_in, model, totals
from hub.cli.models import models as command
from hub.model.errors import CarehubError
from hub.model.events import READING_KINDS
from tests.support.zigbee_definitions import differing, kept
from tests.support.zigbee_paper import PAPER, generated, proven, written

CONTRACTS = Path(os.environ.get("CAREHUB_CONTRACTS", Path(__file__).parents[4] / "shared" / "contracts"))

GOLDEN = {
    "battery": 1143, "temperature": 675, "button": 582, "battery low": 489, "power": 452, "humidity": 287,
    "tamper": 266, "motion": 200, "illuminance": 197, "contact": 142, "leak": 82, "presence": 67, "smoke": 55,
    "lock": 53, "co2": 51, "fault": 51, "test": 43, "gas": 30, "help": 27, "vibration": 25, "carbon monoxide": 21,
    "cancel": 19, "particles": 14, "voc": 11, "heat": 5, "bed": 3, "fall": 3, "in range": 4, "sos": 3, "pressure": 1,
    "tilt": 1, "maybe fall": 2,
}  # fmt: skip
"""How many models tell each kind. If one changes, look at which models, say why in the commit, and write it here."""


@pytest.fixture(scope="module")
def everything() -> list[Model]:
    return [model(each) for each in kept()]


def test_the_number_of_models_that_are_understood_does_not_change_unnoticed(everything: list[Model]) -> None:
    sums = totals(everything)
    print(f"{sums.useful} of {sums.models} models tell something of the home")
    assert (sums.models, sums.useful, sums.telling) == (4516, 2123, 2274)
    assert sums.kinds == GOLDEN
    assert set(sums.kinds) <= READING_KINDS


def test_every_property_is_understood_or_passed_over_for_a_reason(everything: list[Model]) -> None:
    for each in everything:
        assert all(passed.why for passed in each.ignored), each.model
        names = {one.property for one in each.understood}
        assert names.isdisjoint(passed.property for passed in each.ignored), each.model


def test_the_paper_says_what_the_program_does() -> None:
    assert written(PAPER.read_text()) == generated(), (
        "look at the difference; then python -m tests.support.zigbee_paper"
    )


def test_proven_models_are_those_of_the_frames(everything: list[Model]) -> None:
    assert proven() == PROVEN, "python -m tests.support.zigbee_paper writes the list anew"
    known = {f"{each.vendor} | {each.model}" for each in everything}
    assert len(PROVEN & known) >= 150


def test_the_kept_definitions_are_those_of_the_converters() -> None:
    """Everything is derived from the small file as from the large one."""
    if not CONTRACTS.is_dir():
        pytest.skip(f"{CONTRACTS} is absent: the kept definitions were compared only with those beside the frames")
    with gzip.open(CONTRACTS / "zigbee2mqtt_exposes.json.gz") as file:
        assert list(differing(list(definitions_in(json.load(file))))) == []


DOOR = {
    "vendor": "Maker",
    "model": "D1",
    "description": "Door sensor",
    "exposes": [
        {"type": "binary", "name": "contact", "property": "contact", "access": 1, "value_on": False, "value_off": True},
        {"type": "numeric", "name": "delay", "property": "delay", "access": 3, "unit": "s"},
    ],
}


@pytest.mark.parametrize(
    "document",
    [[DOOR], [{"definition": DOOR}, {"definition": None}, {"type": "Coordinator"}], {"devices": [DOOR]}, DOOR],
)
def test_each_form_of_a_list_is_read(document: object) -> None:
    assert definitions_in(document) == (DOOR,)


@pytest.mark.parametrize("document", [None, [], {}, 3, "x", [[]], [{"exposes": 1}], {"devices": 3}])
def test_what_holds_no_definition_is_empty(document: object) -> None:
    assert definitions_in(document) == ()


def test_the_command_lists_a_file(tmp_path: Path) -> None:
    plain, packed = tmp_path / "devices.json", tmp_path / "devices.json.gz"
    plain.write_text(json.dumps([{"definition": DOOR}]))
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    for path in (plain, packed):
        ran = CliRunner().invoke(command, [str(path), "--ignored"])
        assert ran.exit_code == 0
        assert "contact: false = open, true = closed" in " ".join(ran.output.split())
        assert "a setting, not a reading" in " ".join(ran.output.split())
        assert "1 models: 1 tell something of the home" in ran.output
    line = json.loads(CliRunner().invoke(command, [str(plain), "--json"]).output)
    assert (line["model"], line["useful"], line["proven"]) == ("D1", True, False)
    assert "0 models" in CliRunner().invoke(command, [str(plain), "--model", "nobody's"]).output


def test_the_command_without_a_file_shows_the_summary() -> None:
    assert "How much of zigbee2mqtt's catalogue" in CliRunner().invoke(command, []).output


def test_a_model_is_looked_up_without_a_file() -> None:
    """Whoever is about to buy one has no list of devices yet."""
    found = CliRunner().invoke(command, ["--model", "pb206"]).output
    assert "OWON PB206" in found
    assert "1 models: 1 tell something of the home" in found
    [line] = CliRunner().invoke(command, ["--model", "PB206", "--json"]).output.splitlines()
    assert {each["kind"] for each in json.loads(line)["understood"]} == {"sos", "battery low"}
    assert "ignored" not in json.loads(line)
    [whole] = CliRunner().invoke(command, ["--model", "PB206", "--json", "--ignored"]).output.splitlines()
    assert "ignored" in json.loads(whole)


def test_an_option_without_a_file_is_about_all_models() -> None:
    assert len(CliRunner().invoke(command, ["--json"]).output.splitlines()) == len(kept())
    assert "passed over" in CliRunner().invoke(command, ["--ignored"]).output


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\x1f\x8b\x00", b"\xff\xfe"])
def test_the_command_says_what_is_wrong_with_a_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    ran = CliRunner().invoke(command, [str(path)])
    assert isinstance(ran.exception, CarehubError)
    assert str(path) in str(ran.exception)
