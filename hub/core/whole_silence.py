"""Has all of Zigbee fallen silent? A stick that hangs says nothing, and zigbee2mqtt answers as if all were well."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec import structs

from hub.core.home import Home
from hub.core.state import Radio, World
from hub.model.events import ACTIVITY, LinkChanged, Reading, Reported
from hub.model.household import Source

LINK = "zigbee radio"
"""The link that is down while nothing at all is heard. No program tells it: the core finds it out."""

SOURCE: Source = "zigbee2mqtt"

TIMES = 3.0
"""Of the longest usual time between two reports that the devices send by themselves (behaviour 18 asks the same of a
single device). A home whose sensors speak only when somebody moves has none: there a single device's silence tells."""

LEAST = timedelta(minutes=10)
"""A busy home learns silences of a minute. Zigbee mends itself after a mains plug was moved within this time."""

AT_LEAST = 3
"""Devices that can be heard. Of one or two it is likelier that they are at fault than the stick."""

HALF = LEAST / 2
"""After this long without any word a device that is due to be lost waits for the verdict on all of them, at most
`LEAST`: one text about the stick is told instead of one for each mains plug."""

FORGET = 7 * 86400.0
"""Seconds over which a long silence is forgotten: a week holds every usual night."""

DOINGS = ACTIVITY - {"power"}
"""What a person's doing shows in. A plug's power goes up and down by itself."""

WHAT_TO_DO = "zigbee2mqtt runs: unplug its stick, plug it in again"


def heard(radio: Radio, at: datetime, *, by_itself: bool, down: bool) -> Radio:
    """What is known after a Zigbee device spoke. `by_itself`: nobody did anything.

    Only from such reports is learned what is usual: else somebody who is always about would teach the hub that an hour
    without her is a dead stick, and her fall would be taken for one. A silence that was told is not usual either.
    """
    if not by_itself:
        return Radio(at, at, None if down else radio.reported, radio.longest, radio.watched)
    last = radio.reported
    if last is None or down:
        return Radio(at, at, at, radio.longest, radio.watched)
    gap = (at - last).total_seconds()
    usual = radio.longest * (1.0 - gap / FORGET)
    return Radio(at, at, at, max(usual, gap), radio.watched + gap)


def is_by_itself(readings: Iterable[Reading]) -> bool:
    """Whether a device spoke although nobody did anything: nothing in it that a person's doing can cause is news."""
    for each in readings:  # noqa: SIM110 - a generator would cost every message twice as much
        if (each.edge or each.value is True) and each.kind in DOINGS:
            return False
    return True


def is_down(world: World) -> bool:
    """Whether nothing is heard at all."""
    link = world.links.get(LINK)
    return link is not None and not link.up


def due(world: World, home: Home) -> datetime | None:
    """When the silence of all has lasted too long; None if that cannot be said yet."""
    radio = world.radio
    if radio.quiet_from is None or radio.watched < home.learn_after or is_down(world) or not _enough(world, home):
        return None
    usual = timedelta(seconds=radio.longest * TIMES)
    return radio.quiet_from + min(max(usual, LEAST), home.settings.detectors.liveness.most)


def _enough(world: World, home: Home) -> bool:
    there = (world.devices.get(d.id) for d in home.settings.devices if home.source(d.id) == SOURCE)
    heard_before = sum(known is not None and known.heard is not None and known.status != "lost" for known in there)
    return heard_before >= AT_LEAST


def waits(lost: datetime, whole: datetime | None, radio: Radio) -> datetime:
    """When a device is lost that would be at `lost`: not before it is known whether all of Zigbee is silent."""
    if whole is None or radio.quiet_from is None or lost - radio.quiet_from < HALF or whole - lost > LEAST:
        return lost
    return max(lost, whole)


def not_heard(radio: Radio, since: datetime, at: datetime) -> Radio:
    """After a time in which nothing could be heard: it is nobody's silence, but the silence before it counts on."""
    if radio.quiet_from is None:
        return radio
    blind = at - max(since, radio.quiet_from)
    return structs.replace(radio, quiet_from=radio.quiet_from + blind, reported=None) if blind > timedelta(0) else radio


def fallen_silent(world: World, home: Home, at: datetime) -> LinkChanged | None:
    """The event that nothing is heard any more, when it is due."""
    moment = due(world, home)
    if moment is None or moment > at:
        return None
    return LinkChanged(at=at, link=LINK, up=False, because=WHAT_TO_DO, since=world.radio.quiet_from)


def is_over(world: World, event: Reported) -> bool:
    """Whether this message, which the world knows of already, is the first word after such a silence."""
    return is_down(world) and event.source == SOURCE and world.radio.heard == event.at


def back(at: datetime) -> LinkChanged:
    """The event that a Zigbee device is heard again."""
    return LinkChanged(at=at, link=LINK, up=True, because="a Zigbee device is heard again")
