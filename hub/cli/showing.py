"""How an answer of the hub looks to a person: devices, rooms and the rest of `carehub status`."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import msgspec

Says = dict[str, Any]

CELLS = {"seen": "#", "partly": "+", "not seen": "."}
CELLS_MEAN = "The last 24 hours, oldest first: # seen, + partly, . not seen."
UNTOLD = frozenset({"zigbee2mqtt health"})
"""What only the hub needs to know: beside "zigbee2mqtt: down", an "up" would confuse. --json shows it."""
NOBODY_TELLS = "no device"
"""Of what is watched for: nothing in this home tells it. Said in one line, so that what is there can be seen."""
A_WEEK = "7 days"
SAME_WEEK = timedelta(days=6)


def cell(value: Any) -> str:
    """A value in a table."""
    if value is None:
        return "-"
    return "yes" if value is True else "no" if value is False else str(value)


def minute(at: str | None) -> str | None:
    """A time on this machine's clocks: the day of the week, or the date if that is long ago."""
    if not at:
        return None
    there = datetime.fromisoformat(at).astimezone()
    recent = abs(datetime.now(there.tzinfo) - there) < SAME_WEEK
    return there.strftime("%a %H:%M" if recent else "%d %b %H:%M")


def device_row(row: Says) -> Says:
    """One device in a table: times that can be read."""
    return {**row, "heard": minute(row["heard"]) or "never"}


def why(row: Says) -> str:
    """What is the matter with one device; nothing if it is heard, or was never expected to speak yet."""
    low = f"{row['name']}: its battery is low" if row["battery"] == "low" else ""
    low = f"{row['name']}: says that it is faulty" if row["faulty"] else low
    if row["reach"] == row["because"]:
        return low or (f"{row['name']}: not heard yet since it was set up" if row["reach"] == "not heard yet" else "")
    return f"{row['name']}: {row['reach']}, {row['because']}"


def loss(row: Says) -> str:
    """What the loss of one device would cost, and what else is known of it."""
    about = [part for part in (row["model"], row["formerly"] and f"formerly {', '.join(row['formerly'])}") if part]
    known = f" ({'; '.join(about)})" if about else ""
    weekly = row["promise"].startswith("speaks") and row["noticed within"] in (None, A_WEEK)
    within = f" Noticed within {row['noticed within']}." if row["noticed within"] else ""
    return f"{row['name']}{known}: {row['costs']}" + (f" It {row['promise']}." if weekly else within)


def room_row(row: Says) -> Says:
    """One room in a table."""
    hours = row["hours"]
    cells = "".join(CELLS[each] for each in hours) if hours is not None else "unknown"
    return {**row, "now": row["state"], "since": minute(row["since"]), "cells": cells}


def watch_row(row: Says) -> Says:
    """One thing that is watched for, in a table."""
    return {**row, "told": row["because"] or ", ".join(row["devices"])}


def lines(name: str, value: Any) -> Iterator[str]:
    """The rest of the status, a plain line each."""
    if not isinstance(value, dict):
        yield f"{name}: {', '.join(value) or 'none' if isinstance(value, list) else cell(value)}"
        return
    yield f"{name}:" if value else f"{name}: none"
    for key, inner in value.items():
        if key in UNTOLD:
            continue
        yield f"  {key}: {inner if isinstance(inner, str) else msgspec.json.encode(inner).decode()}"
