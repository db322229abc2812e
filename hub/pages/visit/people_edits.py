"""Changes of contacts and ladder in the text of hub.toml. Text in, text out."""

from typing import Any

from hub.model.household import Contact
from hub.pages.asking import Filled, figure
from hub.pages.visit.numbers import typed
from hub.pages.words import LANGUAGES, later
from hub.settings.editing import with_none, with_value
from hub.settings.lists import moved, with_changes, with_one, without_one
from hub.settings.naming import free_id
from hub.settings.proof import tables

WAYS = {
    "text": later("By text"), "text,call": later("By text, and at night a call"),
    "call": later("By call only: a landline"),
}  # fmt: skip
FIELDS = ("name", "phone", "minutes_away", "hours", "language", "ways")
WAIT = "2m"
"""Before the next rung, where nothing else is said (as in the settings)."""


def values(said: Filled, timezone: str) -> dict[str, Any]:
    """The fields of a contact as the settings have them; None takes one out."""
    minutes = figure(said["minutes_away"])
    ways = said["ways"] if said["ways"] in WAYS else "text"
    return {
        "name": said["name"], "phone": typed(said["phone"], timezone) or None,
        "language": said["language"] if said["language"] in LANGUAGES else None,
        "can_attend": None if said["can_attend"] else False,
        "minutes_away": said["minutes_away"] or None if minutes is None else minutes,
        "hours": said["hours"] or None, "ways": None if ways == "text" else ways.split(","),
    }  # fmt: skip


def in_fields(contact: Contact | None) -> Filled:
    """What stands in the fields of a contact."""
    if contact is None:
        return Filled(can_attend="yes", ways="text", climbs="yes")
    return Filled(
        name=contact.name, phone=contact.phone or "", language=contact.language,
        can_attend="yes" if contact.can_attend else "", hours=contact.hours or "",
        minutes_away="" if contact.minutes_away is None else str(contact.minutes_away), ways=",".join(contact.ways),
    )  # fmt: skip


def with_contact(text: str, new: dict[str, Any], climbs: bool) -> str:
    """With one more contact, who is asked on a rung of their own below the others if `climbs`."""
    before = tables(text)
    taken = {row.get("id") for name in ("contacts", "residents") for row in before.get(name, [])}
    given = {"id": free_id(str(new["name"]), taken), **{name: each for name, each in new.items() if each is not None}}
    text = with_one(text, ("contacts",), given)
    return with_one(text, ("ladder",), {"tell": [given["id"]], "wait": WAIT}) if climbs else text


def without_contact(text: str, contact: str) -> str:
    """Without a contact: on no rung, in no notices, with no holiday."""
    before = tables(text)
    for path in (("ladder",), *(("ladders", n, "rungs") for n, _ in enumerate(before.get("ladders", [])))):
        text = _not_told(text, path, contact)
    for index in reversed(range(len(before.get("rota", [])))):
        if before["rota"][index].get("contact") == contact:
            text = without_one(text, ("rota",), index)
    notices = before.get("notices")
    if isinstance(notices, list):
        text = _not_told(text, ("notices",), contact)
    elif notices is not None and contact in notices.get("tell", []):
        left = [each for each in notices["tell"] if each != contact]
        text = with_value(text, ("notices", "tell"), left) if left else with_none(text, ("notices",))
    return without_one(text, ("contacts",), contact)


def _not_told(text: str, path: tuple[str | int, ...], contact: str) -> str:
    rows = _rows(tables(text), path)
    for index in reversed(range(len(rows))):
        left = [each for each in rows[index]["tell"] if each != contact]
        if not left:
            text = without_one(text, path, index)
        elif len(left) < len(rows[index]["tell"]):
            text = with_changes(text, path, index, {"tell": left})
    return text


def _rows(before: Any, path: tuple[str | int, ...]) -> list[Any]:
    """The tables of a list that need not be there."""
    for name in path:
        before = before[name] if isinstance(name, int) else before.get(name, [])
    return list(before)


def climbed(text: str, do: str, index: int, said: Filled) -> str:
    """The ladder with a rung higher, lower, away, or with another wait; or with one more."""
    match do:
        case "up":
            return moved(text, ("ladder",), index, index - 1)
        case "down":
            return moved(text, ("ladder",), index, index + 1)
        case "remove":
            return without_one(text, ("ladder",), index)
        case "add":
            return with_one(text, ("ladder",), {"tell": [said["contact"]], "wait": f"{said['minutes'] or '2'}m"})
        case _:
            return with_changes(text, ("ladder",), index, {"wait": f"{said['minutes']}m"})
