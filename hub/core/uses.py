"""What a device may be used for, by what it can tell; and how what it says is put into words."""

from collections.abc import Iterable
from typing import get_args

from hub.model.events import UNITS, Listed, Said
from hub.model.household import BLUETOOTH_ADDRESS, Use

USES: tuple[Use, ...] = get_args(Use)

NEEDS: dict[Use, frozenset[str]] = {
    "help button": frozenset({"help", "sos", "button"}),
    "fall device": frozenset({"fall"}),
    "motion": frozenset({"motion", "presence"}),
    "presence": frozenset({"presence", "motion"}),
    "door": frozenset({"contact"}),
    "exit door": frozenset({"contact"}),
    "window": frozenset({"contact"}),
    "fridge": frozenset({"contact", "temperature", "power"}),
    "medication": frozenset({"contact", "vibration"}),
    "bed": frozenset({"bed", "presence", "pressure", "vibration"}),
    "chair": frozenset({"chair", "presence", "pressure", "vibration"}),
    "smoke": frozenset({"smoke"}),
    "carbon monoxide": frozenset({"carbon monoxide"}),
    "gas": frozenset({"gas"}),
    "heat": frozenset({"heat"}),
    "leak": frozenset({"leak"}),
    "temperature": frozenset({"temperature"}),
    "kettle": frozenset({"power", "vibration"}),
    "cooker": frozenset({"power", "contact"}),
    "plug": frozenset({"power"}),
    "vibration": frozenset({"vibration", "tilt"}),
    "light": frozenset({"light_switch", "illuminance", "button"}),
}
"""Use -> what a device must be able to tell, one of these, to serve for it. A use that is not here asks for nothing."""
NO_ZIGBEE: frozenset[Use] = frozenset({"tag", "wearable"})
"""Uses of what is worn and heard by Bluetooth."""


def kinds(device: Listed) -> frozenset[str]:
    """What it can tell, by kind of reading; empty if its source does not describe it."""
    return frozenset(means.kind for means in device.means)


def fitting(device: Listed) -> tuple[Use, ...]:
    """What it may be used for, best guess first. Nothing is ruled out for a device that nobody describes."""
    can = kinds(device)
    speaks = [use for use in USES if use not in NO_ZIGBEE or (use == "tag" and is_bluetooth(device))]
    if not can:
        return tuple(speaks)
    return tuple(use for use in speaks if use not in NEEDS or NEEDS[use] & can)


def is_bluetooth(device: Listed) -> bool:
    """Whether it is heard by Bluetooth; a wearable then needs more settings than can be asked for (wearables.md)."""
    return BLUETOOTH_ADDRESS.fullmatch(device.address) is not None


def unfit(use: Use, device: Listed) -> str:
    """Why it cannot serve for this use; empty if it can, as far as its source describes it."""
    if use in fitting(device):
        return ""
    return f"it cannot tell {' or '.join(sorted(NEEDS.get(use, ())))}" if use in NEEDS else "that is heard by Bluetooth"


def beware(use: Use, device: Listed) -> str:
    """What whoever gives it this use must know; empty if nothing."""
    if use == "help button" and "button" in kinds(device) and not {"help", "sos"} & kinds(device):
        return "Every press of it calls for help, of each of its buttons: it must switch nothing else"
    return ""


def tells(device: Listed) -> str:
    """What it can tell, in a line."""
    return ", ".join(sorted(kinds(device) - {"heard"})) or "nothing that its source describes"


def heard(said: Iterable[Said]) -> str:
    """What it said, in a line: contact open, battery 98 %."""
    return ", ".join(_said(each) for each in said if each.kind != "heard")


def _said(each: Said) -> str:
    if isinstance(each.value, bool):
        if each.kind == "contact":
            return f"contact {'open' if each.value else 'closed'}"
        return each.kind if each.value else f"no {each.kind}"
    if isinstance(each.value, float):
        return f"{each.kind} {each.value:g} {UNITS.get(each.kind, '')}".strip()
    return f"{each.kind} ({each.value})"
