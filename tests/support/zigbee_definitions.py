"""The catalogue of zigbee2mqtt's converters in config/, as small as deriving from it allows; and how that file is made.

The source is the list of definitions that zigbee-herdsman-converters (MIT, https://github.com/Koenkk/zigbee-herdsman-
converters) exposes. To make the file anew from a JSON list of them:

    python -m tests.support.zigbee_definitions definitions.json.gz
"""

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from connectors.zigbee2mqtt.catalogue import FIELDS, unpacked
from connectors.zigbee2mqtt.exposes import judge
from connectors.zigbee2mqtt.report import definitions_in

KEPT = Path(__file__).parents[2] / "config" / "zigbee-definitions.json.gz"
DESCRIBED = frozenset({"contact", "moving", "fall", "alarm_1", "alarm_2"})
"""The properties whose own description is looked at."""


def kept() -> list[dict[str, Any]]:
    """Every definition: vendor, model, description, exposes."""
    with gzip.open(KEPT) as file:
        return list(unpacked(json.load(file)))


class _Packed:
    def __init__(self) -> None:
        self.rows: list[list[Any]] = []
        self.features: dict[int, list[int]] = {}
        self._at: dict[str, int] = {}

    def add(self, each: dict[str, Any]) -> int:
        group = each.get("type") in ("composite", "list", "text")
        below = [self.add(feature) for feature in each.get("features", ())] if not group else []
        row = [_kept(each, field) for field in FIELDS]
        while row and row[-1] is None:
            row.pop()
        key = json.dumps([row, below])
        if key not in self._at:
            self._at[key] = len(self.rows)
            self.rows.append(row)
            if below:
                self.features[self._at[key]] = below
        return self._at[key]


def _kept(each: dict[str, Any], field: str) -> Any:
    if field == "description" and each.get("name") not in DESCRIBED:
        return None
    unread = not isinstance(each.get("access"), int) or not each["access"] & 1
    settable = isinstance(each.get("access"), int) and each["access"] & 2 and each.get("name") != "contact"
    if field in ("name", "unit", "value_on", "value_off", "values") and (unread or settable):
        return None
    if field == "name" and each.get("name") == each.get("property"):
        return None
    return each.get(field)


def pack(definitions: list[dict[str, Any]]) -> bytes:
    """The file's content."""
    packed = _Packed()
    whole = {
        "source": "zigbee-herdsman-converters (MIT)",
        "definitions": [
            [each["vendor"], each["model"], each["description"], [packed.add(one) for one in each["exposes"]]]
            for each in definitions
        ],
        "exposes": packed.rows,
        "features": packed.features,
    }
    return gzip.compress(json.dumps(whole, separators=(",", ":"), ensure_ascii=False).encode(), 9, mtime=0)


def differing(definitions: list[dict[str, Any]]) -> Iterator[str]:
    """The models of which the kept file lets something else be derived than their own definition does."""
    for mine, theirs in zip(kept(), definitions, strict=True):
        if judge(mine) != judge(theirs):
            yield f"{theirs['vendor']} {theirs['model']}"


def main() -> None:
    """Write the file, and check that the same is derived from it."""
    with gzip.open(sys.argv[1]) as file:
        definitions = definitions_in(json.load(file))
    KEPT.write_bytes(pack(list(definitions)))
    print(f"{len(definitions)} definitions, {KEPT.stat().st_size} bytes")
    print("differing:", list(differing(list(definitions))))


if __name__ == "__main__":
    main()
