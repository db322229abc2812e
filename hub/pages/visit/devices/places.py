"""How it is with the step in which each device gets its place: enough signal there, and no room unseen. Pure.

Notes: `margins`, device -> what was kept of its margin.
"""

from datetime import datetime

import msgspec
from msgspec import Struct

from hub.model.household import Device, Settings
from hub.model.ids import DeviceId
from hub.pages.visit.devices.blind import spots, weaker
from hub.pages.visit.devices.margins import LAST, SCALES, Margin, Word
from hub.pages.visit.devices.rows import names, rows
from hub.pages.visit.devices.said import NO_DEVICE, WORDS
from hub.pages.visit.lasting import is_old, moment
from hub.pages.visit.step import About, Notes, Proof, Signal, Standing, Words
from hub.pages.words import later


class Kept(Struct, frozen=True, kw_only=True):
    """A margin as it was kept, and when."""

    worst: int
    spare: int
    count: int
    word: Word
    unit: str
    at: datetime


def kept(margin: Margin, at: datetime) -> Kept:
    """What is kept of a margin."""
    return Kept(worst=margin.worst, spare=margin.spare, count=margin.count, word=margin.word, unit=margin.unit, at=at)


def known_margins(notes: Notes) -> dict[DeviceId, Kept]:
    """The margins that were kept."""
    return msgspec.convert(notes.get("margins", {}), dict[DeviceId, Kept])


def lately(about: About) -> dict[DeviceId, Kept]:
    """The same, of what is not too long ago to count."""
    return {device: each for device, each in known_margins(about.notes).items() if not is_old(each.at, about.now)}


def measured(settings: Settings) -> tuple[Device, ...]:
    """Devices of which it can be known how well they are heard."""
    zigbee = settings.mqtt is not None and settings.mqtt.zigbee2mqtt
    by_radio = frozenset(SCALES) if zigbee else frozenset({"bluetooth"})
    return tuple(
        each for each in settings.devices
        if settings.source(each.id) in by_radio and not (each.bluetooth is not None and each.bluetooth.connect)
    )  # fmt: skip


def standing(about: About) -> Standing:
    """Done once every device has enough signal where it stands, or a weak one that stands on the certificate."""
    settings = about.settings
    if not settings.devices:
        return Standing(state="to do", says=NO_DEVICE)
    noted = lately(about)
    wanted, margins = measured(settings), {device: each for device, each in noted.items() if each.count >= LAST}
    signal = {device: each.word for device, each in margins.items()}
    blind = weaker(spots(settings, rows(about.of_hub), signal))
    weak = tuple(
        Words(later("{device} has a weak signal: it may be missed."), {"device": each.name})
        for each in wanted if signal.get(each.id) == "weak"
    )  # fmt: skip
    proofs = tuple(_proof(each, noted.get(each.id), about.timezone) for each in wanted)
    says = _says([d for d in wanted if d.id not in margins], [d for d in wanted if signal.get(d.id) == "too weak"])
    if says is not None:
        return Standing(state="to do", says=says, proofs=proofs, weaker=(*blind, *weak))
    done = later("{all} of {all} devices have signal enough where they stand.") if wanted else later(
        "How well these devices are heard is not told by what they are connected to."
    )  # fmt: skip
    return Standing(
        state="done", says=Words(done, {"all": str(len(wanted))}) if wanted else Words(done), proofs=proofs,
        weaker=(*blind, *weak),
    )  # fmt: skip


def _says(missing: list[Device], too_weak: list[Device]) -> Words | None:
    if too_weak:
        return Words(
            later("Too weak where it stands: {names}. Move it, or put a mains plug that carries the radio in between."),
            {"names": names(too_weak)},
        )
    if missing:
        return Words(later("Its signal is not known yet: {names}."), {"names": names(missing)})
    return None


def _proof(device: Device, margin: Kept | None, timezone: str) -> Proof:
    if margin is None:
        return Proof(
            kind="sensor", subject=device.name, id=device.id, says=Words(later("signal not looked at")), proven=False
        )
    value = f"{margin.worst} {margin.unit}".strip()
    whole = margin.count >= LAST
    text = later("{word}: {value} at worst, {spare} to spare, measured at {time}") if whole else later(
        "{word}: {value} at worst, {spare} to spare, measured at {time}, of {count} messages only"
    )  # fmt: skip
    values: dict[str, str | Words] = {
        "word": Words(WORDS[margin.word]), "value": value, "spare": str(margin.spare),
        "time": moment(margin.at, timezone),
    }  # fmt: skip
    says = Words(text, values if whole else {**values, "count": str(margin.count)})
    return Proof(
        kind="sensor", subject=device.name, id=device.id, says=says, proven=whole and margin.word != "too weak",
        at=margin.at, signal=Signal(margin.worst, margin.unit, margin.count),
    )  # fmt: skip
