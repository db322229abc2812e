"""Where a worn device may be worn that feels falls, and what that is worth: as docs/falls.md measured it. Pure."""

from typing import get_args

from msgspec import Struct

from hub.model.devices import Device, Placement
from hub.pages.visit.step import Words
from hub.pages.words import later

PLACEMENTS: tuple[Placement, ...] = get_args(Placement)
ASKED = Words(later("Where is it worn? A fall looks different at each place, and nobody guesses it."))
POLAR = "polar "
"""How the names begin, under which Polar's sensors advertise: the hub knows how these send acceleration."""


class Place(Struct, frozen=True):
    """A place on the body: what it is called, and what is known of falls that are felt there."""

    title: str
    means: str
    weak: bool


PLACES: dict[Placement, Place] = {
    "waist": Place(
        later("At the waist, or on a strap around the chest"),
        later("The place to wear it. 98 of 100 acted falls were seen, where the model has learned; nobody has tried it "
              "elsewhere."),
        weak=False,
    ),
    "wrist": Place(
        later("On the wrist or the arm"),
        later("WEAK: in another laboratory a third of the acted falls was seen. It may add something to a button, and "
              "replaces nothing."),
        weak=True,
    ),
    "pocket": Place(
        later("In a trouser pocket, or at the hip"),
        later("WEAK: two of three acted falls were seen, in the laboratory where the model has learned; nobody has "
              "tried it elsewhere."),
        weak=True,
    ),
}  # fmt: skip
"""Placement -> what is said of it, with the figures of docs/falls.md (of people or laboratories left out)."""


def known(said: str) -> Placement | None:
    """The placement of that name."""
    return next((each for each in PLACEMENTS if each == said), None)


def sends(name: str) -> bool:
    """Whether a device that advertises so sends acceleration, of which the hub itself tells falls."""
    return name.lower().startswith(POLAR)


def weaker(device: Device) -> Words | None:
    """What works less well because of where it is worn; nothing where it works as well as it can."""
    place = PLACES.get(device.placement) if device.placement is not None else None
    if place is None or not place.weak:
        return None
    values: dict[str, str | Words] = {
        "device": device.name, "where": Words(place.title), "means": Words(place.means)
    }  # fmt: skip
    return Words(later("{device}: {where}. {means}"), values)
