"""Which part of a day each room could be seen. What nobody could see is never taken for a quiet day."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from msgspec import Struct, structs

from detectors.day_figures import SPELL, Span
from hub.model.events import DeviceWent, HubStarted, LinkChanged, Sensed
from hub.model.ids import DeviceId, RoomId

EVERYTHING = "hub"
"""Who is unseen while the hub itself is off."""


class Gap(Struct, frozen=True, gc=False):
    """From and until when something (a device, a link, the hub) was not to be heard."""

    who: str
    begin: datetime
    end: datetime


class Eye(Struct, frozen=True):
    """A device that tells of somebody: where it is, and the links that lie between it and the hub."""

    device: DeviceId
    room: RoomId
    links: frozenset[str]


class Heard(Struct, frozen=True):
    """What cannot be heard now, since when, and what could not be heard before."""

    since: dict[str, datetime] = {}
    gaps: tuple[Gap, ...] = ()


def after(heard: Heard, event: Sensed) -> Heard:
    """What is known of the gaps after an event. The same object if it says nothing of them."""
    if isinstance(event, HubStarted):
        begins = min(event.last_alive, event.at)
        return structs.replace(heard, gaps=(*heard.gaps, Gap(EVERYTHING, begins, event.at)))
    if isinstance(event, DeviceWent):
        return _changed(heard, event.device, event.to != "lost", event.since, event.at)
    if isinstance(event, LinkChanged):
        return _changed(heard, event.link, event.up, event.since or event.at, event.at)
    return heard


def _changed(heard: Heard, who: str, well: bool, since: datetime, at: datetime) -> Heard:
    if well == (who not in heard.since):
        return heard
    if not well:
        return structs.replace(heard, since={**heard.since, who: min(since, at)})
    rest = {name: when for name, when in heard.since.items() if name != who}
    return Heard(rest, (*heard.gaps, Gap(who, heard.since[who], at)))


def forgotten(heard: Heard, before: datetime) -> Heard:
    """Without the gaps that ended before then."""
    kept = tuple(gap for gap in heard.gaps if gap.end > before)
    return heard if len(kept) == len(heard.gaps) else structs.replace(heard, gaps=kept)


def unseen(heard: Heard, eyes: Iterable[Eye], begun: datetime, span: Span) -> dict[RoomId, set[int]]:
    """Of each room the spells within the span in which none of its devices could be heard. `begun`: second 0."""
    found: dict[RoomId, set[int]] = {}
    until = begun + timedelta(seconds=span[1])
    gaps = (*heard.gaps, *(Gap(who, since, max(since, until)) for who, since in heard.since.items()))
    for eye in eyes:
        whose = {eye.device, EVERYTHING, *eye.links}
        dark = {n for gap in gaps if gap.who in whose for n in _spells(gap, begun, span)}
        found[eye.room] = found[eye.room] & dark if eye.room in found else dark
    return found


def _spells(gap: Gap, begun: datetime, span: Span) -> range:
    begin, end = ((at - begun).total_seconds() for at in (gap.begin, gap.end))
    # A restart takes seconds: only a spell of which most is unseen is unseen.
    first, last = round(max(begin, span[0]) / SPELL), round(min(end, span[1]) / SPELL)
    return range(first, last)


def shares(dark: Mapping[RoomId, set[int]], span: Span) -> dict[RoomId, float]:
    """Of each room the share of the span that was seen."""
    whole = max((span[1] - span[0]) // SPELL, 1)
    return {room: 1 - len(spells) / whole for room, spells in dark.items()}
