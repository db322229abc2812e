"""What whoever helps from afar is given: one zip without personal data. Nothing is in it that is not named here.

What the hub says is taken word by word from lists of what may be said, never filtered: a name in a place that nobody
thought of is not in it either.
"""

import io
import platform
import re
import sqlite3
import zipfile
from collections.abc import Container, Iterable, Mapping
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct

from hub.check import ESSENTIAL, LINES
from hub.check_line import Line as Checks
from hub.model.household import LINKS_TO, SPOKEN, Settings
from hub.pages.accounts.trail import Done
from hub.pages.support.plain import plain, written
from hub.pages.words import texts
from hub.settings.texts import TEXTS

Says = Mapping[str, Any]
NUMBERS = (
    "devices",
    "open_incidents",
    "outbox",
    "unhandled",
    "seq",
    "unplaced messages",
    "rows dropped",
    "store bytes",
)
TIMES = ("at", "since", "oldest_undelivered")
WORDS = {
    "service": ("being installed", "in service", "suspended", "ended"), "clock": ("sure", "unsure"),
    "disk": ("ok", "failing"),
}  # fmt: skip
LINKS = frozenset().union(*LINKS_TO.values()) | {"centre", "calls", TEXTS, *SPOKEN.values()}
CHECKED = frozenset(
    {"settings", "consent", "secrets", "broker", "zigbee2mqtt", "bluetooth", "texts", "modem", "calls", "centre",
     "auditor's texts", "outside watch", "clock", "data folder", "disk", "ways out",
     TEXTS, *SPOKEN.values(), *ESSENTIAL, *LINES.values()}
)  # fmt: skip
REACH = ("heard", "late", "lost", "out of reach", "not heard yet")
STATUS = ("new", "seen", "late", "lost")
OTHER = "other"
BATTERY = re.compile(r"low|\d{1,3}(\.\d+)? %")
MODEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{2,39}")
VERSION = re.compile(r"\d[0-9A-Za-z.+]{0,39}")
README = """Diagnostics of a carehub hub, without personal data.

about.json     versions of the program and of the machine
status.json    how the hub says that it is: numbers, times, links
devices.json   each device by its number in the settings and its use
settings.json  numbers and choices; each name, telephone number, address, code, id and secret is replaced
check.json     what the last check found, without its sentences: they may name people
trail.json     what was done on the pages, by which role; without names

Not in it: names, alarms, messages, movement, the program's log.
"""


class Known(Struct, frozen=True, kw_only=True):
    """All that it is made of. `status` and `devices` are empty if no hub answers."""

    at: datetime
    version: str
    settings: Settings
    status: Says
    devices: tuple[Says, ...]
    checked: tuple[Checks, ...]
    trail: tuple[Done, ...]


def made(known: Known) -> bytes:
    """The zip."""
    files = {
        "about.json": _about(known), "status.json": _status(known.status), "devices.json": _devices(known),
        "settings.json": plain(known.settings), "check.json": _checked(known.checked), "trail.json": _did(known.trail),
    }  # fmt: skip
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("README.txt", README)
        for name, says in files.items():
            packed.writestr(name, msgspec.json.format(msgspec.json.encode(says)))
    return into.getvalue()


def _about(known: Known) -> Says:
    return {
        "carehub": known.version, "made": known.at, "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version, "system": platform.system(), "kernel": platform.release(),
        "machine": platform.machine(), "the hub answers": bool(known.status),
    }  # fmt: skip


def _status(says: Says) -> Says:
    if not says:
        return {}
    return {
        "version": _matching(says.get("version"), VERSION),
        **{name: _number(says.get(name)) for name in NUMBERS},
        **{name: _time(says.get(name)) for name in TIMES},
        **{name: _among(says.get(name), words) for name, words in WORDS.items()},
        "links": [
            {"link": _among(name, LINKS), "up": how == "up"} for name, how in sorted(says.get("links", {}).items())
        ],
        "input that could not be read": [_number(each["count"]) for each in says.get("unreadable input", {}).values()],
        "devices that are not in the settings": len(says.get("not in settings", ())),
        "devices lost": len(says.get("devices_lost", ())),
    }


def _devices(known: Known) -> list[Says]:
    says = {each["id"]: each for each in known.devices}
    private = tuple(each.casefold() for each in written(known.settings))
    return [
        {"number": n, "use": device.use, "by": known.settings.source(device.id),
         **_device(says.get(device.id, {}), known.at, private)}
        for n, device in enumerate(known.settings.devices, 1)
    ]  # fmt: skip


def _device(says: Says, at: datetime, private: tuple[str, ...]) -> Says:
    """Whole days since it was heard: hours would tell of the resident's days."""
    heard = _time(says.get("heard"))
    model = _matching(says.get("model"), MODEL)
    if model and any(each in model.casefold() or model.casefold() in each for each in private):
        model = None
    return {
        "status": _among(says.get("status"), STATUS), "reach": _among(says.get("reach"), REACH), "model": model,
        "battery": _matching(says.get("battery"), BATTERY), "faulty": says.get("faulty") is True,
        "usual gap": _number(says.get("usual gap")), "days since heard": (at - heard).days if heard else None,
    }  # fmt: skip


def _checked(lines: Iterable[Checks]) -> list[Says]:
    return [{"ok": line.ok, "what": _among(line.what, CHECKED)} for line in lines]


def _did(trail: Iterable[Done]) -> list[Says]:
    """What was done is one of the pages' own texts, or it is not told."""
    ours = texts("cy").keys()
    return [{"at": each.at, "role": each.role, "did": each.did if each.did in ours else OTHER} for each in trail]


def _number(said: object) -> float | None:
    return said if isinstance(said, int | float) else None


def _time(said: object) -> datetime | None:
    try:
        return datetime.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None


def _among(said: object, words: Container[object]) -> str | None:
    return None if said is None else str(said) if said in words else OTHER


def _matching(said: object, pattern: re.Pattern[str]) -> str | None:
    return said if isinstance(said, str) and pattern.fullmatch(said) else None
