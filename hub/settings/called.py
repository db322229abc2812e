"""What does a person call a setting? "Contact Anna, telephone" for contacts[0].phone: in a form, and before saving.

`say` gives each word in the language of whoever reads it. What has no word here is called as in the file, with spaces.
"""

from collections.abc import Callable
from typing import Any

from hub.model.ids import CENTRE
from hub.settings.layout import Names

Say = Callable[[str], str]
CALLED: dict[str, str] = {
    "hub": "Hub",
    "hub.data": "folder of the hub's data",
    "residents": "Resident",
    "home": "Home",
    "home.others": "who else moves here",
    "access": "Getting in",
    "consent": "Agreement",
    "mqtt": "Broker",
    "bluetooth": "Bluetooth",
    "home_assistant": "Home Assistant",
    "home_assistant.tells": "told how the home is",
    "rooms": "Room",
    "rooms.exit": "way out of the home",
    "devices": "Device",
    "devices.id": "address",
    "devices.formerly": "addresses before",
    "topics": "Topic",
    "topics.on": "words for yes",
    "topics.off": "words for no",
    "contacts": "Contact",
    "contacts.can_attend": "can come to the door",
    "contacts.hours": "hours in which they are asked",
    "contacts.ways": "told by",
    "contacts.all_is_well": "daily text that all is well",
    "rota": "Holiday or swap",
    "rota.contact": "whose",
    "ladder": "Rung",
    "ladder.tell": "people told",
    "ladder.repeat": "times told",
    "ladders": "Ladder",
    "ladders.classes": "for alarms of class",
    "ladders.kinds": "for alarms of kind",
    "ladders.rungs": "rung",
    "ladders.rungs.tell": "people told",
    "ladders.rungs.repeat": "times told",
    "visits": "Care visit",
    "visits.least": "shortest",
    "visits.most": "longest",
    "visits.depends": "the resident depends on it",
    "notices": "Notices",
    "notices.tell": "people told",
    "notices.daily": "all of a day in one text",
    "readiness": "Tests of people's phones",
    "centre": "Care-response centre",
    "centre.can_attend": "can send somebody to the door",
    "sms": "Texts",
    "sms.second": "second provider",
    "modem": "Modem",
    "calls": "Calls",
    "calls.night": "hours in which alarms also ring",
    "announce": "Said in the home",
    "audit": "Watch over the hub",
    "audit.tell": "people told",
    "audit.sms": "texts",
    "pages": "Pages",
    "timers": "Waiting times",
    "timers.cancel": "to withdraw a fall",
    "timers.ask": "for the resident's answer",
    "timers.acknowledged": "until somebody sets out",
    "timers.travelling": "for the way",
    "timers.travelling_extra": "for the way, beyond what was said",
    "timers.with_resident": "with the resident",
    "timers.question": "for an answer to a question",
    "timers.received": "for the centre to have received it",
    "timers.own_activity": "of the resident's own movement",
    "retention": "How long it is kept",
    "detectors": "Noticing",
    "detectors.liveness": "silent devices",
    "by": "agreed by",
    "on": "agreed on",
    "review": "looked at again on",
    "id": "short word",
    "phone": "telephone",
    "tell": "people told",
    "limit": "longest wait",
}
"""A setting, wherever it is in a list, and what it is called; at the end, keys that mean the same in every table."""
NAMED_BY = ("name", "id", "contact", "topic")
"""What a table in a list is called by, if it has it."""
REFERS = frozenset({"tell", "contact", "room", "rooms", "worn_by", "device", "tag", "bedroom", "bathroom"})
"""Keys whose words are ids of somebody or something else in the home."""


def said(word: str) -> str:
    """English."""
    return word


def where(path: Names, tables: Any, say: Say = said) -> str:
    """A place in the settings, in words; `tables` are those of the file, or of `values.plain`."""
    words: list[str] = []
    here, known = tables, names(tables)
    for number, name in enumerate(path):
        here = _within(here, name)
        if isinstance(name, int):
            words[-1] += _named(path[:number], name, here, known)
        else:
            words.append(say(called(path[: number + 1])))
    return ", ".join(words)


def called(path: Names) -> str:
    """What a setting is called, without that in which it stands."""
    names = [name for name in path if isinstance(name, str)]
    if not names:
        return "settings"
    plain = names[-1].replace("_", " ")
    return CALLED.get(".".join(names)) or CALLED.get(names[-1] if len(names) > 1 else "") or plain


def names(tables: Any, say: Say = said) -> dict[str, str]:
    """Every id of the home, and the name of whom or what it is."""
    found = {CENTRE: say("the centre")}
    for table in ("rooms", "devices", "residents", "contacts"):
        rows = _within(tables, table)
        for row in rows if isinstance(rows, list) else ():
            id_, name = _within(row, "id"), _within(row, "name")
            found |= {id_: name} if isinstance(id_, str) and isinstance(name, str) else {}
    return found


def _named(path: Names, index: int, row: Any, known: dict[str, str]) -> str:
    """A table of a list by its name; a rung, or what has no name, by its place. A word in a list shows itself."""
    given = row if isinstance(row, dict) else {}
    if path[-1] in ("ladder", "rungs") or (len(path) == 1 and not given):
        return f" {index + 1}"
    found = next((str(given[key]) for key in NAMED_BY if given.get(key)), str(index + 1) if given else "")
    return f" {known.get(found, found)}" if found else ""


def _within(tables: Any, name: str | int) -> Any:
    """What stands there; nothing, if it does not."""
    if isinstance(tables, dict):
        return tables.get(str(name))
    return tables[name] if isinstance(tables, list) and isinstance(name, int) and name < len(tables) else None
