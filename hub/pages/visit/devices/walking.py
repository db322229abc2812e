"""The walk test: somebody walks through the home, and each sensor must be heard since the walk began. Pure.

Only what a person did to a sensor counts, or a test of it; a battery report does not, unless a sensor can tell nothing
else. Notes: `began`; `after`, how many events the hub had counted by then, for its clock may be corrected at any time;
`heard`, device -> when, of what, and its margin; `left`, device -> why it was not heard.
"""

from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct

from hub.model.household import LIFE_SAVING, Device, Settings
from hub.model.ids import DeviceId, RoomId
from hub.pages.visit.devices.places import Kept
from hub.pages.visit.devices.rows import Row, row_of, rows, time_of
from hub.pages.visit.devices.said import NO_DEVICE, WORDS, silent
from hub.pages.visit.lasting import is_old, moment
from hub.pages.visit.step import About, Notes, Proof, Standing, Words
from hub.pages.words import later

ELSEWHERE = frozenset({"help button", "fall device", "wearable", "siren"})
"""Uses that have a step of their own, or that say nothing."""

ALARMS = (LIFE_SAVING | {"leak"}) - ELSEWHERE
"""Uses of which each report is an alarm: they are made to speak only as a test that was asked for."""

DO: dict[str, str] = {
    "motion": later(
        "Walk past it, 2 m away. Then stand still for a minute and walk again: many are silent for that long."
    ),
    "presence": later("Walk into its room, stay, and walk out again."),
    "door": later("Open the door and close it."),
    "exit door": later("Open the door and close it."),
    "window": later("Open the window and close it."),
    "fridge": later("Open the fridge and close it."),
    "medication": later("Open the box and close it."),
    "bed": later("Sit down on the bed, wait 10 s, and get up."),
    "chair": later("Sit down, wait 10 s, and get up."),
    "kettle": later("Boil some water."),
    "cooker": later("Switch the cooker on for a minute, and off again."),
    "plug": later("Switch on what is plugged into it."),
    "vibration": later("Knock on what it is fixed to."),
    "light": later("Switch it on and off."),
    "tag": later("Bring it near the hub, and carry it away."),
    "temperature": later("Hold it in your hand for a minute."),
    "leak": later("Ask for its test below, then touch both contacts with a wet finger."),
    "smoke": later("Ask for its test below, then hold its test button."),
    "carbon monoxide": later("Ask for its test below, then hold its test button."),
    "gas": later("Ask for its test below, then hold its test button."),
    "heat": later("Ask for its test below, then hold its test button."),
}
"""Use -> what makes such a sensor speak."""

OTHERWISE = later("Make it speak: press it, open it, walk past it.")


class Walked(Struct, frozen=True, kw_only=True):
    """When a sensor was heard in the walk, and its margin then, if that was known. `of`: what it was there for."""

    at: datetime
    of: str = ""
    margin: Kept | None = None


class Tick(Struct, frozen=True, kw_only=True):
    """One sensor of the walk. `do`: what makes it speak. `alarm`: its test must be asked for first."""

    device: Device
    row: Row
    walked: Walked | None
    left: str
    do: str
    alarm: bool


def walkers(settings: Settings) -> tuple[Device, ...]:
    """The devices that must be heard in a walk."""
    return tuple(each for each in settings.devices if each.use not in ELSEWHERE)


def began(notes: Notes) -> datetime | None:
    """When the walk began."""
    return time_of(notes.get("began")) if isinstance(notes.get("after"), int) else None


def counted(status: dict[str, Any]) -> int | None:
    """How many events the hub has counted; None if no hub runs."""
    said = status.get("seq")
    return said if isinstance(said, int) else None


def rests_on(device: Device) -> str:
    """Changes with what a walk proves of a device: that it serves for this, in this room."""
    return f"{device.use}, {device.room or '-'}"


def walked(about: About) -> dict[DeviceId, Walked]:
    """What was heard not long ago, of devices that serve for the same, in the same room, as they did then."""
    noted = msgspec.convert(about.notes.get("heard", {}), dict[DeviceId, Walked])
    now = {each.id: rests_on(each) for each in about.settings.devices}
    return {
        device: each for device, each in noted.items() if each.of == now.get(device) and not is_old(each.at, about.now)
    }


def news(about: About) -> dict[DeviceId, datetime]:
    """Sensors that were heard since the walk began, and are not noted yet."""
    if began(about.notes) is None:
        return {}
    noted, known, after = walked(about), rows(about.of_hub), int(about.notes["after"])
    called = {each.id: each.name for each in about.settings.rooms}
    found = {each: row_of(each, known) for each in walkers(about.settings) if each.id not in noted}
    same = {d: row for d, row in found.items() if (row.use, row.room) == (d.use, called.get(d.room or RoomId("")))}
    shown = {device.id: row.shown_since(after) for device, row in same.items()}  # a hub that still has other settings
    return {device: at for device, at in shown.items() if at is not None}


def ticks(about: About) -> tuple[Tick, ...]:
    """Every sensor, in the order of the settings."""
    noted, known, left = walked(about), rows(about.of_hub), about.notes.get("left", {})
    return tuple(
        Tick(
            device=each, row=row_of(each, known), walked=noted.get(each.id), left=str(left.get(each.id, "")),
            do=DO.get(each.use, OTHERWISE), alarm=each.use in ALARMS,
        )
        for each in walkers(about.settings)
    )  # fmt: skip


def standing(about: About) -> Standing:
    """Done once N of N were heard; one that is left with a reason is not proven, and stands so on the certificate."""
    if not about.settings.devices:
        return Standing(state="to do", says=NO_DEVICE)
    found = ticks(about)
    heard = [each for each in found if each.walked is not None]
    proofs = tuple(_proof(each, about.timezone) for each in found)
    count: dict[str, str | Words] = {"heard": str(len(heard)), "all": str(len(found))}
    if len(heard) == len(found):
        return Standing(state="done", says=Words(later("{heard} of {all} sensors were heard."), count), proofs=proofs)
    if began(about.notes) is None:
        no = silent(about)
        says = no.says if no is not None else Words(later("Nobody has walked yet."))
        return Standing(state="to do", says=says, proofs=proofs)
    missing = [each for each in found if each.walked is None and not each.left]
    if missing:
        says = Words(later("{heard} of {all} sensors were heard since the walk began."), count)
        return Standing(state="to do", says=says, proofs=proofs)
    says = Words(later("{heard} of {all} sensors were heard; the others were left with a reason."), count)
    return Standing(state="left out", says=says, proofs=proofs)


def _proof(tick: Tick, timezone: str) -> Proof:
    if tick.walked is not None:
        says = Words(later("heard in the walk at {time}"), {"time": moment(tick.walked.at, timezone)})
        if tick.walked.margin is not None:
            word = Words(WORDS[tick.walked.margin.word])
            says = Words(later("heard in the walk at {time}, {word}"), {**says.values, "word": word})
    elif tick.left:
        says = Words(later("not heard in the walk: {because}"), {"because": tick.left})
    else:
        says = Words(later("not heard in the walk"))
    return Proof(
        kind="sensor", subject=tick.device.name, id=tick.device.id, says=says, proven=tick.walked is not None,
        at=tick.walked.at if tick.walked is not None else None,
    )  # fmt: skip
