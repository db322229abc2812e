"""The models most bought for care: what each of their messages says, with their definition and without it.

What is expected was written from what the devices and their converters do, not from how the hub derives it.
"""

import gzip
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from connectors.zigbee2mqtt.decode import DeviceList, Understood, decode, listed
from connectors.zigbee2mqtt.exposes import judge
from hub.model.events import LEVELS, READING_KINDS, UNITS, Listed, Reported, Value
from tests.support.zigbee_definitions import kept

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
FRAMES = Path(__file__).parents[2] / "frames" / "zigbee2mqtt" / "models"
CONTRACTS = Path(os.environ.get("CAREHUB_CONTRACTS", Path(__file__).parents[4] / "shared" / "contracts"))
ABSENT = f"{CONTRACTS} is absent: the definitions beside the frames were compared with the catalogue only"
PROVEN = 288
"""How many models the frames prove. Fewer must not go unnoticed; more: change it."""
ALARMS = LEVELS | {"help"}

LOST = {
    "Ecolink FFZB1-SM-ECO": {"smoke"},
    "Heiman HM-5HA-E": {"heat"},
    "Heiman HM-636THV-AC-M": {"carbon monoxide"},
    "Heiman HS1EB/HS1EB-E": {"help"},
    "Lincukoo SZW08": {"leak"},
    "Lincukoo W04-Z10T": {"leak"},
    "MultIR MIR-SM100-E": {"smoke"},
    "MultIR MIR-SO100": {"help"},
    "ORVIBO SE20-O": {"help"},
    "ORVIBO SE21": {"help"},
}
"""The alarms that cannot be known from the message alone: their property or word could be anything."""

DOUBTED = {"MultIR MIR-SM100-E", "Shyugj S901D-ZG", "Somfy 1811680"}
"""Models with alarm bits that have no name. From a device that nobody has described yet they are a call for help."""


class Message(Struct, frozen=True):
    """A payload and what it says: `must` is said, `may` is right too; nothing else is said."""

    payload: str
    must: dict[str, Value]
    may: dict[str, Value]


class Model(Struct, frozen=True):
    """The messages of one model, as one block of a file shows them."""

    vendor: str
    model: str
    messages: tuple[Message, ...]

    @property
    def called(self) -> str:
        """As a person would ask for it."""
        return f"{self.vendor} {self.model}"


def _blocks() -> Iterator[Model]:
    for path in sorted(FRAMES.glob("*.frames")):
        lines = [line for line in path.read_text().splitlines() if not line.startswith("#")]
        heads = [at for at, line in enumerate(lines) if line.startswith("== ")]
        assert heads[0] == 0, path
        for at, end in zip(heads, [*heads[1:], len(lines)], strict=True):
            vendor, model = lines[at].removeprefix("== ").split(" | ")
            yield Model(vendor, model, tuple(_messages(lines[at + 1 : end], path)))


def _messages(lines: list[str], path: Path) -> Iterator[Message]:
    assert len(lines) % 2 == 0, (path, lines[:1])
    for payload, says in zip(lines[::2], lines[1::2], strict=True):
        must: dict[str, Value] = {}
        may: dict[str, Value] = {}
        for part in says.removeprefix("  -> ").split(" | "):
            kind, value = part.strip("()").split(" = ")
            assert kind in READING_KINDS and kind not in must, (path, part)
            (may if part.startswith("(") else must)[kind] = _value(kind, value)
        yield Message(payload, must, may)


def _value(kind: str, word: str) -> Value:
    if kind in UNITS:
        return float(word)
    return {"true": True, "false": False}.get(word, word)


MODELS = list(_blocks())


@cache
def _definitions() -> dict[tuple[str, str], dict[str, Any]]:
    with (FRAMES / "definitions.json").open() as file:
        return {(each["vendor"], each["model"]): each for each in json.load(file)}


@cache
def _listed() -> dict[tuple[str, str], Listed]:
    """Every model as one list of zigbee2mqtt would show them all."""
    entries = [
        {"ieee_address": f"0x{at:016x}", "type": "EndDevice", "friendly_name": f"{vendor} {model}",
         "power_source": "Battery", "model_id": "", "definition": definition}
        for at, ((vendor, model), definition) in enumerate(_definitions().items(), 1)
    ]  # fmt: skip
    read = listed(NOW, json.dumps(entries))
    assert isinstance(read, DeviceList)
    assert read.complaints == ()
    return {(each.vendor, each.model): each for each in read.event.devices}


def _said(event: Reported) -> dict[str, Value]:
    said = {each.kind: each.value for each in event.said}
    assert len(said) == len(event.said), f"a kind is said twice: {event.said}"
    if len(said) > 1:
        said.pop("heard", None)  # the mark of a message: test_decode.py
    return said


def _right(message: Message, said: dict[str, Value]) -> bool:
    return message.must.items() <= said.items() <= (message.must | message.may).items()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.called)
def test_with_its_definition_a_model_says_exactly_this(model: Model) -> None:
    device = _listed()[model.vendor, model.model]
    for message in model.messages:
        read = decode(NOW, model.called, message.payload, False, device=device)
        assert isinstance(read, Understood)
        said = _said(read.event)
        assert _right(message, said), (
            f"{message.payload}\n  says {said}\n  must {message.must}\n  may {message.may}\n  means {device.means}"
        )
        assert read.complaints == (), message.payload


def _alarms(said: dict[str, Value]) -> set[str]:
    return {kind for kind, value in said.items() if kind == "help" or (kind in LEVELS and value is True)}


def _undescribed(model: Model) -> Iterator[tuple[Message, set[str]]]:
    for message in model.messages:
        read = decode(NOW, model.called, message.payload, False, device=None)
        assert isinstance(read, Understood)
        yield message, _alarms(_said(read.event))


def test_without_a_definition_no_alarm_is_made_up() -> None:
    for model in MODELS:
        doubt = {"sos"} if model.called in DOUBTED else set()
        for message, alarms in _undescribed(model):
            assert alarms <= _alarms(message.must) | doubt, (model.called, message.payload)


def test_which_alarms_need_the_definition_is_known() -> None:
    """These are lost from the moment a device is heard until it is listed; all others are heard at once."""
    lost: dict[str, set[str]] = {}
    for model in MODELS:
        for message, alarms in _undescribed(model):
            if missing := _alarms(message.must) - alarms:
                lost.setdefault(model.called, set()).update(missing)
    assert lost == LOST


def test_so_many_models_are_proven() -> None:
    models = {(each.vendor, each.model) for each in MODELS}
    assert len(models) == PROVEN >= 150
    assert models == set(_definitions()), "one definition for each model of the frames, and no other"


def test_each_model_is_shown_at_rest_alarmed_and_with_something_unknown() -> None:
    for model in MODELS:
        properties = {key for each in _properties(_definitions()[model.vendor, model.model]["exposes"]) for key in each}
        blocks = [each for each in MODELS if each.called == model.called]
        messages = [message for each in blocks for message in each.messages]
        assert len(messages) >= 3, model.called
        assert any(set(json.loads(each.payload)) - properties - {"linkquality"} for each in messages), model.called
        alarms = {kind for each in messages for kind in each.must if kind in LEVELS}
        for kind in alarms:
            assert {each.must[kind] for each in messages if kind in each.must} == {True, False}, (model.called, kind)


def _properties(exposes: list[dict[str, Any]]) -> Iterator[tuple[str, ...]]:
    for each in exposes:
        yield (each["property"],) if each.get("property") else ()
        yield from _properties(each.get("features", []))


def test_the_definitions_are_those_of_the_catalogue() -> None:
    """Two files that were trimmed apart from each other describe every model of the frames alike."""
    catalogue = {(each["vendor"], each["model"]): each for each in kept()}
    for key, ours in _definitions().items():
        assert ours["description"] == catalogue[key]["description"], key
        telling, theirs = ([one for one in judge(each) if one.means] for each in (ours, catalogue[key]))
        assert telling == theirs, key


def test_the_definitions_are_the_converters_own() -> None:
    """Ours are trimmed to what tells something; what is left must be as the converters have it."""
    if not CONTRACTS.is_dir():
        pytest.skip(ABSENT)
    with gzip.open(CONTRACTS / "zigbee2mqtt_exposes.json.gz") as file:
        theirs = {(each["vendor"], each["model"]): each for each in json.load(file)}
    for key, ours in _definitions().items():
        assert ours["description"] == theirs[key]["description"], key
        assert all(_within(mine, theirs[key]["exposes"]) for mine in ours["exposes"]), key


def _within(mine: dict[str, Any], theirs: list[dict[str, Any]]) -> bool:
    plain = {key: value for key, value in mine.items() if key != "features"}
    return any(
        plain.items() <= each.items()
        and all(_within(inner, each.get("features", [])) for inner in mine.get("features", []))
        for each in theirs
    )
