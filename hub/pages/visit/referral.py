"""A referral file: what is known of a home before anybody goes there. JSON or TOML, with tables named as in hub.toml.

Whoever and whatever is there already, by name or by telephone, is changed; the rest is added. Text in, text out.
"""

import json
import tomllib
from datetime import date
from typing import Any

from hub.pages.visit.home import PLACEHOLDER
from hub.pages.visit.numbers import typed
from hub.pages.visit.people_edits import WAIT
from hub.pages.words import later
from hub.settings.editing import with_value
from hub.settings.lists import with_changes, with_one
from hub.settings.naming import free_id
from hub.settings.proof import tables

LISTS = ("residents", "rooms", "contacts")
TAKEN = (*LISTS, "home", "access", "consent", "ladder")
"""What a referral may hold. Devices are paired, and providers set up, by whoever is at the home."""
CODES = ("street_door_code", "key_safe_code")
KEYS = {"home": {"others", "pets"}, "access": {"street_door", "key_safe", "dog", "oxygen", "notes"}}
"""What it may say of the home itself: never that it is in service."""
DAYS = ("on", "review")


class NotAReferral(ValueError):  # noqa: N818 - it says what is so
    """Why the file cannot be used: an English text with a translation, and what fills it."""

    def __init__(self, text: str, **values: str) -> None:
        super().__init__(text)
        self.text, self.values = text, values


def read(text: str) -> dict[str, Any]:
    """The tables of a referral. NotAReferral if it is none."""
    try:
        found = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotAReferral(later("This is neither JSON nor TOML: {why}"), why=str(error)[:120]) from None
    for name, value in found.items():
        if name not in TAKEN:
            raise NotAReferral(later("A referral has no {name}."), name=str(name)[:60])
        lists = name in (*LISTS, "ladder")
        if not isinstance(value, list if lists else dict) or (lists and not all(isinstance(x, dict) for x in value)):
            raise NotAReferral(later("{name} is not written as it should be."), name=name)
    if any(code in found.get("access", {}) for code in CODES):
        raise NotAReferral(later("A referral holds no codes: type them at the home."))
    for name, keys in KEYS.items():
        for key in found.get(name, {}).keys() - keys:
            raise NotAReferral(later("A referral has no {name}."), name=f"{name}.{key}"[:60])
    return found


def imported(text: str, referral: dict[str, Any], timezone: str) -> str:
    """The settings with what the referral knows."""
    for name in LISTS:
        for row in referral.get(name, []):
            text = _with_row(text, name, dict(row), timezone)
    for name in ("home", "access"):
        for key, value in referral.get(name, {}).items():
            text = with_value(text, (name, key), value)
    for function, given in referral.get("consent", {}).items():
        text = with_value(text, ("consent", function), _days(given))
    return _climbing(text, referral)


def _days(given: Any) -> Any:
    """JSON has no dates: they are text there."""
    if not isinstance(given, dict):
        return given
    return {key: _day(value) if key in DAYS else value for key, value in given.items()}


def _day(value: Any) -> Any:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return value


def _with_row(text: str, name: str, row: dict[str, Any], timezone: str) -> str:
    if isinstance(row.get("phone"), str):
        row["phone"] = typed(row["phone"], timezone)
    before = tables(text)
    index = _known(before.get(name, []), name, row)
    if index is not None:
        return with_changes(text, (name,), index, {key: value for key, value in row.items() if key != "id"})
    taken = {each.get("id") for list_ in LISTS for each in before.get(list_, [])}
    if row.get("id") in taken or "id" not in row:
        row = {"id": free_id(str(row.get("name", "")), taken), **{k: v for k, v in row.items() if k != "id"}}
    return with_one(text, (name,), row)


def _known(rows: list[dict[str, Any]], name: str, row: dict[str, Any]) -> int | None:
    """The place of somebody who is there already: by name, by telephone, or the one whose name is still to come."""
    for index, each in enumerate(rows):
        same_name = str(each.get("name", "")).casefold() == str(row.get("name", "")).casefold()
        same_phone = row.get("phone") is not None and each.get("phone") == row["phone"]
        if same_name or same_phone or (name == "residents" and each.get("name") == PLACEHOLDER):
            return index
    return None


def _rung(row: dict[str, Any], ids: dict[str, Any]) -> dict[str, Any]:
    tell = row.get("tell")
    named = [ids.get(str(who).casefold(), who) for who in tell] if isinstance(tell, list) else tell
    return {**row, "tell": named}


def _climbing(text: str, referral: dict[str, Any]) -> str:
    """The ladder of the referral, by names or ids; without one each new contact climbs after the others."""
    contacts = tables(text).get("contacts", [])
    ids = {str(each.get(key)).casefold(): each["id"] for each in contacts for key in ("name", "id")}
    if referral.get("ladder"):
        return with_value(text, ("ladder",), [_rung(row, ids) for row in referral["ladder"]])
    told = {who for rung in tables(text).get("ladder", []) for who in rung["tell"]}
    for row in referral.get("contacts", []):
        who = ids.get(str(row.get("name", "")).casefold())
        if who is not None and who not in told and row.get("phone"):
            text = with_one(text, ("ladder",), {"tell": [who], "wait": WAIT})
            told.add(who)
    return text
