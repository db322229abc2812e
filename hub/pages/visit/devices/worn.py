"""How it is with what is worn and feels falls: rate, range, where it is worn, in which rooms it is heard. Pure.

Whoever believes that falls are watched for, and they are not, is worse off than without (docs/falls.md): so a device
that cannot tell falls is never "done" here, whatever else works.
"""

from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from hub.model.household import NARROWEST_FOR_FALLS, SLOWEST_FOR_FALLS, Device, Settings
from hub.pages.visit.devices import placements, ranges, trials
from hub.pages.visit.devices.rows import Row, row_of, rows
from hub.pages.visit.devices.said import silent
from hub.pages.visit.step import About, Proof, Standing, Words
from hub.pages.words import later

Verdict = Literal["can", "cannot", "not known yet"]


class Worn(Struct, frozen=True, kw_only=True):
    """A device that should feel falls, whether it can, and why."""

    device: Device
    row: Row
    verdict: Verdict
    says: Words
    rooms: tuple[ranges.There, ...]


def meant(settings: Settings) -> tuple[Device, ...]:
    """What is there to feel falls: every fall device, and a wearable that sends acceleration."""
    return tuple(
        each for each in settings.devices if each.use == "fall device" or (each.use == "wearable" and each.streams)
    )


def looked_at(about: About) -> tuple[Worn, ...]:
    """Each of them."""
    known, tried = rows(about.of_hub), trials.lately(about)
    return tuple(
        _worn(about.settings, each, row_of(each, known), ranges.everywhere(about.settings, each, tried))
        for each in meant(about.settings)
    )


def _worn(settings: Settings, device: Device, row: Row, rooms: tuple[ranges.There, ...]) -> Worn:
    says = next((found for rule in WHY_NOT if (found := rule(settings, device, row)) is not None), None)
    if says is not None:
        return Worn(device=device, row=row, verdict="cannot", says=says, rooms=rooms)
    if not device.streams:
        tested = any(each.what is not None and each.what.heard for each in rooms)
        text = later("It tells of falls itself: how well, only its maker knows.") if tested else later(
            "It tells of falls itself. Try it: make it report a fall, as its leaflet says."
        )  # fmt: skip
        return Worn(device=device, row=row, verdict="can" if tested else "not known yet", says=Words(text), rooms=rooms)
    if row.stream is None:
        text = later("Nothing has come from it yet. Let it be worn and moved: after half a minute its rate is known.")
        return Worn(device=device, row=row, verdict="not known yet", says=Words(text), rooms=rooms)
    says = Words(
        later("It sends {rate} samples a second up to {most} g: that is enough for falls to be looked for."),
        {"rate": f"{row.stream.rate:.0f}", "most": f"{row.stream.most or 0:g}"},
    ) if row.stream.most else Words(
        later("It sends {rate} samples a second: that is enough for falls to be looked for."),
        {"rate": f"{row.stream.rate:.0f}"},
    )  # fmt: skip
    return Worn(device=device, row=row, verdict="can", says=says, rooms=rooms)


def _not_agreed(settings: Settings, _: Device, __: Row) -> Words | None:
    return (
        None if settings.agreed("falls") else Words(later("Cannot detect falls: it was not agreed to watch for them."))
    )


def _nowhere(_: Settings, device: Device, __: Row) -> Words | None:
    if not device.streams or device.placement is not None:
        return None
    return Words(later("Cannot detect falls: it is not known where it is worn (waist, wrist or pocket)."))


def _slow(_: Settings, device: Device, row: Row) -> Words | None:
    given = device.bluetooth.acceleration if device.bluetooth is not None else None
    rates = [given.rate if given is not None else None, row.stream.rate if row.stream is not None else None]
    slowest = min((rate for rate in rates if rate is not None), default=SLOWEST_FOR_FALLS)
    if not device.streams or slowest >= SLOWEST_FOR_FALLS:
        return None
    return Words(
        later("Cannot detect falls: slower than {needed} Hz. It sends {rate} samples a second."),
        {"needed": f"{SLOWEST_FOR_FALLS:g}", "rate": f"{slowest:.0f}"},
    )


def _narrow(_: Settings, device: Device, row: Row) -> Words | None:
    given = device.bluetooth.acceleration if device.bluetooth is not None else None
    widths = [given.most if given is not None else None, row.stream.most if row.stream is not None else None]
    narrowest = min((most for most in widths if most), default=None)
    if not device.streams or narrowest is None or narrowest > NARROWEST_FOR_FALLS:
        return None
    return Words(
        later("Cannot detect falls: it measures {most} g at the most, and a hard fall is 3 to 8 g."),
        {"most": f"{narrowest:g}"},
    )


def _coarse(_: Settings, __: Device, row: Row) -> Words | None:
    if row.stream is None or row.stream.enough:
        return None
    return Words(later("Cannot detect falls: {because}."), {"because": row.stream.because})


WHY_NOT: tuple[Callable[[Settings, Device, Row], Words | None], ...] = (_not_agreed, _nowhere, _slow, _narrow, _coarse)
"""Each says why falls cannot be told, or nothing."""


def standing(about: About) -> Standing:
    """Done once all that is worn can tell falls, as far as anybody can know, and is heard in every room."""
    found = looked_at(about)
    if not found:
        none = Words(later("No device that feels falls is in the settings: falls are noticed by stillness only."))
        return Standing(state="done", says=none, weaker=(none,))
    proofs = tuple(line for each in found for line in _lines(each))
    cannot = [each for each in found if each.verdict == "cannot"]
    weaker = (
        *(Words(later("{device}: {why}"), {"device": each.device.name, "why": each.says}) for each in cannot),
        *(less for each in found if (less := placements.weaker(each.device)) is not None),
    )
    if (no := silent(about)) is not None:
        return Standing(state="to do", says=no.says, proofs=proofs, weaker=weaker)
    open_ = next((each for each in found if each.verdict != "can"), None)
    if open_ is not None:
        says = Words(later("{device}: {why}"), {"device": open_.device.name, "why": open_.says})
        return Standing(state="to do", says=says, proofs=proofs, weaker=weaker)
    unheard = next((each for each in found if not ranges.is_heard(each.rooms)), None)
    if unheard is not None:
        says = Words(
            later("{device} was not heard yet in: {rooms}."),
            {"device": unheard.device.name, "rooms": ranges.missing(unheard.rooms)},
        )
        return Standing(state="to do", says=says, proofs=proofs, weaker=weaker)
    says = Words(later("What is worn sends enough for falls to be looked for, and is heard in every room."))
    return Standing(state="done", says=says, proofs=proofs, weaker=weaker)


def _lines(worn: Worn) -> tuple[Proof, ...]:
    able = Proof(
        kind="sensor", subject=worn.device.name, id=worn.device.id, says=worn.says, proven=worn.verdict == "can"
    )
    return (able, *ranges.proofs(worn.device, worn.rooms))
