"""The catalogue that carehub brings along: what every model that zigbee2mqtt knows exposes, in a compact form. Pure."""

from typing import Any

FIELDS = ("property", "type", "access", "name", "unit", "value_on", "value_off", "values", "description")
"""What each row of the table of exposes holds, in this order; None where it has none, and no None at the end."""


def unpacked(whole: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    """Every definition of the compact form: vendor, model, description, exposes. Each expose stands in it once."""
    table: list[dict[str, Any]] = [dict(zip(FIELDS, row, strict=False)) for row in whole["exposes"]]
    for at, below in whole["features"].items():
        table[int(at)]["features"] = [table[feature] for feature in below]
    return tuple(
        {"vendor": vendor, "model": model, "description": about, "exposes": [table[at] for at in exposes]}
        for vendor, model, about, exposes in whole["definitions"]
    )
