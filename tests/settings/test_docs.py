"""docs/settings.md against the Structs: each is documented, with its default and an example that works."""

import json
import re
import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import inspect

from hub.model.household import Secret, Settings
from hub.settings.durations import written
from hub.settings.examples import EXAMPLES
from hub.settings.reading import detection, settings

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs" / "settings.md").read_text()
HEADING = re.compile(r"^##+ `?([^`]*)`?$")
ROW = re.compile(r"^\| `([^`]+)` \| (.+) \| (.+) \| `(.+)` \|$")
WHOLE = tomllib.loads((ROOT / "config" / "hub.example.toml").read_text())
WHOLE["notices"] = WHOLE["notices"][0]
# What no home has all of, or not in its first entry: an example of each, whole, into which single settings are put.
WHOLE["topics"] = [{"device": "0x00158d0001a2b3c6", "topic": "home/hall", "kind": "motion", "on": ["ON"]}]
WHOLE["ladders"] = [{"name": "night", "rooms": ["hall"], "rungs": [{"tell": ["ben"]}]}]
WHOLE["ladders"] += [{"name": "Bright Care", "kinds": ["late visit"], "rungs": [{"tell": ["ben"]}]}]
WHOLE["devices"] += [{"id": "C4:7C:8D:00:00:01", "name": "Carer's tag", "use": "tag"}]
WHOLE["visits"] = [{"id": "morning", "name": "Care", "hours": "daily 08:00-09:00", "agency": "Bright Care"}]
WHOLE["rota"] = [{"contact": "anna", "from": "2026-12-24", "until": "2026-12-27", "asked": False}]
WHOLE["rooms"] += [{"id": "bedroom", "name": "Bedroom"}, {"id": "bathroom", "name": "Bathroom"}]
WHOLE["devices"][0]["bluetooth"] = {
    "connect": "acceleration",
    "acceleration": {"characteristic": "2a37", "counts_per_g": 1000, "rate": 50, "most": 8},
}


def documented() -> dict[str, tuple[str, str, str]]:
    """Path of each documented setting -> meaning, default, example."""
    found: dict[str, tuple[str, str, str]] = {}
    table = ""
    for line in DOCS.splitlines():
        if heading := HEADING.match(line):
            table = heading[1].replace("[[", "").replace("]]", "[]").removeprefix("[")
            table = table if table.endswith("[]") else table.removesuffix("]")
        elif row := ROW.match(line):
            found[f"{table}.{row[1]}"] = row[2], row[3], row[4]
    return found


def existing(info: Any, path: str, base: Any = None) -> dict[str, str]:
    """Path of each setting that there is -> its default, as docs write it."""
    if isinstance(info, inspect.UnionType):
        info = next(each for each in info.types if not isinstance(each, inspect.NoneType))
    if isinstance(info, inspect.VarTupleType) and isinstance(info.item_type, inspect.StructType):
        return existing(info.item_type, f"{path}[]")
    if isinstance(info, inspect.DictType):
        named = {f"{path}.{key}": "not agreed" for key in info.key_type.values}  # type: ignore[attr-defined]
        return named | existing(info.value_type, f"{path}.*")
    if not isinstance(info, inspect.StructType) or (info.cls is Secret and path != "Secrets"):
        return {}
    found: dict[str, str] = {}
    for field in info.fields:
        below = f"{path}.{field.encode_name}" if path else field.encode_name
        given = getattr(base, field.name) if base is not None else default(field)
        deeper = existing(field.type, below, given if "detectors" in below else None)
        found |= deeper or {below: told(given)}
    return found


def default(field: inspect.Field) -> Any:
    if field.name == "detectors":
        return detection()
    if field.default is not msgspec.NODEFAULT:
        return field.default
    return "required" if field.required else field.default_factory()


def told(value: Any) -> str:
    if value == "required":
        return "required"
    if value is None:
        return "absent"
    if value in ("", ()):
        return "none" if value == () else "empty"
    if isinstance(value, tuple):
        return f"`{json.dumps(value)}`"
    if isinstance(value, timedelta):
        return f"`{written(value)}`"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f'`"{value}"`' if isinstance(value, str) else f"`{value}`"


EXISTING = existing(inspect.type_info(Settings), "") | existing(inspect.type_info(Secret), "Secrets")


def test_every_setting_is_documented_and_no_other() -> None:
    assert sorted(documented()) == sorted(EXISTING)


@pytest.mark.parametrize("path", sorted(EXISTING))
def test_the_documented_default_is_the_real_one(path: str) -> None:
    assert documented()[path][1] == EXISTING[path]


@pytest.mark.parametrize("path", sorted(path for path in EXISTING if path.split(".")[0] not in ("Secrets", "consent")))
def test_the_documented_example_is_the_one_that_refusals_show(path: str) -> None:
    assert documented()[path][2] == EXAMPLES[path]


@pytest.mark.parametrize("path", sorted(path for path in EXISTING if "*" not in path and "Secrets" not in path))
def test_the_documented_example_is_accepted(path: str) -> None:
    (name, value), *others = tomllib.loads(documented()[path][2]).items()
    assert not others
    assert path.rpartition(".")[2] == name
    settings(changed(WHOLE, path.split("."), value), "hub.toml", detection())


def changed(table: dict[str, Any], path: list[str], value: Any) -> dict[str, Any]:
    """The whole example with `value` at `path`, in the first entry of each list."""
    name, deeper = path[0].removesuffix("[]"), path[1:]
    if not deeper:
        return table | {name: value}
    below = table.get(name, {})
    if isinstance(below, list):
        return table | {name: [changed(below[0], deeper, value), *below[1:]]}
    return table | {name: changed(below, deeper, value)}
